"""Suggestions: the plan's days decide, then the neighbours in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from vendorcore.domain import Process, ProcessPlan

from vendorclient.app.suggesting import suggest

NOON = datetime(2026, 9, 12, 3, tzinfo=UTC)


def a_plan(name: str, first: int, last: int) -> Process:
    plan = ProcessPlan(process=name, starts_on=date(2026, 9, first), ends_on=date(2026, 9, last))
    return Process(id=name, item_id="i", seq=1, plan=plan)


CUT, WELD = a_plan("재단", 1, 12), a_plan("용접", 12, 20)


def test_the_only_plan_of_the_day_is_suggested() -> None:
    taken = [("a", NOON - timedelta(days=3), ""), ("b", NOON + timedelta(days=3), "")]
    assert suggest(taken, [CUT, WELD]) == {"a": "재단", "b": "용접"}


def test_two_plans_of_a_day_suggest_nothing() -> None:
    assert suggest([("a", NOON, "")], [CUT, WELD]) == {}


def test_a_neighbour_in_time_decides_between_two_plans() -> None:
    taken = [("a", NOON, "용접"), ("b", NOON + timedelta(minutes=20), "")]
    assert suggest(taken, [CUT, WELD]) == {"b": "용접"}


def test_a_neighbour_of_an_hour_ago_decides_nothing() -> None:
    taken = [("a", NOON, "용접"), ("b", NOON + timedelta(hours=1), "")]
    assert suggest(taken, [CUT, WELD]) == {}


def test_a_suggestion_leads_on_to_the_next() -> None:
    before = NOON - timedelta(minutes=30)
    taken = [("a", before, "재단"), ("b", NOON, ""), ("c", NOON + timedelta(minutes=30), "")]
    assert suggest(taken, [CUT, WELD]) == {"b": "재단", "c": "재단"}


def test_the_korean_day_counts() -> None:
    late_evening_utc = datetime(2026, 9, 20, 16, tzinfo=UTC)  # already the 21st in Korea
    assert suggest([("a", late_evening_utc, "")], [CUT, WELD]) == {}


def test_photos_without_a_time_and_outside_all_plans_get_nothing() -> None:
    assert suggest([("a", None, ""), ("b", NOON + timedelta(days=99), "")], [CUT]) == {}
