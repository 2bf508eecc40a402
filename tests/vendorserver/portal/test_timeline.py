from datetime import date

import pytest

from vendorserver.portal.timeline import Span, line

SPAN = Span(date(2026, 3, 1), date(2026, 3, 10))
PLAN = (date(2026, 3, 3), date(2026, 3, 4))


def test_span_reaches_from_the_earliest_to_the_latest_day() -> None:
    days = [date(2026, 3, 4), date(2026, 3, 1), date(2026, 3, 9)]
    assert Span.around(days) == Span(date(2026, 3, 1), date(2026, 3, 9))


@pytest.mark.parametrize(("day", "place"), [(1, 0), (2, 10), (10, 90)])
def test_day_has_its_place(day: int, place: float) -> None:
    assert SPAN.place(date(2026, 3, day)) == place


def test_last_day_of_a_plan_counts() -> None:
    drawn = line(SPAN, PLAN, [], date(2026, 3, 5))
    assert (drawn.x, drawn.width) == (20, 20)


def test_one_day_span_is_wide_as_a_whole() -> None:
    span = Span(PLAN[0], PLAN[0])
    assert (span.place(PLAN[0]), span.width(PLAN[0], PLAN[0])) == (0, 100)


def test_photos_of_a_day_show_the_gravest_verdict_in_the_middle_of_the_day() -> None:
    day = date(2026, 3, 3)
    drawn = line(SPAN, PLAN, [(day, "pass"), (day, "fail"), (day, "")], date(2026, 3, 5))
    assert [(mark.x, mark.verdict) for mark in drawn.marks] == [(25, "fail")]


def test_day_far_outside_is_told_but_not_drawn() -> None:
    drawn = line(SPAN, PLAN, [(date(2001, 1, 1), "warn")], date(2026, 3, 5))
    assert drawn.marks == ()
    assert drawn.title == "계획 2026-03-03 ~ 2026-03-04, 촬영한 날 1일"


@pytest.mark.parametrize(("today", "place"), [(date(2026, 3, 1), 5), (date(2027, 1, 1), None)])
def test_today_is_marked_while_it_is_in_the_picture(today: date, place: float | None) -> None:
    assert line(SPAN, PLAN, [], today).today == place
