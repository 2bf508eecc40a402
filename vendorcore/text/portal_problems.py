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
    "not-registered-yet": (
        _mark("아직 제출하지 않은 계약입니다."),
        _mark("제출한 계약만 기관이 볼 수 있습니다."),
        _mark("데스크톱 프로그램에서 제출한 뒤 초대해 주십시오."),
    ),
    "too-many-letters": (
        _mark("하루에 보낼 수 있는 초대를 모두 보냈습니다."),
        "",
        _mark("내일 다시 보내 주십시오."),
    ),
    "backup-interrupted": (
        _mark("백업을 도중에 멈추었습니다."),
        _mark("전에 끝낸 백업은 그대로 온전하며, 반쯤 만든 것은 백업으로 치지 않습니다."),
        _mark("같은 명령을 다시 하면 이미 복사한 원본은 건너뛰고 이어서 합니다."),
    ),
    "restore-interrupted": (
        _mark("되돌리기를 도중에 멈추었습니다."),
        _mark("백업은 그대로이며, 반쯤 채운 폴더는 서버가 쓰지 않습니다."),
        _mark("같은 명령을 다시 하면 그 폴더를 비우고 처음부터 되돌립니다."),
    ),
    "move-interrupted": (
        _mark("옮기기를 도중에 멈추었습니다."),
        _mark("지금 쓰는 자료는 그대로이며, 반쯤 채운 새 폴더는 서버가 쓰지 않습니다."),
        _mark("새 폴더와 새 데이터베이스를 비우고 다시 해 주십시오."),
    ),
    "answered-already": (
        _mark("이 계약의 만족도는 이미 답하셨습니다."),
        _mark("한 계약에 업체와 기관이 한 번씩만 답합니다."),
        "",
    ),
    "step-out-of-order": (
        _mark("지금은 할 수 없는 단계입니다."),
        _mark("다른 사람이 먼저 단계를 바꾸었을 수 있습니다."),
        _mark("화면을 새로 열어 계약의 상태를 확인해 주십시오."),
    ),
    "work-unfinished": (
        _mark("아직 끝나지 않은 일이 있어 단계를 바꾸지 않았습니다."),
        _mark("남은 일을 아래 단계 칸에 적어 두었습니다."),
        _mark("그대로 진행하려면 확인 칸에 표시하고 다시 눌러 주십시오."),
    ),
    "backup-full": (
        _mark("백업할 곳에 자리가 모자랍니다: {path}"),
        _mark("앞선 백업은 그대로 있습니다."),
        _mark("자리를 비우거나 더 큰 디스크를 백업할 곳으로 정해 주십시오."),
    ),
    "backup-running": (
        _mark("이 폴더에 다른 백업이나 되돌리기가 진행되고 있습니다: {path}"),
        _mark("둘이 섞이지 않도록 아무것도 바꾸지 않았습니다."),
        _mark("그것이 끝난 뒤 다시 해 주십시오. 서버가 스스로 하는 백업은 저절로 다시 합니다."),
    ),
    "no-backup": (
        _mark("정해 둔 때가 지나도록 백업이 만들어지지 않았습니다."),
        _mark("지금 디스크가 망가지면 마지막 백업 뒤에 온 것을 잃습니다."),
        _mark("백업할 곳과 디스크를 확인하고 vendorserver backup으로 지금 한 번 만들어 주십시오."),
    ),
    "passwords-differ": (
        _mark("두 번 적은 비밀번호가 서로 다릅니다."),
        _mark("어느 쪽이 맞는지 알 수 없어 아직 아무것도 저장하지 않았습니다."),
        _mark("같은 비밀번호를 두 칸에 적어 주십시오."),
    ),
    "end-unconfirmed": (
        _mark("되돌릴 수 없는 단계라 아직 바꾸지 않았습니다."),
        _mark(
            "계약이 끝나면 다시 열 수 없고, 답을 기다리는 보완 요청 {requests}건도 함께 끝납니다. "
            "확인하지 않은 사진·동영상 {undecided}개, 점검에서 문제가 나온 것 {failed}개가 "
            "그대로 남습니다."
        ),
        _mark("그대로 끝내려면 확인 칸에 표시하고 다시 눌러 주십시오."),
    ),
    "contract-over": (
        _mark("끝난 계약이라 보완을 요청할 수 없습니다."),
        _mark("종결하거나 해제·해지한 계약에는 업체가 더 답하지 않습니다."),
        _mark("필요하면 업체에 직접 연락해 주십시오."),
    ),
    "supplement-closed": (
        _mark("이미 끝난 보완 요청이라 기한을 미룰 수 없습니다."),
        "",
        _mark("화면을 새로 열어 확인해 주십시오."),
    ),
    "account-still-open": (
        _mark("아직 쓰고 있는 계정입니다."),
        "",
        _mark("계정을 먼저 멈춘 뒤 파기해 주십시오."),
    ),
    "contracts-in-hand": (
        _mark("아직 담당하는 계약이 있습니다."),
        "",
        _mark("다른 담당자에게 모두 넘긴 뒤 계정을 닫아 주십시오."),
    ),
    "file-not-scanned": (
        _mark("악성 코드 검사를 기다리는 파일입니다."),
        _mark("검사가 끝나면 원본을 내려받을 수 있습니다."),
        _mark("잠시 뒤 다시 해 주십시오."),
    ),
    "file-infected": (
        _mark("악성 코드가 의심되어 격리한 파일입니다."),
        _mark("검사 프로그램의 판단은 {name}입니다. 원본과 접수증은 서버에 그대로 있습니다."),
        _mark("업체와 운영자에게 알려 주십시오."),
    ),
    "link-spent": (
        _mark("더는 쓸 수 없는 주소입니다."),
        _mark("한 번 열었거나 기한이 지났습니다."),
        _mark("보낸 사람에게 새 메일을 부탁해 주십시오."),
    ),
}
