"""What happened, what it means and what to do: receipts and the originals that they are for."""


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


RECEIPT_PROBLEMS: dict[str, tuple[str, str, str]] = {
    "original-changed": (
        _mark("보관된 원본이 가져올 때와 다릅니다."),
        _mark("접수증은 그대로이고, 서버에는 바뀌기 전의 파일이 있습니다."),
        _mark("카드나 휴대폰에서 다시 가져와 주십시오."),
    ),
    "original-missing": (
        _mark("접수증이 가리키는 원본이 이 컴퓨터에 없습니다."),
        _mark("접수증은 그대로이고, 서버에는 파일이 있습니다."),
        _mark("카드나 휴대폰에서 다시 가져와 주십시오."),
    ),
    "receipt-changed": (
        _mark("접수증이 서버가 서명한 그대로가 아닙니다."),
        _mark("바뀌었거나 다른 곳에서 온 것이어서 증거가 되지 않습니다."),
        _mark("처음 받은 접수증 파일로 다시 확인해 주십시오."),
    ),
    "receipt-foreign": (
        _mark("이 컴퓨터에서 보낸 것의 접수증이 아닙니다."),
        _mark("서명은 맞지만 견주어 볼 원본이 없습니다."),
        _mark("보낸 컴퓨터에서 확인해 주십시오."),
    ),
    "receipt-folder": (
        _mark("{path}은(는) 폴더입니다."),
        "",
        _mark("접수증 파일이나 접수번호를 적어 주십시오. 아무것도 적지 않으면 모두 확인합니다."),
    ),
}
# What is said instead where a value of the sentence is not known.
PLAIN_PROBLEMS: dict[str, tuple[str, str, str]] = {
    "refused": (
        _mark("서버가 받아들이지 않았습니다."),
        _mark("보낼 자료는 이 컴퓨터에 그대로 있습니다."),
        _mark("담당자에게 문의해 주십시오."),
    ),
    "evidence-fails": (
        _mark("제출할 수 없는 사진이 있습니다."),
        _mark("점검에서 불합격한 사진은 그대로 제출되지 않습니다."),
        _mark("사진을 빼거나 사유를 적어 주십시오."),
    ),
    "invalid-entry": (
        _mark("받아들일 수 없는 값이 있습니다."),
        "",
        _mark("값을 고친 뒤 다시 해 주십시오."),
    ),
    "too-large": (
        _mark("파일이 너무 큽니다."),
        _mark("서버나 중간의 프록시가 이 크기를 받지 않습니다."),
        _mark("운영자에게 문의해 주십시오."),
    ),
    "no-space": (
        _mark("디스크에 자리가 없습니다."),
        _mark("이미 저장된 자료는 안전합니다."),
        _mark("자리를 비운 뒤 다시 해 주십시오."),
    ),
    "media-unknown": (
        _mark("그런 사진이 보관함에 없습니다."),
        "",
        _mark("먼저 사진을 가져와 주십시오."),
    ),
    "not-readable": (
        _mark("파일이나 폴더를 읽을 수 없습니다."),
        "",
        _mark("파일이 있는지, 읽을 권한이 있는지 확인해 주십시오."),
    ),
    "read-short": (
        _mark("파일이 끝까지 읽히지 않았습니다."),
        _mark("가져온 사진까지는 안전합니다."),
        _mark("카드를 다시 꽂은 뒤 다시 가져와 주십시오."),
    ),
}
