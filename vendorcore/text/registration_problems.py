"""What happened, what it means and what to do: applications, sanctions, the operator's desk."""


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


REGISTRATION_PROBLEMS: dict[str, tuple[str, str, str]] = {
    "application-unknown": (
        _mark("그런 신청이 없습니다."),
        "",
        _mark("접수번호와 사업자등록번호를 접수증에 적힌 대로 넣어 주십시오."),
    ),
    "no-application": (
        _mark("이 컴퓨터에서 한 가입 신청이 없습니다."),
        "",
        _mark("서버의 주소를 적어 먼저 신청해 주십시오."),
    ),
    "login-taken": (
        _mark("아이디 '{login}'은(는) 이미 쓰이고 있습니다."),
        "",
        _mark("다른 아이디를 골라 주십시오."),
    ),
    "second-operator-needed": (
        _mark("운영자의 신청은 올린 사람이 아닌 다른 운영자가 심사해야 합니다."),
        "",
        _mark("다른 운영자에게 부탁해 주십시오."),
    ),
    "vendor-sanctioned": (
        _mark("{until}까지 부정당업자 제재 기간이라 새로 제출할 수 없습니다."),
        _mark("이미 제출한 증빙과 접수증은 그대로입니다."),
        _mark("제재에 대해서는 운영자에게 문의해 주십시오."),
    ),
    "vendor-not-admitted": (
        _mark("이 업체는 아직 기관에 제출할 수 있는 조달업체로 등록되지 않았습니다."),
        _mark("사진과 계약은 이 컴퓨터에 그대로 있습니다."),
        _mark("조달업체 등록을 신청해 승인을 받은 뒤 다시 제출해 주십시오."),
    ),
    "not-offered": (
        _mark("업체가 아직 이 사진의 공개를 신청하지 않았습니다."),
        "",
        _mark("업체가 먼저 신청하면 동의할 수 있습니다."),
    ),
    "already-decided": (
        _mark("다른 운영자가 이 신청을 먼저 심사했습니다."),
        _mark("그 결정을 그대로 두었습니다."),
        _mark("지금 상태를 보고 다시 정해 주십시오."),
    ),
    "standby-away": (
        _mark("예비 보관소가 답하지 않아 접수증을 줄 수 없습니다."),
        _mark("보낸 사진은 서버에 있고, 예비 보관소에 옮겨지면 접수됩니다."),
        _mark("저절로 다시 시도합니다."),
    ),
    "migration-failed": (
        _mark("자료를 새 형식으로 바꾸지 못했습니다({step}: {reason})."),
        _mark("자료를 바꾸기 전으로 되돌려 놓았습니다. 잃어버린 것은 없습니다."),
        _mark("이전 버전의 서버를 다시 켜고, 이 글을 개발자에게 보내 주십시오."),
    ),
    "restore-too-slow": (
        _mark("되돌리는 데 {seconds}초가 걸려 한도({allowed}초)를 넘었습니다."),
        _mark("자료는 모두 되돌렸습니다."),
        _mark("복구 훈련의 기준을 지키려면 더 빠른 디스크나 가까운 백업을 써 주십시오."),
    ),
}
