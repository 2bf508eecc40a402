"""What happened, what it means and what to do: new versions of the program."""


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


_STAYS = _mark("지금 쓰시는 프로그램은 그대로이며 계속 쓰실 수 있습니다.")

UPDATE_PROBLEMS: dict[str, tuple[str, str, str]] = {
    "update-untrusted": (
        _mark("새 버전의 안내문이 만든 곳의 것이 아니거나 도중에 바뀌었습니다."),
        _STAYS,
        _mark("계속되면 서버 담당자에게 알려 주십시오."),
    ),
    "update-older": (
        _mark("안내된 버전({version})은 이미 알고 있는 것보다 오래되었습니다."),
        _STAYS,
        _mark("계속되면 서버 담당자에게 알려 주십시오."),
    ),
    "update-expired": (
        _mark("새 버전의 안내문이 기한({on})을 넘겼습니다."),
        _STAYS,
        _mark("컴퓨터의 날짜를 확인하시고, 맞으면 서버 담당자에게 알려 주십시오."),
    ),
    "update-changed": (
        _mark("받은 설치 파일({name})이 안내문과 다릅니다. 지웠습니다."),
        _STAYS,
        _mark("나중에 다시 받아 주십시오."),
    ),
    "update-cut": (
        _mark("설치 파일을 다 받지 못했습니다."),
        _STAYS,
        _mark("다시 받으시면 멈춘 곳부터 이어서 받습니다."),
    ),
    "update-not-there": (
        _mark("새 버전의 안내문이 아직 없습니다."),
        _STAYS,
        _mark("나중에 다시 확인해 주십시오."),
    ),
    "update-no-file": (
        _mark("새 버전({version})에 이 컴퓨터의 설치 파일이 없습니다."),
        _STAYS,
        _mark("서버 담당자에게 알려 주십시오."),
    ),
    "update-no-server": (
        _mark("새 버전을 물어볼 서버를 모릅니다."),
        _STAYS,
        _mark("먼저 등록 코드로 서버에 연결해 주십시오."),
    ),
    "update-while-sending": (
        _mark("지금 {count}건을 보내고 있어 설치하지 않았습니다."),
        _STAYS,
        _mark("전송이 끝난 뒤에 다시 해 주십시오."),
    ),
    "update-by-hand": (
        _mark("새 버전의 설치 파일을 받아 두었습니다: {path}"),
        _mark("이 컴퓨터에서는 관리자가 설치해야 합니다."),
        _mark("관리자에게 이 줄을 입력해 달라고 하십시오: sudo apt install {path}"),
    ),
    "update-needed": (
        _mark("이 프로그램은 오래되어 더는 보낼 수 없습니다."),
        _mark("가져온 사진과 적은 것은 모두 그대로 있습니다."),
        _mark("새 버전을 설치해 주십시오."),
    ),
}
