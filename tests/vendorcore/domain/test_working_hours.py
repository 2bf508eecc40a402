from datetime import UTC, date, datetime

import pytest

from vendorcore.catalogue import holidays
from vendorcore.domain import KST
from vendorcore.domain.working_hours import closing_of, due_after, is_working_day


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KST)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-20T17:30", 4, "2026-11-23T13:30"),  # Friday evening: over the week-end
        ("2026-09-23T17:00", 4, "2026-09-28T12:00"),  # the eve of Chuseok
        ("2026-09-23T17:00", 5, "2026-09-28T14:00"),
        ("2026-11-18T11:30", 1, "2026-11-18T13:30"),  # lunch does not count
        ("2026-11-18T12:20", 1, "2026-11-18T14:00"),
        ("2026-11-18T03:00", 8, "2026-11-18T18:00"),  # a whole day
        ("2026-11-18T18:00", 1, "2026-11-19T10:00"),
        ("2026-11-21T10:00", 40, "2026-11-27T18:00"),  # five days from Saturday on
        ("2026-12-31T17:00", 2, "2027-01-04T10:00"),  # New Year
        ("2027-02-05T17:00", 2, "2027-02-10T10:00"),  # Seollal with its substitute
    ],
)
def test_only_working_hours_count(start: str, hours: int, due: str) -> None:
    assert due_after(at(start), hours, holidays()) == at(due)


def test_any_zone_means_the_clock_in_korea() -> None:
    start = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
    assert due_after(start, 4, ()) == at("2026-11-23T13:30")


def test_holidays_and_week_ends_are_free() -> None:
    assert is_working_day(date(2026, 9, 23), holidays())
    assert not is_working_day(date(2026, 9, 25), holidays())
    assert not is_working_day(date(2026, 11, 22), holidays())


def test_day_of_work_ends_at_six() -> None:
    assert closing_of(date(2026, 11, 23)) == at("2026-11-23T18:00")
