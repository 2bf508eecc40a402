from datetime import UTC, date, datetime

import pytest

from vendorcore.domain import KST
from vendorcore.evidence import Circumstances, Level, weigh

from tests.vendorcore.evidence.builders import a_photo, a_plan, a_promise, codes, on


@pytest.mark.parametrize(
    "moment",
    [on(1, 1, 0, 3, year=2000), on(5, 5, year=1970), on(1, 6, year=1980), on(1, 1, 9, year=2017)],
)
def test_a_reset_clock_is_refused(moment) -> None:
    assert codes(a_photo(captured=moment))["T_CLOCK_RESET"].level is Level.FAIL


def test_work_on_new_years_day_is_work() -> None:
    promise = Circumstances(plan=a_plan(date(2026, 1, 1), date(2026, 1, 5)))
    assert {f.code for f in weigh(a_photo(captured=on(1, 1)), promise)} >= {"T_INSIDE"}
    assert "T_CLOCK_RESET" not in {f.code for f in weigh(a_photo(captured=on(1, 1)), promise)}


def test_new_years_day_alone_proves_nothing() -> None:
    assert "T_CLOCK_RESET" not in {
        f.code for f in weigh(a_photo(captured=on(1, 1)), Circumstances())
    }


def test_an_old_photo_without_a_contract_is_only_old() -> None:
    old = a_photo(captured=on(8, 24, year=2002))
    assert "T_CLOCK_RESET" not in {f.code for f in weigh(old, Circumstances())}
    promise = Circumstances(signed_on=date(2026, 3, 2))
    assert "T_CLOCK_RESET" in {f.code for f in weigh(old, promise)}


def test_an_old_clock_beside_a_fresh_file_is_a_reset() -> None:
    fresh = datetime(2026, 3, 12, 3, tzinfo=UTC)
    stale = datetime(2024, 6, 1, tzinfo=UTC)
    assert "T_CLOCK_RESET" in codes(a_photo(captured=on(6, 1, year=2024), modified_at=fresh))
    assert "T_CLOCK_RESET" not in codes(a_photo(captured=on(6, 1, year=2024), modified_at=stale))
    assert "T_CLOCK_RESET" not in codes(a_photo(captured=on(2, 1), modified_at=fresh))


@pytest.mark.parametrize(("year", "years"), [(2025, 1), (2027, -1)])
def test_another_year_would_fit(year, years) -> None:
    found = codes(a_photo(captured=on(3, 12, year=year)))["T_YEAR_OFF"]
    assert (found.level, found.values) == (Level.HINT, {"years": years})


def test_the_leap_day_has_no_other_year() -> None:
    assert "T_YEAR_OFF" not in codes(a_photo(captured=on(2, 29, year=2024)))


def test_noon_and_midnight_exchanged_would_fit() -> None:
    assert codes(a_photo(captured=on(3, 8, 20)))["T_AMPM"].level is Level.HINT


def test_satellites_show_noon_for_midnight() -> None:
    photo = a_photo(captured=on(3, 12, 4, 12), gps_at=datetime(2026, 3, 12, 16, 12, tzinfo=KST))
    assert {"T_AMPM", "T_GPS_MISMATCH", "T_INSIDE"} <= codes(photo).keys()


def test_day_and_month_exchanged_would_fit() -> None:
    assert codes(a_photo(captured=on(12, 3)))["T_DAYMONTH"].level is Level.HINT
    assert "T_DAYMONTH" not in codes(a_photo(captured=on(2, 25)))


def test_a_clock_that_keeps_the_plan_needs_no_hint() -> None:
    assert not {"T_YEAR_OFF", "T_AMPM", "T_DAYMONTH"} & codes(a_photo(captured=on(3, 9, 1))).keys()


def test_hints_need_a_plan() -> None:
    assert "T_YEAR_OFF" not in codes(a_photo(captured=on(3, 12, year=2025)), a_promise(plan=None))


def test_without_a_contract_the_plan_decides_about_new_years_day() -> None:
    promise = a_promise(signed_on=None)
    assert "T_CLOCK_RESET" in codes(a_photo(captured=on(1, 1, year=2017)), promise)


def test_a_clock_that_was_reset_is_told_before_the_days_on_it() -> None:
    found = codes(a_photo(captured=on(1, 1, 0, 3, year=2000)))
    assert [code for code, one in found.items() if one.level is Level.FAIL] == [
        "T_CLOCK_RESET",
        "T_BEFORE_CONTRACT",
    ]
