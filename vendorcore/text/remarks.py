"""One sentence for each remark on a contract that is being written: what is wrong, what to do."""


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


REMARKS: dict[str, str] = {
    "institution-missing": _mark("수요기관을 골라 주십시오."),
    "institution-twice": _mark("{name} 기관이 두 번 들어 있습니다. 하나를 빼 주십시오."),
    "name-missing": _mark("계약명을 적어 주십시오."),
    "name-too-long": _mark("계약명이 너무 깁니다. {most}자까지 적을 수 있습니다."),
    "number-long": _mark("계약번호가 {most}자보다 깁니다. 맞는지 확인해 주십시오."),
    "amount-unclear": _mark("금액으로 읽을 수 없는 값입니다: “{text}”. 숫자로 적어 주십시오."),
    "signed-on-missing": _mark("계약일을 적어 주십시오."),
    "due-on-missing": _mark("납품기한을 적어 주십시오."),
    "day-unclear": _mark("날짜로 읽을 수 없는 값입니다: “{text}”. 2026-03-02처럼 적어 주십시오."),
    "due-before-signing": _mark(
        "납품기한({due})이 계약일({signed})보다 빠릅니다. 두 날짜를 확인해 주십시오."
    ),
    "due-on-closed-day": _mark("납품기한({due})이 주말이나 공휴일입니다."),
    "signed-in-future": _mark("계약일({signed})이 아직 오지 않은 날입니다."),
    "period-unclear": _mark("계약기간을 날짜로 읽지 못해 적힌 글자 그대로 둡니다."),
    "period-differs": _mark("계약기간의 끝({period})과 납품기한({due})이 다릅니다."),
    "method-missing": _mark("계약방법을 골라 주십시오."),
    "method-open-reserved": _mark(
        "중소기업자간 경쟁제품 목록에 있는 제품({product})인데 계약방법이 일반경쟁입니다."
        " 맞는지 확인해 주십시오."
    ),
    "items-missing": _mark("수주제품을 하나 이상 골라 주십시오."),
    "item-twice": _mark("{name} 제품이 두 번 들어 있습니다. 하나를 빼고 수량을 더해 주십시오."),
    "item-name-missing": _mark("세부품명을 적어 주십시오."),
    "quantity-missing": _mark("{name}의 수량이 비어 있습니다."),
    "quantity-unclear": _mark("수량으로 읽을 수 없는 값입니다: “{text}”. 숫자로 적어 주십시오."),
    "certificate-missing": _mark("{name}의 직접생산확인증명서가 적혀 있지 않습니다."),
    "certificate-outside": _mark(
        "계약일({signed})이 {name} 직접생산확인증명서의 유효기간 밖입니다."
    ),
    "certificate-ends": _mark("{name}의 직접생산확인증명서가 {days}일 뒤({last}) 끝납니다."),
    "amounts-differ": _mark("제품 금액의 합({total}원)과 계약금액({amount}원)이 다릅니다."),
    "processes-missing": _mark("{name}의 공정을 하나 이상 적어 주십시오."),
    "process-name-missing": _mark("공정 이름을 적어 주십시오."),
    "plan-text-missing": _mark("{process} 공정의 계획 내용이 비어 있습니다."),
    "process-outsourced": _mark(
        "{process} 공정이 외주입니다. 외주가 허용된 공정인지 확인해 주십시오."
    ),
    "photos-unclear": _mark("예상 사진 수는 숫자로 적어 주십시오."),
    "starts-on-missing": _mark("{process} 공정의 시작일을 적어 주십시오."),
    "ends-on-missing": _mark("{process} 공정의 종료일을 적어 주십시오."),
    "ends-before-start": _mark(
        "{process} 공정의 종료일({end})이 시작일({start})보다 빠릅니다. 두 날짜를 확인해 주십시오."
    ),
    "plan-on-closed-day": _mark("{process} 공정의 날짜({day})가 주말이나 공휴일입니다."),
    "plan-before-signing": _mark("{process} 공정이 계약일({signed})보다 먼저({start}) 시작합니다."),
    "plan-after-due": _mark("{process} 공정이 납품기한({due}) 뒤({end})에 끝납니다."),
    "record-missing": _mark("{process} 공정의 이행내역이 비어 있습니다."),
    "record-start-missing": _mark("{process} 공정을 실제로 시작한 날을 적어 주십시오."),
    "record-end-missing": _mark("{process} 공정을 실제로 끝낸 날을 적어 주십시오."),
    "photos-missing": _mark(
        "{process} 공정의 사진이 {have}장입니다. {wanted}장이 예정되어 있습니다."
    ),
    "cell-missing": _mark("{column} 칸이 비어 있습니다."),
    "cell-was-formula": _mark("{column} 칸은 수식이라 마지막 계산값({text})을 가져왔습니다."),
    "cell-formula-without-value": _mark(
        "{column} 칸은 계산값이 없는 수식이라 가져오지 못했습니다. 값으로 적어 주십시오."
    ),
    "cell-not-a-number": _mark("{column} 칸의 값은 숫자가 아닙니다: “{text}”."),
    "cell-not-a-day": _mark("{column} 칸의 값은 날짜가 아닙니다: “{text}”."),
    "cell-not-a-choice": _mark("{column} 칸에는 {choices} 가운데 하나를 적어 주십시오."),
    "supplier-number-wrong": _mark(
        "사업자등록번호가 맞지 않습니다: “{text}”. 다시 확인해 주십시오."
    ),
    "corporate-number-doubtful": _mark(
        "법인등록번호의 검사 숫자가 맞지 않습니다: “{text}”. 새 번호에는 검사 숫자가 없을 수"
        " 있으니 확인만 해 주십시오."
    ),
    "row-sum-differs": _mark("금액({amount}원)이 수량 × 단가({made}원)와 다릅니다."),
}
