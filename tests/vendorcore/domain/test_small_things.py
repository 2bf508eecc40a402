"""Days, ids, numbers and roles."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vendorcore.domain import (
    KST,
    Institution,
    RegistrationState,
    Role,
    Side,
    Vendor,
    business_number_digits,
    instant_from_text,
    instant_text,
    is_business_number,
    is_id,
    korean_day,
    korean_midnight,
    new_id,
)
from vendorcore.errors import InvalidEntry

NAIVE = datetime(2026, 3, 2, 1, 0)  # noqa: DTZ001 - exactly what must be refused
ZONES = some.timedeltas(timedelta(hours=-14), timedelta(hours=14)).map(
    lambda gap: timezone(timedelta(minutes=gap // timedelta(minutes=1)))
)
INSTANTS = some.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=ZONES)  # noqa: DTZ001 - hypothesis wants bounds without a zone


def test_the_early_shift_works_on_the_korean_day() -> None:
    assert korean_day(datetime(2026, 3, 1, 22, 0, tzinfo=UTC)) == date(2026, 3, 2)


def test_a_korean_day_begins_at_midnight_in_korea() -> None:
    assert korean_midnight(date(2026, 3, 2)) == datetime(2026, 3, 1, 15, 0, tzinfo=UTC)


@given(INSTANTS)
def test_an_instant_survives_being_written(instant: datetime) -> None:
    assert instant_from_text(instant_text(instant)) == instant


@given(INSTANTS)
def test_every_instant_lies_on_its_korean_day(instant: datetime) -> None:
    begins = korean_midnight(korean_day(instant))

    assert begins <= instant < begins + timedelta(days=1)


def test_times_without_a_zone_are_refused() -> None:
    for refused in (korean_day, instant_text):
        with pytest.raises(ValueError, match="zone"):
            refused(NAIVE)
    with pytest.raises(ValueError, match="zone"):
        instant_from_text("2026-03-02T01:00:00")


def test_korea_has_no_daylight_saving_time() -> None:
    assert {datetime(2026, month, 1, tzinfo=KST).utcoffset() for month in range(1, 13)} == {
        timedelta(hours=9)
    }


def test_ids_are_version_seven_and_never_the_same() -> None:
    made = [new_id() for _ in range(500)]

    assert len(set(made)) == 500
    assert {UUID(one).version for one in made} == {7}
    assert {UUID(one).variant for one in made} == {"specified in RFC 4122"}


@pytest.mark.parametrize("text", ["", "1", "01A1F9DB-A7A1-727A-BA1B-2187522FA211", "x" * 36])
def test_what_is_no_id_is_refused(text: str) -> None:
    assert not is_id(text)
    assert is_id(new_id())


@pytest.mark.parametrize("number", ["6128306057", "616-81-22531", "306 81 34668", "1348123533"])
def test_right_business_numbers_pass(number: str) -> None:
    assert is_business_number(number)


@pytest.mark.parametrize("number", ["6128306058", "612830605", "0000000000", "1111111111", ""])
def test_wrong_business_numbers_do_not(number: str) -> None:
    assert not is_business_number(number)


def test_a_changed_digit_is_noticed() -> None:
    right = "6128306057"
    wrong = [right[:n] + str((int(right[n]) + 1) % 10) + right[n + 1 :] for n in range(10)]

    assert not any(map(is_business_number, wrong))


def test_digits_of_other_scripts_are_no_digits() -> None:
    assert business_number_digits("６１２-83") == "83"


def test_a_vendor_keeps_its_number_in_digits() -> None:
    vendor = Vendor(id=new_id(), name="한빛가구", business_no="612-83-06057")

    assert vendor.business_no == "6128306057"
    with pytest.raises(InvalidEntry):
        Vendor(id=new_id(), name="한빛가구", business_no="123")


def test_an_institution_may_have_no_code() -> None:
    assert Institution(code="", name="속초시").region == ""


def test_every_role_has_a_side() -> None:
    assert {role.side for role in Role} == set(Side)


@pytest.mark.parametrize(
    ("before", "after", "allowed"),
    [
        (RegistrationState.PENDING, RegistrationState.APPROVED, True),
        (RegistrationState.ON_HOLD, RegistrationState.PENDING, True),
        (RegistrationState.REJECTED, RegistrationState.APPROVED, False),
        (RegistrationState.APPROVED, RegistrationState.PENDING, False),
    ],
)
def test_applications_take_only_known_steps(
    before: RegistrationState, after: RegistrationState, allowed: bool
) -> None:
    assert before.may_become(after) is allowed


def test_bad_news_needs_a_reason() -> None:
    needing = {state for state in RegistrationState if state.needs_reason}

    assert needing == {RegistrationState.ON_HOLD, RegistrationState.REJECTED}
