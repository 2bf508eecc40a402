"""Chooses the Korean particle that fits the word before it."""

_FIRST, _LAST, _FINALS = 0xAC00, 0xD7A3, 28
_RIEUL = 8
# How the last digit of a number ends when it is read aloud: 0 영, 1 일, 3 삼, 6 육, 7 칠, 8 팔.
_DIGIT_FINALS = {"0": 21, "1": _RIEUL, "3": 16, "6": 1, "7": _RIEUL, "8": _RIEUL}


def josa(word: str, pair: str) -> str:
    """Return the word with the right one of a pair such as "을/를", "이/가" or "으로/로"."""
    with_final, without = pair.split("/")
    final = _final_consonant(word)
    if pair == "으로/로" and final == _RIEUL:
        final = 0
    return word + (with_final if final else without)


def _final_consonant(word: str) -> int:
    last = word[-1:]
    if last and _FIRST <= ord(last) <= _LAST:
        return (ord(last) - _FIRST) % _FINALS
    return _DIGIT_FINALS.get(last, 0)
