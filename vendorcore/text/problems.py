"""What happened, what it means and what to do, for each code of an error."""


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


PROBLEMS: dict[str, tuple[str, str, str]] = {
    "unknown": (
        _mark("예상하지 못한 문제가 생겼습니다."),
        _mark("저장된 자료는 그대로 있습니다."),
        _mark("다시 해 보시고, 계속되면 진단 정보를 보내 주십시오."),
    ),
    "invalid-entry": (
        _mark("{field} 항목을 받아들일 수 없습니다: {reason}."),
        "",
        _mark("값을 고친 뒤 다시 해 주십시오."),
    ),
    "sign-in-needed": (
        _mark("로그인이 필요합니다."),
        _mark("보낼 자료는 이 컴퓨터에 그대로 있습니다."),
        _mark("등록 코드로 다시 연결해 주십시오."),
    ),
    "wrong-password": (
        _mark("아이디 또는 비밀번호가 맞지 않습니다."),
        "",
        _mark("다시 확인해 입력해 주십시오."),
    ),
    "too-many-attempts": (
        _mark("로그인을 여러 번 시도해 잠시 멈추었습니다."),
        "",
        _mark("{seconds}초 뒤에 다시 해 주십시오."),
    ),
    "enrolment-code-refused": (
        _mark("등록 코드를 쓸 수 없습니다."),
        _mark("이미 썼거나 기한이 지난 코드입니다."),
        _mark("새 등록 코드를 받아 주십시오."),
    ),
    "ticket-malformed": (
        _mark("등록 코드의 모양이 맞지 않습니다."),
        "",
        _mark("받은 코드를 처음부터 끝까지 그대로 붙여 넣어 주십시오."),
    ),
    "wrong-server-key": (
        _mark("서버의 열쇠가 등록할 때와 다릅니다."),
        _mark("다른 서버이거나 누군가 연결을 가로챈 것일 수 있어 아무것도 보내지 않았습니다."),
        _mark("운영자에게 확인한 뒤 새 등록 코드로 연결해 주십시오."),
    ),
    "not-our-server": (
        _mark("이 주소는 우리 서버가 아닙니다."),
        _mark("와이파이 로그인 화면이거나 잘못된 주소입니다. 아무것도 보내지 않았습니다."),
        _mark("인터넷 연결과 서버 주소를 확인해 주십시오."),
    ),
    "insecure-address": (
        _mark("암호화되지 않은 주소에는 연결하지 않습니다."),
        "",
        _mark("https로 시작하는 주소를 써 주십시오."),
    ),
    "offline": (
        _mark("서버에 연결하지 못했습니다."),
        _mark("보낼 자료는 이 컴퓨터에 그대로 있습니다."),
        _mark("인터넷에 다시 연결되면 저절로 이어서 보냅니다."),
    ),
    "busy": (
        _mark("서버가 바쁩니다."),
        "",
        _mark("잠시 뒤 저절로 다시 시도합니다."),
    ),
    "refused": (_mark("서버가 받아들이지 않았습니다: {detail}"), "", ""),
    "conflict": (
        _mark("다른 사람이 같은 내용을 먼저 바꾸었습니다."),
        _mark("두 내용을 모두 보관했습니다."),
        _mark("어느 쪽을 쓸지 골라 주십시오."),
    ),
    "untrusted": (
        _mark("서명이 맞지 않습니다."),
        _mark("바뀌었거나 다른 곳에서 온 자료일 수 있습니다."),
        "",
    ),
    "program-too-old": (
        _mark("이 프로그램은 너무 오래되어 서버와 이야기할 수 없습니다."),
        _mark("보낼 자료는 그대로 있습니다."),
        _mark("프로그램을 새 버전으로 바꿔 주십시오."),
    ),
    "device-gone": (
        _mark("읽는 도중에 장치가 빠졌습니다."),
        _mark("가져온 사진까지는 안전합니다."),
        _mark("다시 꽂으면 이어서 가져옵니다."),
    ),
    "device-locked": (
        _mark("휴대폰이 사진을 보여 주지 않습니다."),
        "",
        _mark("휴대폰의 잠금을 풀고 '신뢰' 또는 '파일 전송'을 눌러 주십시오."),
    ),
    "device-unknown": (
        _mark("{key} 장치나 폴더를 찾을 수 없습니다."),
        "",
        _mark("꽂혀 있는지, 이름이 맞는지 확인해 주십시오."),
    ),
    "no-space": (
        _mark("디스크에 자리가 모자랍니다(필요 {needed}, 남음 {free})."),
        _mark("가져온 사진까지는 안전합니다."),
        _mark("자리를 비운 뒤 다시 해 주십시오."),
    ),
    "server-full": (
        _mark("서버에 자리가 모자랍니다."),
        _mark("보낼 자료는 이 컴퓨터에 그대로 있습니다."),
        _mark("운영자가 자리를 비우면 저절로 이어서 보냅니다."),
    ),
    "not-writable": (
        _mark("{path}에 쓸 수 없습니다."),
        "",
        _mark("쓰기가 허용된 곳인지 확인해 주십시오."),
    ),
    "not-readable": (
        _mark("{path}을(를) 읽을 수 없습니다."),
        "",
        _mark("파일이 있는지, 읽을 권한이 있는지 확인해 주십시오."),
    ),
    "nothing-found": (
        _mark("{path}에 사진이나 동영상이 없습니다."),
        "",
        _mark("다른 폴더를 골라 주십시오."),
    ),
    "file-changed": (
        _mark("보관된 원본이 가져올 때와 다릅니다."),
        _mark("이 파일은 보내지 않았습니다."),
        _mark("카드나 휴대폰에서 다시 가져와 주십시오."),
    ),
    "source-missing": (
        _mark("보낼 원본이 이 컴퓨터에 없습니다."),
        "",
        _mark("카드나 휴대폰에서 다시 가져와 주십시오."),
    ),
    "contract-unknown": (_mark("그런 계약이 없습니다."), "", _mark("계약 목록을 확인해 주십시오.")),
    "process-unknown": (
        _mark("그 계약에 그런 공정이 없습니다."),
        "",
        _mark("계약의 공정을 확인해 주십시오."),
    ),
    "media-unknown": (
        _mark("그런 사진이 보관함에 없습니다."),
        "",
        _mark("먼저 사진을 가져와 주십시오."),
    ),
    "evidence-fails": (
        _mark("제출할 수 없는 사진이 있습니다."),
        _mark("점검에서 불합격한 사진은 그대로 제출되지 않습니다."),
        _mark("사진을 빼거나 사유를 적어 주십시오."),
    ),
    "nothing-to-submit": (
        _mark("제출할 사진이 없습니다."),
        "",
        _mark("먼저 사진을 공정에 넣어 주십시오."),
    ),
    "not-delivered": (_mark("아직 전송이 끝나지 않은 사진입니다."), "", ""),
    "newer-data": (
        _mark("이 자료는 더 새로운 프로그램이 만든 것입니다."),
        _mark("자료를 지키기 위해 열지 않았습니다."),
        _mark("프로그램을 새 버전으로 바꿔 주십시오."),
    ),
    "data-damaged": (
        _mark("보관된 자료를 열 수 없습니다."),
        _mark("사진 원본은 그대로 있습니다."),
        _mark("진단 정보를 보내 주십시오."),
    ),
    "engine-running": (
        _mark("다른 창에서 이미 보내고 있습니다."),
        "",
        _mark("그 창에서 전송 상태를 확인해 주십시오."),
    ),
    "not-enrolled": (
        _mark("아직 서버에 연결되지 않았습니다."),
        _mark("사진을 가져오고 공정에 넣는 일은 할 수 있습니다."),
        _mark("보내려면 등록 코드로 연결해 주십시오."),
    ),
    "not-found": (_mark("찾을 수 없습니다."), "", ""),
    "forbidden": (_mark("이 일을 할 권한이 없습니다."), "", _mark("담당자에게 문의해 주십시오.")),
    "version-mismatch": (
        _mark("다른 사람이 먼저 바꾸었습니다."),
        "",
        _mark("새 내용을 받아 다시 해 주십시오."),
    ),
    "hash-mismatch": (
        _mark("받은 파일이 보낸 파일과 다릅니다."),
        _mark("받은 조각을 버렸습니다."),
        _mark("저절로 다시 보냅니다."),
    ),
    "upload-incomplete": (_mark("아직 다 받지 못한 파일입니다."), "", ""),
    "too-large": (_mark("파일이 너무 큽니다(최대 {limit})."), "", ""),
    "quota-exceeded": (
        _mark("이 업체에 허용된 자리를 다 썼습니다."),
        "",
        _mark("운영자에게 문의해 주십시오."),
    ),
    "demo-only-on-loopback": (
        _mark("시험용 계정이 있는 서버는 이 컴퓨터 밖으로 열 수 없습니다."),
        "",
        _mark("시험용 자료가 없는 새 자료 폴더로 시작해 주십시오."),
    ),
    "tls-needed": (
        _mark("암호화 없이 이 컴퓨터 밖으로 열 수 없습니다."),
        "",
        _mark("TLS를 설정하거나 앞에 둔 프록시를 이름으로 적어 주십시오."),
    ),
}
