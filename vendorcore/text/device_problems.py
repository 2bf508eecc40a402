"""What happened, what it means and what to do: cards, phones, disks and what lies on them."""


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


DEVICE_PROBLEMS: dict[str, tuple[str, str, str]] = {
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
    "device-untrusted": (
        _mark("휴대폰이 이 컴퓨터를 아직 믿지 않습니다."),
        _mark("사진을 보려면 휴대폰에서 허락해야 합니다."),
        _mark("휴대폰 화면에서 '신뢰'를 누르고 암호를 넣어 주십시오."),
    ),
    "device-no-storage": (
        _mark("휴대폰이 충전만 하고 있습니다."),
        "",
        _mark("휴대폰의 USB 알림을 눌러 '파일 전송(MTP)'을 골라 주십시오."),
    ),
    "device-busy": (
        _mark("다른 프로그램({holder})이 장치를 쓰고 있습니다."),
        "",
        _mark("그 프로그램을 닫거나 '놓아 달라고 하기'를 눌러 주십시오."),
    ),
    "device-read-only": (
        _mark("쓰기가 막힌 카드입니다."),
        _mark("사진을 가져오는 데에는 문제가 없습니다."),
        "",
    ),
    "device-failed": (
        _mark("장치가 알 수 없는 응답을 보냈습니다."),
        _mark("가져온 사진까지는 안전합니다."),
        _mark("케이블을 뺐다가 다시 꽂아 주십시오."),
    ),
    "device-worker-lost": (
        _mark("장치와 이야기하던 중에 연결이 멈추었습니다."),
        _mark("가져온 사진까지는 안전합니다."),
        _mark("다시 시도하고, 계속되면 케이블을 뺐다가 다시 꽂아 주십시오."),
    ),
    "device-file-breaks": (
        _mark("{path} 파일을 읽을 때 장치가 멈춥니다."),
        _mark("다른 파일은 계속 가져옵니다."),
        _mark("이 파일은 휴대폰이나 카메라에서 열리는지 확인해 주십시오."),
    ),
    "device-file-too-large": (
        _mark("{path} 동영상은 4 GB보다 커서 케이블로는 읽지 못합니다."),
        _mark("다른 파일은 계속 가져옵니다."),
        _mark("카드 리더로 꽂거나, 컴퓨터에 복사한 뒤 '폴더에서 가져오기'를 써 주십시오."),
    ),
    "eject-busy": (
        _mark("다른 프로그램이 카드를 쓰고 있어 아직 빼면 안 됩니다."),
        _mark("가져온 사진은 안전합니다."),
        _mark("카드를 연 창을 닫고 다시 '꺼내기'를 눌러 주십시오."),
    ),
    "eject-unsafe": (
        _mark("{device}에 아직 안전하게 옮기지 못한 사진이 {count}장 있습니다."),
        _mark("지금 꺼내면 그 사진이 이 컴퓨터에 없습니다."),
        _mark("가져오기가 끝난 뒤 다시 '꺼내기'를 눌러 주십시오."),
    ),
    "eject-by-hand": (
        _mark("이 컴퓨터에서는 프로그램이 카드를 꺼낼 수 없습니다."),
        _mark("가져온 사진은 안전합니다."),
        _mark("작업 표시줄이나 파일 관리자의 '꺼내기'를 쓴 뒤 빼 주십시오."),
    ),
    "device-converts": (
        _mark("아이폰이 사진을 바꾸어 보내다가 멈추었습니다."),
        _mark("증빙에는 바꾸지 않은 원본이 필요합니다."),
        _mark("아이폰의 설정 → 사진 → 'Mac 또는 PC로 전송'에서 '원본 유지'를 골라 주십시오."),
    ),
    "file-changing": (
        _mark("{path} 파일이 아직 쓰이는 중입니다."),
        "",
        _mark("다 쓰인 뒤 저절로 다시 읽습니다."),
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
    "not-writable": (
        _mark("{path}에 쓸 수 없습니다."),
        "",
        _mark("쓰기가 허용된 곳인지 확인해 주십시오."),
    ),
    "not-readable": (
        _mark("{path} 파일이나 폴더를 읽을 수 없습니다."),
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
    "folder-not-ours": (
        _mark("{path} 폴더에는 다른 자료가 있습니다."),
        _mark("그 자료를 지키기 위해 쓰지 않았습니다."),
        _mark("빈 폴더를 골라 주십시오."),
    ),
    "read-short": (
        _mark("{path} 파일이 끝까지 읽히지 않았습니다."),
        _mark("가져온 사진까지는 안전합니다."),
        _mark("카드를 다시 꽂은 뒤 다시 가져와 주십시오."),
    ),
    "pick-first": (
        _mark("휴대폰의 사진은 고른 것만 가져옵니다."),
        _mark("고르지 않은 사진은 읽지도 보관하지도 않습니다."),
        _mark("가져올 사진을 골라 주십시오."),
    ),
    "folder-not-private": (
        _mark("{path} 폴더를 다른 사람도 열 수 있습니다."),
        "",
        _mark("이 컴퓨터의 다른 사용자가 볼 수 없게 권한을 바꿔 주십시오."),
    ),
    "little-space": (
        _mark("디스크에 남은 자리가 적습니다({free})."),
        "",
        _mark("사진을 더 가져오기 전에 자리를 비워 주십시오."),
    ),
    "worker-silent": (
        _mark("파일을 읽는 일꾼이 답하지 않습니다."),
        _mark("사진의 촬영 시각을 읽을 수 없습니다."),
        _mark("프로그램을 다시 설치해 주십시오."),
    ),
    "secrets-in-files": (
        _mark("비밀 열쇠를 자료 폴더의 파일에 보관합니다."),
        _mark("이 컴퓨터의 다른 사용자는 읽을 수 없습니다."),
        "",
    ),
    "clock-off": (
        _mark("이 컴퓨터의 시계가 서버와 {apart} 다릅니다."),
        _mark("사진의 날짜를 확인할 때 잘못 판단할 수 있습니다."),
        _mark("컴퓨터의 시계를 맞춰 주십시오."),
    ),
}
