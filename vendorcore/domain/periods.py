"""Days and periods (납품기한, 계약기간) in the ways that people and public data write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_SEPARATED = re.compile(r"(\d{4}|\d{2})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?")
_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{4})?")
_CENTURY = 2000
_YEARS = range(1900, 3000)  # a day of another year is a slip of the hand, as 0001 or 9999
_DASHES = str.maketrans("–—−〜～∼", "---~~~")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From one day to another; the first is not said by every source."""

    ends_on: date
    starts_on: date | None = None


def day_from_text(text: str) -> date | None:
    """Return the day that a text names, None when it names none or more than one."""
    plain = _plain(text)
    found = _TOGETHER.fullmatch(plain) or _SEPARATED.fullmatch(_without_weekday(plain))
    return _day(found) if found else None


def period_from_text(text: str) -> Period | None:
    """Return the period that a text names; a single day is its end."""
    plain = _plain(text)
    single = day_from_text(plain)
    if single is not None:
        return Period(ends_on=single)
    found = _SEPARATED.findall(plain) or _TOGETHER.findall(plain)
    if len(found) != 2:
        return None
    days = [day_from_text("-".join(parts)) for parts in found]
    if days[0] is None or days[1] is None or days[1] < days[0]:
        return None
    return Period(starts_on=days[0], ends_on=days[1])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES).strip()


def _without_weekday(text: str) -> str:
    """Return a day without (금) or a time of day behind it."""
    return re.sub(r"\s*(\([월화수목금토일]\)|\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)$", "", text).strip()


def _day(found: re.Match[str]) -> date | None:
    year, month, day = map(int, found.groups()[:3])
    try:
        made = date(year if len(found[1]) > 2 else _CENTURY + year, month, day)
    except ValueError:
        return None
    return made if made.year in _YEARS else None
