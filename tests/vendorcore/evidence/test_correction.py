from datetime import UTC, datetime, timedelta

import pytest

from vendorcore.errors import InvalidEntry
from vendorcore.evidence import Correction, Level, Source, error_of

from tests.vendorcore.evidence.builders import NOON, a_photo, a_promise, codes, on

HOUR_MS = 3_600_000


def a_correction(**said) -> Correction:
    about = {
        "id": "c1",
        "milliseconds": HOUR_MS,
        "source": Source.PERSON,
        "by": "kim",
        "stated_at": "2026-03-18T08:40:00Z",
        "reason": "시계가 한 시간 늦음",
    }
    return Correction(**{**about, **said})


def test_a_correction_travels_with_raw_and_corrected_time() -> None:
    record = a_correction().to_json(a_photo())
    assert record["camera_clock"] == "2026-03-12T12:00:00"
    assert record["corrected_at"] == "2026-03-12T04:00:00+00:00"
    assert Correction.from_json(record) == a_correction()


def test_a_file_without_a_time_has_nothing_to_correct() -> None:
    assert a_correction().to_json(a_photo(captured=None))["corrected_at"] == ""


@pytest.mark.parametrize(
    "record",
    [
        None,
        "an hour",
        {},
        {"milliseconds": 1.5, "source": "code"},
        {"milliseconds": True, "source": "code"},
        {"milliseconds": 1, "source": "guess"},
        {"milliseconds": 1, "source": "person"},
        {"milliseconds": 1, "source": "code", "by": 7},
        {"milliseconds": 10**15, "source": "code"},
    ],
)
def test_what_is_no_correction_is_none(record) -> None:
    assert Correction.from_json(record) is None


def test_who_states_an_error_by_hand_says_why() -> None:
    with pytest.raises(InvalidEntry):
        a_correction(reason=" ")
    assert a_correction(source=Source.CODE, reason="").shift == timedelta(hours=1)


@pytest.mark.parametrize(
    ("subsecond", "seconds"), [("", 10.0), ("5", 9.5), ("07", 9.93), ("250", 9.75)]
)
def test_the_error_is_measured_to_the_fraction(subsecond, seconds) -> None:
    shown = datetime(2026, 3, 12, 3, 0, 10, tzinfo=UTC)
    error = error_of(a_photo(subsecond=subsecond), shown)
    assert error is not None
    assert error.total_seconds() == pytest.approx(seconds)


def test_a_photo_without_a_time_measures_nothing() -> None:
    assert error_of(a_photo(captured=None), datetime(2026, 3, 12, tzinfo=UTC)) is None


def test_a_corrected_clock_is_weighed_and_said() -> None:
    photo = a_photo(captured=on(1, 1, 0, 3, year=2000))
    shift = NOON - on(1, 1, 0, 3, year=2000)
    proved = codes(photo, a_promise(clock_correction=shift, correction_is_proved=True))
    stated = codes(photo, a_promise(clock_correction=shift))
    assert "T_CLOCK_RESET" not in proved
    assert "T_INSIDE" in proved
    assert (proved["T_CORRECTED"].level, stated["T_CORRECTED"].level) == (Level.INFO, Level.WARN)


def test_without_a_correction_nothing_is_said() -> None:
    assert "T_CORRECTED" not in codes(a_photo())
    late = a_promise(clock_correction=timedelta(hours=1))
    assert "T_CORRECTED" not in codes(a_photo(captured=None), late)
