"""Dates, offsets and places as cameras spell them."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from vendorcore.evidence.facts import FIRST_YEAR, LAST_YEAR

# Some cameras pad single digits with a space, some know no seconds, Casio's films twelve hours,
# Konica's films end the day with a stroke.
_CLOCK = re.compile(
    r"(\d{4})[:\-/.] ?(\d\d?)[:\-/.] ?(\d\d?)/?[ T] ?(\d\d?): ?(\d\d?)(?:: ?(\d\d?))?"
    r"(?: ?([AP])M)?"
)
_OFFSET = re.compile(r"(?:(Z|UTC)|([+-])(\d\d):?(\d\d))$")
_POSITION = re.compile(r"([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)(?:[+-/]|$)")
# Counting from 1904 is how QuickTime counts; cameras without a date write zero. Some count from
# 1970 instead (ExifTool reads them so): no film is older than that.
_QUICKTIME_EPOCH, _UNIX_EPOCH = datetime(1904, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(maxsize=256)  # the tags of a photo repeat the same clock, and so do bursts
def clock_from(text: str) -> datetime | None:
    """Return the wall clock in a text such as 2026:03:12 10:15:22, or none for a blank one."""
    match = _CLOCK.match(text.strip())
    if match is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        hour, second = _hour(hour, match[7] or ""), 59 if second == 60 else second
        clock = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - a wall clock
    except ValueError:
        return None
    return clock if FIRST_YEAR <= clock.year <= LAST_YEAR else None


def _hour(hour: int, half: str) -> int:
    """Return the hour of the day; some phones count from 1 to 24 and call midnight 24."""
    if half and hour <= 12:
        return hour % 12 + (12 if half == "P" else 0)
    return 0 if hour == 24 else hour


def offset_from(text: str) -> int | None:
    """Return the offset in minutes at the end of a text such as +09:00, +0900 or Z."""
    match = _OFFSET.search(text.strip())
    if match is None:
        return None
    if match[1]:
        return 0
    minutes = int(match[3]) * 60 + int(match[4])
    if minutes > 14 * 60:
        return None
    return -minutes if match[2] == "-" else minutes


def instant_from(text: str) -> datetime | None:
    """Return the instant in a text that has both a clock and an offset."""
    clock, offset = clock_from(text), offset_from(text)
    if clock is None or offset is None:
        return None
    return clock.replace(tzinfo=timezone(timedelta(minutes=offset)))


def clock_since_1904(seconds: int) -> datetime | None:
    """Return the nominal UTC clock of a movie header; zero means that it was never set."""
    if seconds <= 0:
        return None
    try:
        clock = _QUICKTIME_EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return None
    if clock < _UNIX_EPOCH:
        clock = _UNIX_EPOCH + timedelta(seconds=seconds)
    return clock.replace(tzinfo=None) if clock.year <= LAST_YEAR else None


def position_from(text: str) -> tuple[float, float] | None:
    """Return latitude and longitude of a text such as +37.4012+126.7233/."""
    match = _POSITION.match(text.strip())
    return None if match is None else position_of(float(match[1]), float(match[2]))


def position_of(latitude: float, longitude: float) -> tuple[float, float] | None:
    """Return a place on the globe, or none when the numbers are off it."""
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    return latitude, longitude
