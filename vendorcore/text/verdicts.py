"""The outcome of a check in one word."""

from vendorcore.text.language import _


def _mark(message: str) -> str:
    """Mark a word for the catalogue without translating it yet."""
    return message


VERDICTS: dict[str, str] = {
    "pass": _mark("정상"),
    "warn": _mark("확인 필요"),
    "fail": _mark("제출 불가"),
}


def verdict_word(verdict: str) -> str:
    """Return what a verdict is called; an unknown one is shown as it is."""
    return _(VERDICTS[verdict]) if verdict in VERDICTS else verdict


# The same for those who look at the evidence of others: facts, no orders to the one who sends.
SEEN_VERDICTS: dict[str, str] = {
    "": _mark("점검 중"),
    "pass": _mark("정상"),
    "warn": _mark("확인 필요"),
    "fail": _mark("기준 밖"),
}


def seen_verdict_word(verdict: str) -> str:
    """Return what an institution reads of a verdict; empty means that it is not checked yet."""
    return _(SEEN_VERDICTS[verdict])
