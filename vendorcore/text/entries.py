"""What fields are called and why a value was refused, in words."""

from __future__ import annotations

from vendorcore.text.language import _


def _mark(message: str) -> str:
    """Mark a word for the catalogue without translating it yet."""
    return message


FIELDS: dict[str, str] = {
    "name": _mark("계약명"),
    "signed_on": _mark("계약일"),
    "due_on": _mark("납품기한"),
    "parties": _mark("수요기관"),
    "institution": _mark("수요기관"),
    "items": _mark("수주제품"),
    "processes": _mark("공정"),
    "starts_on": _mark("시작일"),
    "started_on": _mark("실제 시작일"),
    "ended_on": _mark("실제 종료일"),
    "work": _mark("직접·외주"),
    "ends_on": _mark("종료일"),
    "business_no": _mark("사업자등록번호"),
    "reason": _mark("사유"),
    "login": _mark("아이디"),
    "password": _mark("비밀번호"),
    "search": _mark("검색"),
    "person": _mark("담당자"),
    "phone": _mark("전화번호"),
    "text": _mark("답변"),
    "day": _mark("새 기한"),
    "plan": _mark("이행계획 파일"),
    "contract": _mark("계약일"),
    "start": _mark("시작일"),
    "end": _mark("종료일"),
    "deadline": _mark("납품기한"),
    "imported": _mark("가져온 시각"),
    "factory": _mark("공장 위치"),
    "radius_m": _mark("공장 반경"),
    "message": _mark("파일 내용"),
    "signed": _mark("서명된 자료"),
    "organisation": _mark("상호 또는 기관명"),
    "representative": _mark("대표자"),
    "contact_name": _mark("담당자"),
    "contact_email": _mark("담당자 전자우편"),
    "contact_phone": _mark("담당자 전화번호"),
    "certificate_until": _mark("증명서 유효기간"),
    "channel": _mark("접수 경로"),
    "arrived_on": _mark("도착일"),
    "server": _mark("서버 주소"),
    "kind": _mark("종류"),
    "scan": _mark("서류 파일"),
    "party": _mark("기관"),
    "on": _mark("날짜"),
    "until_on": _mark("대신하는 마지막 날"),
    "taker": _mark("넘겨받을 담당자"),
    "substitute": _mark("대신할 담당자"),
    "step": _mark("단계"),
    "quantity": _mark("수량"),
    "result": _mark("검수 결과"),
    "score": _mark("만족도"),
    "note": _mark("내용"),
    "institution_name": _mark("기관 이름"),
    "code": _mark("행정표준기관코드"),
    "class_name": _mark("공공기관 분류"),
    "region": _mark("지역"),
    "detail_name": _mark("세부품명"),
    "detail_no": _mark("세부품명번호"),
    "into": _mark("합칠 항목"),
    "state": _mark("결정"),
    "hours": _mark("기한"),
    "rows": _mark("목록"),
}

REASONS: dict[str, str] = {
    "empty": _mark("비어 있습니다"),
    "missing": _mark("빠졌습니다"),
    "unknown": _mark("모르는 값입니다"),
    "both": _mark("둘 중 하나만 적어야 합니다"),
    "not-a-day": _mark("날짜가 아닙니다(예: 2026-03-02)"),
    "not-an-instant": _mark("시각이 아닙니다(예: 2026-03-02T09:00:00+09:00)"),
    "not-a-number": _mark("숫자가 아닙니다"),
    "not-a-quantity": _mark("0보다 큰 수로 시작하지 않습니다(예: 1,200 EA)"),
    "not-a-count": _mark("0 이상의 정수가 아닙니다"),
    "not-a-text": _mark("글자가 아닙니다"),
    "not-a-list": _mark("목록이 아닙니다"),
    "not-a-place": _mark("위도와 경도가 아닙니다"),
    "not-json": _mark("JSON 형식이 아닙니다"),
    "not-an-object": _mark("JSON 객체가 아닙니다"),
    "not-canonical": _mark("처음 모양 그대로가 아닙니다"),
    "not-a-table": _mark("표 형식이 아닙니다"),
    "not-unique": _mark("이름표가 없거나 겹칩니다"),
    "before-signing": _mark("계약일보다 빠릅니다"),
    "not-later": _mark("지금 기한 뒤의 근무일이 아닙니다"),
    "before-start": _mark("시작일보다 빠릅니다"),
    "unknown-item": _mark("없는 수주제품을 가리킵니다"),
    "check-digit": _mark("번호가 맞지 않습니다(한 자씩 다시 확인해 주십시오)"),
    "too-long": _mark("너무 깁니다"),
    "too-many": _mark("너무 많습니다"),
    "length": _mark("길이가 맞지 않습니다"),
    "malformed": _mark("모양이 맞지 않습니다"),
    "shape": _mark("모양이 맞지 않습니다"),
    "type": _mark("종류가 맞지 않습니다"),
    "not-an-email": _mark("전자우편 주소가 아닙니다"),
    "not-a-phone": _mark("전화번호가 아닙니다"),
    "in-the-past": _mark("오늘보다 앞입니다"),
    "out-of-range": _mark("계약일부터 오늘까지의 날짜가 아닙니다"),
    "in-the-future": _mark("오늘보다 뒤입니다"),
    "not-a-scan": _mark("PDF, JPEG, PNG 파일이 아닙니다"),
    "too-large": _mark("5 MB보다 큽니다"),
    "not-the-same": _mark("두 번 적은 것이 서로 다릅니다"),
}


def field_word(field: str) -> str:
    """Return what a field is called on the form; an unknown one keeps its own name."""
    return _(FIELDS[field]) if field in FIELDS else field


def reason_words(reason: str) -> str:
    """Return why a value was refused; an unknown reason is shown as it is."""
    return _(REASONS[reason]) if reason in REASONS else reason
