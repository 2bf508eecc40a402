from datetime import timedelta

import pytest

from vendorcore.evidence import Circumstances, Level, Zone, weigh

from tests.vendorcore.evidence.builders import a_photo, a_promise, a_video, codes, on


@pytest.mark.parametrize("moment", [on(3, 9, 0), on(3, 12), on(3, 20, 23, 59)])
def test_both_ends_of_the_plan_are_inside(moment) -> None:
    assert codes(a_photo(captured=moment))["T_INSIDE"].level is Level.PASS


@pytest.mark.parametrize(
    ("moment", "code", "level", "days"),
    [
        (on(3, 7), "T_BEFORE_PLAN", Level.WARN, 2),
        (on(3, 23), "T_AFTER_PLAN", Level.WARN, 3),
        (on(2, 25), "T_BEFORE_CONTRACT", Level.FAIL, 5),
        (on(4, 2), "T_AFTER_DEADLINE", Level.WARN, 2),
    ],
)
def test_a_day_outside_is_counted(moment, code, level, days) -> None:
    found = codes(a_photo(captured=moment))
    assert (found[code].level, found[code].values) == (level, {"days": days})
    assert "T_INSIDE" not in found


def test_before_the_contract_needs_no_second_remark() -> None:
    assert "T_BEFORE_PLAN" not in codes(a_photo(captured=on(2, 25)))


def test_after_the_deadline_is_also_after_the_plan() -> None:
    assert {"T_AFTER_PLAN", "T_AFTER_DEADLINE"} <= codes(a_photo(captured=on(4, 2))).keys()


def test_without_a_promise_no_day_is_wrong() -> None:
    assert {f.code for f in weigh(a_photo(), Circumstances())} == {"T_ZONE_UNKNOWN"}


@pytest.mark.parametrize(("minute", "marked"), [(55, True), (54, False)])
def test_the_edge_of_the_plan_is_mentioned(minute, marked) -> None:
    assert ("T_EDGE" in codes(a_photo(captured=on(3, 20, 23, minute)))) is marked


def test_a_known_zone_has_no_edge() -> None:
    photo = a_photo(captured=on(3, 20, 23, 59), zone=Zone.KNOWN, offset_minutes=540)
    assert "T_EDGE" not in codes(photo)


@pytest.mark.parametrize(("minute", "marked"), [(50, False), (51, True)])
def test_the_future_begins_ten_minutes_after_the_import(minute, marked) -> None:
    found = codes(a_photo(captured=on(3, 18, 17, minute)))
    assert ("T_FUTURE" in found) is marked


def test_a_stated_clock_correction_moves_the_picture() -> None:
    promise = a_promise(clock_correction=timedelta(days=2))
    assert "T_INSIDE" in codes(a_photo(captured=on(3, 7)), promise)


def test_an_open_zone_accuses_only_when_both_readings_agree() -> None:
    assert "T_AFTER_PLAN" not in codes(a_video(captured=on(3, 20, 17, 30)))
    assert "T_AFTER_PLAN" in codes(a_video(captured=on(3, 23)))


@pytest.mark.parametrize(
    ("seconds", "remarks"), [(600.0, set()), (60.0, {"T_AFTER_PLAN", "T_AMPM"})]
)
def test_a_film_that_began_on_the_last_day_is_not_late(seconds, remarks) -> None:
    film = a_video(captured=on(3, 20, 15, 5), clock_is_utc=True, duration_s=seconds)
    assert codes(film).keys() & {"T_AFTER_PLAN", "T_AMPM"} == remarks
