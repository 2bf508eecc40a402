"""Processes are laid into the days of a contract, on days when people work."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from vendorcore.domain.spreading import fitted, spread

MONDAY = date(2026, 10, 5)
DAYS = some.dates(date(2026, 1, 1), date(2027, 12, 31))


def test_processes_follow_each_other_on_working_days() -> None:
    spans = spread(2, MONDAY, MONDAY + timedelta(days=11), {MONDAY})

    assert spans == [
        (date(2026, 10, 6), date(2026, 10, 9)),
        (date(2026, 10, 12), date(2026, 10, 16)),
    ]


def test_more_processes_than_days_share_them() -> None:
    assert {start for start, _end in spread(5, MONDAY, MONDAY, ())} == {MONDAY}


def test_a_weekend_alone_has_to_do() -> None:
    saturday = date(2026, 10, 10)

    assert spread(1, saturday, saturday, ()) == [(saturday, saturday)]


def test_an_old_plan_keeps_its_proportions() -> None:
    old = [(date(2025, 3, 1), date(2025, 3, 10)), (date(2025, 3, 11), date(2025, 3, 20))]

    first, second = fitted(old, MONDAY, date(2026, 10, 16), ())

    assert first == (MONDAY, date(2026, 10, 9))
    assert second == (date(2026, 10, 12), date(2026, 10, 16))


def test_nothing_is_fitted_to_nothing() -> None:
    assert fitted([], MONDAY, MONDAY, ()) == []


@given(some.integers(1, 30), DAYS, DAYS)
def test_spans_lie_inside_and_in_order(count: int, one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)

    spans = spread(count, first, last, ())

    assert len(spans) == count
    assert all(first <= start <= end <= last for start, end in spans)
    assert spans == sorted(spans)
