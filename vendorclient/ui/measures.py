"""Numbers as people read them: sizes, times left, days, clocks."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from vendorcore.text import Language, _, current_language, n_

if TYPE_CHECKING:
    from datetime import datetime

NO_DAY = date.min
_KO_DAYS = "월화수목금토일"
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def size(count: int) -> str:
    """Return a number of bytes such as 4.1 MB."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000)) if count else 0:,} KB"
    if count < 1_000_000_000:
        return f"{count / 1_000_000:,.1f} MB"
    return f"{count / 1_000_000_000:,.2f} GB"


def speed(bytes_per_second: float) -> str:
    """Return how fast something runs, such as 3.1 MB/s."""
    return f"{bytes_per_second / 1_000_000:,.1f} MB/s"


def time_left(seconds: float) -> str:
    """Return about how long it will still take."""
    if seconds < 60:
        return _("1분 안에 끝남")
    if seconds < 3600:
        return _("약 {minutes}분 남음", minutes=round(seconds / 60))
    hours, minutes = divmod(round(seconds / 60), 60)
    return _("약 {hours}시간 {minutes}분 남음", hours=hours, minutes=minutes)


def long_day(day: date) -> str:
    """Return a day with its weekday, such as 9월 12일 (금)."""
    if current_language() is Language.EN:
        return f"{_EN_DAYS[day.weekday()]} {day.day} {_EN_MONTHS[day.month - 1]}"
    return f"{day.month}월 {day.day}일 ({_KO_DAYS[day.weekday()]})"


def weekday(day: date) -> str:
    """Return the day of the week, short."""
    if current_language() is Language.EN:
        return _EN_DAYS[day.weekday()]
    return _KO_DAYS[day.weekday()]


def short_day(day: date) -> str:
    """Return a day as 09-12."""
    return day.strftime("%m-%d")


@lru_cache(maxsize=4096)
def clock(instant: datetime) -> str:
    """Return the time of day in Korea as 14:03."""
    return _in_korea(instant).strftime("%H:%M")


def spoken_moment(instant: datetime) -> str:
    """Return a moment for the ear, such as 9월 12일 14시 03분."""
    there = _in_korea(instant)
    if current_language() is Language.EN:
        return f"{there.day} {_EN_MONTHS[there.month - 1]} {there:%H:%M}"
    return f"{there.month}월 {there.day}일 {there.hour}시 {there.minute:02d}분"


def _in_korea(instant: datetime) -> datetime:
    from vendorcore.domain import KST

    return instant.astimezone(KST)


def days_left(day: date, today: date) -> str:
    """Return how far a due day is: D-8, 오늘, 2일 지남."""
    return days_left_words((day - today).days)


def days_left_words(left: int) -> str:
    """Return so many days as D-8, 오늘, 2일 지남."""
    if left == 0:
        return _("오늘")
    return f"D-{left}" if left > 0 else n_("{n}일 지남", "{n}일 지남", -left)


def duration(seconds: float) -> str:
    """Return the length of a video as 1:05."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
