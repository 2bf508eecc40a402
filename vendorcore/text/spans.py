"""Lengths of time as people say them."""

from vendorcore.text.language import n_

_MINUTE, _HOUR, _DAY, _YEAR = 60, 3600, 86_400, 31_556_952


def span_text(seconds: int) -> str:
    """Return how long, in the largest unit of which there are at least two; before or after."""
    long = abs(seconds)
    if long < 2 * _MINUTE:
        return n_("{n}초", "{n}초", long)
    if long < 2 * _HOUR:
        return n_("약 {n}분", "약 {n}분", round(long / _MINUTE))
    if long < 2 * _DAY:
        return n_("약 {n}시간", "약 {n}시간", round(long / _HOUR))
    if long < 2 * _YEAR:
        return n_("약 {n}일", "약 {n}일", round(long / _DAY))
    return n_("약 {n}년", "약 {n}년", round(long / _YEAR))
