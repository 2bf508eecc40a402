"""One sentence for each reason why a process (공정) is suggested for a photo."""


def _mark(message: str) -> str:
    """Mark a sentence for the catalogue without translating it yet."""
    return message


SUGGESTIONS: dict[str, str] = {
    "P_RULE": _mark("이 폴더나 장치의 사진은 이 공정이라고 정해 두었습니다."),
    "P_PLAN": _mark("이 날에 계획된 공정은 이것뿐입니다({first} ~ {last})."),
    "P_NEIGHBOURS": _mark("비슷한 시각에 찍은 사진 {count}장이 이 공정에 있습니다."),
    "P_CAMERA": _mark(
        "이 카메라({camera})의 사진 {total}장 가운데 {count}장이 이 공정에 있습니다."
    ),
    "P_LAST": _mark("마지막으로 고른 공정입니다."),
}
