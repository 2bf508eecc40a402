"""Reads a day also in the short ways people type it: 10/12, +60, 60일."""

from __future__ import annotations

import re
from datetime import date, timedelta

from vendorcore.domain import day_from_text

_SHORT = re.compile(r"(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?")
_SPAN = re.compile(r"\+\s*(\d{1,4})|(\d{1,4})\s*일(?:간|\s*이내)?")


def read_day(text: str, today: date, since: date | None = None) -> date | None:
    """Return the day that a text names; a number of days counts from `since`."""
    words = text.strip()
    if day := day_from_text(words):
        return day
    if found := _SHORT.fullmatch(words):
        return _near(today, int(found[1]), int(found[2]))
    if (found := _SPAN.fullmatch(words)) and since is not None:
        return since + timedelta(days=int(found[1] or found[2]))
    return None


def _near(today: date, month: int, day: int) -> date | None:
    """Return the day of this year, or of the next one when it is long past."""
    try:
        this = date(today.year, month, day)
        return this if today - this < timedelta(days=183) else date(today.year + 1, month, day)
    except ValueError:
        return None
