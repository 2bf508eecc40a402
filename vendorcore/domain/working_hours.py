"""근무시간: Monday to Friday, 9 to 18 without the hour of lunch, on no public holiday."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from vendorcore.domain.days import KST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SHIFTS = ((time(9), time(12)), (time(13), time(18)))
CLOSING = SHIFTS[-1][1]
DAY_HOURS = 8
_SATURDAY = 5


def due_after(start: datetime, hours: int, holidays: Collection[date]) -> datetime:
    """Return the instant at which so many working hours have passed since the start."""
    left, shifts = timedelta(hours=hours), _shifts_from(start.astimezone(KST), holidays)
    begin, end = next(shifts)
    while left > end - begin:
        left -= end - begin
        begin, end = next(shifts)
    return begin + left


def closing_of(day: date) -> datetime:
    """Return the end of work on a day."""
    return datetime.combine(day, CLOSING, KST)


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether offices work on this day."""
    return day.weekday() < _SATURDAY and day not in holidays


def _shifts_from(
    start: datetime, holidays: Collection[date]
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the stretches of work from the start on."""
    day = start.date()
    while True:
        if is_working_day(day, holidays):
            for opening, closing in SHIFTS:
                end = datetime.combine(day, closing, KST)
                begin = max(start, datetime.combine(day, opening, KST))
                if begin < end:
                    yield begin, end
        day += timedelta(days=1)
