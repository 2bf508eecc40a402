"""One sentence for each finding code (notes and levels belong to vendorcore.evidence)."""


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


FINDINGS: dict[str, str] = {
    "T_INSIDE": _mark("이행계획 기간 안에 찍은 사진입니다."),
    "T_EDGE": _mark("이행계획 기간의 경계에서 찍은 사진입니다."),
    "T_BEFORE_PLAN": _mark(
        "이행계획 시작일보다 {days}일 먼저 찍은 사진입니다. 계획을 고치거나 사유를 적어 주십시오."
    ),
    "T_AFTER_PLAN": _mark(
        "이행계획 종료일보다 {days}일 늦게 찍은 사진입니다. 계획을 고치거나 사유를 적어 주십시오."
    ),
    "T_BEFORE_CONTRACT": _mark(
        "촬영 시각이 계약일보다 {days}일 빠릅니다. "
        "카메라 시계가 맞으면 이 계약의 증빙으로 쓸 수 없습니다."
    ),
    "T_AFTER_DEADLINE": _mark("납품기한보다 {days}일 늦게 찍은 사진입니다."),
    "T_PLAN_CHANGED": _mark(
        "사진이 도착한 뒤에 계획이나 계약의 날짜가 바뀌었습니다. "
        "도착할 때의 계획은 {first} ~ {last}입니다."
    ),
    "T_FUTURE": _mark("촬영 시각이 가져온 시각보다 미래입니다. 카메라 시계를 확인해 주십시오."),
    "T_CLOCK_RESET": _mark("카메라 시계가 초기화된 것으로 보입니다. 시계를 바로잡아 주십시오."),
    "T_CORRECTED": _mark("카메라 시계를 바로잡아 확인한 사진입니다(차이 {minutes}분)."),
    "T_YEAR_OFF": _mark("카메라의 연도가 {years}년 어긋난 것으로 보입니다."),
    "T_AMPM": _mark("카메라의 오전·오후가 바뀐 것으로 보입니다."),
    "T_DAYMONTH": _mark("카메라의 월과 일이 바뀐 것으로 보입니다."),
    "T_ZONE_UNKNOWN": _mark("파일에 시간대가 없어 한국 시각으로 읽었습니다."),
    "T_ZONE_OK": _mark("파일의 시간대가 분명합니다."),
    "T_ZONE_FOREIGN": _mark(
        "다른 나라 시간대로 찍은 사진입니다. 한국 시각으로 바꾸어 확인했습니다."
    ),
    "T_ZONE_AMBIGUOUS": _mark(
        "동영상의 시각이 한국 시각인지 세계시인지 알 수 없습니다. 카메라 설정을 확인해 주십시오."
    ),
    "T_GPS_OK": _mark("GPS 시각과 촬영 시각이 맞습니다."),
    "T_GPS_MISMATCH": _mark("GPS 시각과 {minutes}분 차이가 납니다. 카메라 시계를 확인해 주십시오."),
    "T_NAME_MISMATCH": _mark("파일 이름의 날짜와 촬영일이 다릅니다."),
    "T_FROM_DIGITIZED": _mark("촬영 시각 대신 디지털화 시각을 썼습니다."),
    "T_FROM_MODIFY": _mark("촬영 시각이 없어 수정 시각을 썼습니다."),
    "T_NONE": _mark("촬영 시각이 없습니다. 원본 파일인지 확인해 주십시오."),
    "T_MTIME_EARLIER": _mark("파일 시각이 촬영 시각보다 이릅니다."),
    "I_NO_EXIF": _mark("촬영 정보가 없는 사진입니다. 원본이 있으면 원본을 올려 주십시오."),
    "I_MESSENGER": _mark("메신저로 주고받은 사진으로 보입니다. 원본을 올려 주십시오."),
    "I_SCREENSHOT": _mark("화면을 갈무리한 것으로 보입니다. 원본을 올려 주십시오."),
    "I_EDITED_SW": _mark("편집 프로그램({software})으로 저장한 흔적이 있습니다."),
    "I_MODIFIED_LATER": _mark("찍은 뒤에 다시 저장한 사진입니다."),
    "I_THUMB_MISMATCH": _mark("안에 든 미리보기가 사진과 다릅니다."),
    "I_TRUNCATED": _mark("파일이 중간에 끊겼습니다. 다시 복사해 주십시오."),
    "I_EMPTY": _mark("빈 파일입니다. 다시 복사해 주십시오."),
    "I_UNREADABLE": _mark("사진이나 동영상으로 읽을 수 없는 파일입니다. 다시 복사해 주십시오."),
    "I_EXT": _mark("파일 내용과 확장자가 다릅니다."),
    "V_REENCODED": _mark("다시 변환한 동영상으로 보입니다. 원본을 올려 주십시오."),
    "D_EXACT": _mark("이미 있는 파일과 똑같습니다."),
    "D_NEAR": _mark("이미 있는 사진과 거의 같습니다."),
    "G_NEAR": _mark("공장 가까이에서 찍은 사진입니다."),
    "G_FAR": _mark("공장에서 {km}km 떨어진 곳에서 찍은 사진입니다."),
    "G_NONE": _mark("위치 정보가 없습니다."),
    "M_SERIAL": _mark("같은 카드에 다른 카메라의 사진이 섞여 있습니다."),
    "M_NEW_DEVICE": _mark("처음 보는 카메라입니다."),
    "S_ORDER": _mark(
        "번호 순서와 시각 순서가 다릅니다. 카메라 시계가 중간에 바뀐 것으로 보입니다."
    ),
    "Q_BLUR": _mark("사진이 흐립니다. 다시 찍는 것이 좋습니다."),
    "Q_DARK": _mark("사진이 어둡습니다. 다시 찍는 것이 좋습니다."),
    "Q_SMALL": _mark("사진이 작습니다. 원본인지 확인해 주십시오."),
}
