"""Lays processes into the days of a contract: one after the other, on days when people work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from vendorcore.domain.working_hours import is_working_day

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_MOST_DAYS = 3660
Span = tuple[date, date]


def spread(count: int, first: date, last: date, holidays: Collection[date]) -> list[Span]:
    """Return so many spans from the first to the last working day, about equally long."""
    days = _working_days(first, last, holidays)
    return [_share(days, place / count, (place + 1) / count) for place in range(count)]


def fitted(
    spans: Sequence[Span], first: date, last: date, holidays: Collection[date]
) -> list[Span]:
    """Return the spans moved and stretched into the days from the first to the last."""
    if not spans:
        return []
    days = _working_days(first, last, holidays)
    begin = min(start for start, _end in spans)
    whole = (max(end for _start, end in spans) - begin).days + 1
    return [
        _share(days, (start - begin).days / whole, ((end - begin).days + 1) / whole)
        for start, end in spans
    ]


def _working_days(first: date, last: date, holidays: Collection[date]) -> list[date]:
    """Return the working days of a time; where there are none, its days; at least one."""
    length = min(max((last - first).days, 0), _MOST_DAYS)
    days = [first + timedelta(days=place) for place in range(length + 1)]
    return [day for day in days if is_working_day(day, holidays)] or days


def _share(days: list[date], begin: float, end: float) -> Span:
    """Return the first and the last day of a part of the days; each part has at least one."""
    start = min(int(begin * len(days) + 1e-9), len(days) - 1)
    stop = max(start, min(int(end * len(days) + 1e-9), len(days)) - 1)
    return days[start], days[stop]
