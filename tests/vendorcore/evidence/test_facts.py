from datetime import UTC, date, datetime

import pytest

from vendorcore.domain import KST
from vendorcore.evidence import Facts, Zone, possible

from tests.vendorcore.evidence.builders import NOON, a_photo, a_video, on


def test_a_clock_without_a_zone_is_read_as_korean_time() -> None:
    assert a_photo(captured=NOON).captured_at_utc == datetime(2026, 3, 12, 3, tzinfo=UTC)


def test_a_stated_zone_counts() -> None:
    photo = a_photo(captured=NOON, zone=Zone.KNOWN, offset_minutes=-420)
    assert photo.captured_at_utc == datetime(2026, 3, 12, 19, tzinfo=UTC)
    assert photo.captured_on == date(2026, 3, 13)
    assert photo.captured_text == "2026-03-12T12:00:00-07:00"


def test_a_video_header_is_nominally_utc() -> None:
    assert a_video(captured=NOON).captured_at_utc == datetime(2026, 3, 12, 12, tzinfo=UTC)
    assert a_video(captured=NOON).captured_text == "2026-03-12T12:00:00"


@pytest.mark.parametrize("hour", range(24))
def test_days_are_korean_days_at_every_hour(hour: int) -> None:
    assert a_photo(captured=on(3, 12, hour, 59)).captured_on == date(2026, 3, 12)
    instant = datetime(2026, 3, 12, hour, 59, tzinfo=KST).astimezone(UTC)
    stated = a_photo(captured=instant.replace(tzinfo=None), zone=Zone.KNOWN, offset_minutes=0)
    assert stated.captured_on == date(2026, 3, 12)


def test_a_file_without_a_time_has_no_day() -> None:
    silent = a_photo(captured=None)
    assert (silent.captured_at_utc, silent.captured_on, silent.captured_text) == (None, None, "")


def test_facts_survive_their_journey_as_json() -> None:
    facts = a_photo(
        zone=Zone.KNOWN,
        offset_minutes=540,
        modified_at=datetime(2026, 3, 12, 3, tzinfo=UTC),
        gps_at=datetime(2026, 3, 12, 3, tzinfo=UTC),
        latitude=37.4,
        thumbnail_ncc=0.93,
        dhash64="00ff00ff00ff00ff",
    )
    assert Facts.from_json(facts.to_json()) == facts


def test_unknown_keys_of_a_newer_program_are_ignored() -> None:
    assert Facts.from_json({"name": "a.jpg", "aura": "blue"}) == Facts(name="a.jpg")


def test_silence_is_not_written() -> None:
    assert Facts(name="a.jpg").to_json() == {"name": "a.jpg"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"captured": datetime(2026, 3, 12, tzinfo=UTC)},
        {"captured": on(1, 1, year=9999)},
        {"modified": on(1, 1, year=1)},
        {"gps_at": NOON},
        {"modified_at": datetime(9999, 1, 1, tzinfo=UTC)},
        {"offset_minutes": 1440},
    ],
)
def test_a_wrong_value_cannot_exist(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        a_photo(**wrong)


def test_a_device_is_named_by_make_model_and_serial() -> None:
    assert a_photo(serial="4410077").device == "nikon corporation|nikon d5600|4410077"
    assert a_photo(make="", model="").device == ""


@pytest.mark.parametrize(("place", "shown"), [((0.0, 0.0), None), ((37.4, 0.0), (37.4, 0.0))])
def test_exactly_nowhere_is_no_position(place: tuple[float, float], shown: object) -> None:
    assert a_photo(latitude=place[0], longitude=place[1]).position == shown


def test_half_a_position_is_none() -> None:
    assert a_photo(latitude=37.4).position is None
    assert a_photo(longitude=126.7).position is None


@pytest.mark.parametrize(("year", "is_kept"), [(1601, False), (1826, True), (9001, False)])
def test_a_year_that_only_a_missing_clock_writes_is_none(year: int, is_kept: bool) -> None:
    instant = datetime(year, 3, 12, tzinfo=UTC)
    assert possible(instant) == (instant if is_kept else None)
