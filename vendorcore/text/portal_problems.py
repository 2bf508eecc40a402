"""What happened, what it means and what to do: signing in, invitations, inspection, erasure."""


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


PORTAL_PROBLEMS: dict[str, tuple[str, str, str]] = {
    "mail-not-sent": (
        _mark("메일을 보내지 못했습니다."),
        _mark("메일 서버가 답하지 않거나 주소가 맞지 않습니다."),
        _mark("잠시 뒤 다시 해 보시고, 계속되면 운영자에게 알려 주십시오."),
    ),
    "certificate-expired": (
        _mark("유효기간이 지났거나 아직 시작되지 않은 인증서입니다."),
        "",
        _mark("지금 쓸 수 있는 인증서를 골라 주십시오."),
    ),
    "certificate-unusable": (
        _mark("쓸 수 없는 인증서입니다."),
        _mark("RSA 2048비트 이상이나 타원곡선 열쇠의 인증서만 받습니다."),
        _mark("다른 인증서를 골라 주십시오."),
    ),
    "needs-second-person": (
        _mark("자기 로그인은 스스로 초기화할 수 없습니다."),
        "",
        _mark("다른 운영자에게 부탁해 주십시오."),
    ),
    "link-spent": (
        _mark("더는 쓸 수 없는 주소입니다."),
        _mark("한 번 열었거나 기한이 지났습니다."),
        _mark("보낸 사람에게 새 메일을 부탁해 주십시오."),
    ),
}
