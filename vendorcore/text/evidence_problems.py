"""What happened, what it means and what to do: contracts, photos and their submission."""


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


EVIDENCE_PROBLEMS: dict[str, tuple[str, str, str]] = {
    "contract-unknown": (_mark("그런 계약이 없습니다."), "", _mark("계약 목록을 확인해 주십시오.")),
    "practice-has-no-institution": (
        _mark("연습 계약에는 기관을 넣을 수 없습니다."),
        _mark("연습한 사진이 기관에 보이지 않게 하기 위해서입니다."),
        _mark("실제 계약은 새 계약으로 만들어 주십시오."),
    ),
    "practice-stays-practice": (
        _mark("연습 계약을 실제 계약으로, 실제 계약을 연습 계약으로 바꿀 수 없습니다."),
        _mark("아무것도 바꾸지 않았습니다."),
        _mark("새 계약을 만들어 주십시오."),
    ),
    "process-unknown": (
        _mark("그 계약에 그런 공정이 없습니다."),
        "",
        _mark("계약의 공정을 확인해 주십시오."),
    ),
    "process-gone": (
        _mark("공정이 없어진 사진이 {count}장 있습니다: {names}"),
        _mark("다른 곳에서 그 공정을 뺐습니다. 사진은 그대로 있고 아직 보내지 않았습니다."),
        _mark("그 사진을 다른 공정에 넣은 뒤 다시 제출해 주십시오."),
    ),
    "media-unknown": (
        _mark("{sha256} 사진은 보관함에 없습니다."),
        "",
        _mark("먼저 사진을 가져와 주십시오."),
    ),
    "clock-none": (
        _mark("{file}에서 시계 코드를 찾지 못했습니다."),
        _mark("카메라 시계의 차이를 잴 수 없습니다."),
        _mark("화면의 시계가 크고 또렷하게 나오도록 다시 찍어 주십시오."),
    ),
    "clock-strange": (
        _mark("{file}에 찍힌 시계는 이 컴퓨터의 것이 아닙니다."),
        _mark("그 시계로는 카메라를 바로잡지 않습니다."),
        _mark("이 컴퓨터의 화면에 시계를 띄우고 찍어 주십시오."),
    ),
    "clock-no-time": (
        _mark("{file}에 촬영 시각이 없습니다."),
        _mark("카메라 시계의 차이를 잴 수 없습니다."),
        _mark("카메라에 날짜를 맞춘 뒤 다시 찍어 주십시오."),
    ),
    "card-empty": (
        _mark("이 카드에서 가져온 사진 가운데 시각이 있는 것이 없습니다."),
        "",
        _mark("먼저 사진을 가져와 주십시오."),
    ),
    "correction-unknown": (
        _mark("그런 시계 보정이 없습니다."),
        "",
        _mark("clock list가 보여 주는 이름표를 적어 주십시오."),
    ),
    "evidence-fails": (
        _mark("제출할 수 없는 사진이 있습니다: {names}."),
        _mark("점검에서 불합격한 사진은 그대로 제출되지 않습니다."),
        _mark("사진을 빼거나 사유를 적어 주십시오."),
    ),
    "nothing-to-submit": (
        _mark("제출할 사진이 없습니다."),
        "",
        _mark("먼저 사진을 공정에 넣어 주십시오."),
    ),
    "not-delivered": (_mark("아직 전송이 끝나지 않은 사진입니다."), "", ""),
    "attachment-unknown": (
        _mark("그런 첨부가 없습니다."),
        "",
        _mark("계약의 첨부 목록을 확인해 주십시오."),
    ),
    "already-submitted": (
        _mark("이미 제출한 사진입니다."),
        _mark("제출한 사진은 고치거나 뺄 수 없습니다."),
        _mark("사유를 적어 철회하거나 다른 공정으로 옮겨 주십시오."),
    ),
    "not-submitted": (
        _mark("아직 제출하지 않은 사진입니다."),
        "",
        _mark("철회하지 않고 공정에서 빼면 됩니다."),
    ),
    "already-withdrawn": (
        _mark("이미 철회한 사진입니다."),
        "",
        "",
    ),
    "not-a-contract": (
        _mark("{path} 파일은 계약이 아닙니다."),
        "",
        _mark("계약이 적힌 JSON 파일을 골라 주십시오."),
    ),
    "receipt-unknown": (
        _mark("그런 접수증이 없습니다."),
        "",
        _mark("접수번호를 확인해 주십시오."),
    ),
}
