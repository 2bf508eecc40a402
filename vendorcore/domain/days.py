"""Korean days and the instants they are made of."""

from datetime import UTC, date, datetime, time, timedelta, timezone

# Korea has had no daylight saving time since 1988: the offset is a constant.
KST = timezone(timedelta(hours=9), "KST")


def korean_day(instant: datetime) -> date:
    """Return the day in Korea at this instant; ValueError for a time without a zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(KST).date()


def korean_midnight(day: date) -> datetime:
    """Return the instant at which this day begins in Korea."""
    return datetime.combine(day, time.min, KST)


def instant_text(instant: datetime) -> str:
    """Return an instant as UTC text with microseconds, such as 2026-03-02T01:02:03.000000Z."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    # Three times as fast as strftime; a full card has 20,000 files with several instants each.
    return f"{instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def instant_from_text(text: str) -> datetime:
    """Return the instant that a text with a zone names; ValueError otherwise."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return instant.astimezone(UTC)
