"""What the check found, for those who look at the evidence of others: facts without orders."""


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


SEEN: dict[str, str] = {
    "T_INSIDE": _mark("이행계획 기간 안에 촬영했습니다."),
    "T_EDGE": _mark("이행계획 기간의 경계에서 촬영했습니다."),
    "T_BEFORE_PLAN": _mark("이행계획 시작일보다 {days}일 먼저 촬영했습니다."),
    "T_AFTER_PLAN": _mark("이행계획 종료일보다 {days}일 늦게 촬영했습니다."),
    "T_BEFORE_CONTRACT": _mark("촬영 시각이 계약일보다 {days}일 빠릅니다."),
    "T_AFTER_DEADLINE": _mark("납품기한보다 {days}일 늦게 촬영했습니다."),
    "T_FUTURE": _mark("촬영 시각이 업체가 가져온 시각보다 미래입니다."),
    "T_CLOCK_RESET": _mark("카메라 시계가 초기화된 것으로 보입니다."),
    "T_CORRECTED": _mark("카메라 시계를 바로잡아 확인했습니다(차이 {minutes}분)."),
    "T_ZONE_FOREIGN": _mark("다른 나라 시간대로 촬영했습니다. 한국 시각으로 바꾸어 확인했습니다."),
    "T_ZONE_AMBIGUOUS": _mark("동영상의 시각이 한국 시각인지 세계시인지 알 수 없습니다."),
    "T_GPS_MISMATCH": _mark("GPS 시각과 {minutes}분 차이가 납니다."),
    "T_NONE": _mark("촬영 시각이 없습니다."),
    "I_NO_EXIF": _mark("촬영 정보가 없습니다."),
    "I_MESSENGER": _mark("메신저로 주고받은 파일로 보입니다."),
    "I_SCREENSHOT": _mark("화면을 갈무리한 것으로 보입니다."),
    "I_MODIFIED_LATER": _mark("촬영한 뒤에 다시 저장했습니다."),
    "I_TRUNCATED": _mark("파일이 중간에 끊겼습니다."),
    "I_EMPTY": _mark("빈 파일입니다."),
    "I_UNREADABLE": _mark("사진이나 동영상으로 읽을 수 없는 파일입니다."),
    "V_REENCODED": _mark("다시 변환한 동영상으로 보입니다."),
    "G_NEAR": _mark("공장 가까이에서 촬영했습니다."),
    "G_FAR": _mark("공장에서 {km}km 떨어진 곳에서 촬영했습니다."),
    "Q_BLUR": _mark("사진이 흐립니다."),
    "Q_DARK": _mark("사진이 어둡습니다."),
    "Q_SMALL": _mark("사진이 작습니다."),
}
