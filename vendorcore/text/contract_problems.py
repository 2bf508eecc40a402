"""What can go wrong while a contract is written: what happened, what it means, what to do."""


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


CONTRACT_PROBLEMS: dict[str, tuple[str, str, str]] = {
    "draft-unknown": (
        _mark("이 작성중 계약을 찾을 수 없습니다."),
        _mark("이미 등록했거나 지운 것입니다."),
        _mark("계약 목록에서 다시 열어 주십시오."),
    ),
    "draft-incomplete": (
        _mark("아직 등록할 수 없습니다. 채우지 않은 곳이 {count}군데 있습니다."),
        _mark("적은 내용은 그대로 저장되어 있습니다."),
        _mark("표시된 곳을 채운 뒤 다시 등록해 주십시오."),
    ),
    "change-reason-needed": (
        _mark("등록한 계약을 바꾸려면 사유가 필요합니다."),
        _mark("바꾼 내용과 사유는 수요기관도 봅니다."),
        _mark("사유를 적은 뒤 다시 해 주십시오."),
    ),
    "state-not-possible": (
        _mark("계약을 이 상태로 바꿀 수 없습니다."),
        _mark("상태는 앞으로만 나아가고, 끝난 계약은 바뀌지 않습니다."),
        _mark("지금 상태를 확인해 주십시오."),
    ),
    "records-empty": (
        _mark("아직 비어 있는 곳이 {count}군데 있습니다."),
        _mark("이행내역이나 사진이 모자란 공정이 있습니다."),
        _mark("채우거나, 그대로 끝내려면 다시 확인해 주십시오."),
    ),
    "part-unknown": (
        _mark("고치려던 줄이 더는 없습니다."),
        _mark("다른 창에서 지웠거나 되돌린 줄입니다."),
        _mark("화면을 새로 열어 확인해 주십시오."),
    ),
    "item-twice": (
        _mark("{name} 제품은 이미 들어 있습니다."),
        "",
        _mark("있는 제품의 수량을 고쳐 주십시오."),
    ),
    "template-unknown": (
        _mark("이 서식을 찾을 수 없습니다."),
        _mark("이미 지운 서식입니다."),
        _mark("다른 서식을 골라 주십시오."),
    ),
    "contract-days-needed": (
        _mark("공정 날짜를 정할 수 없습니다."),
        _mark("계약일과 납품기한이 있어야 그 사이에 공정을 놓을 수 있습니다."),
        _mark("두 날짜를 먼저 적어 주십시오."),
    ),
}
