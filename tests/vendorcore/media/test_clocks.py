from datetime import UTC, datetime

import pytest

from vendorcore.media.clocks import (
    clock_from,
    clock_since_1904,
    instant_from,
    offset_from,
    position_from,
)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2026:03:12 10:15:22", (2026, 3, 12, 10, 15, 22)),
        ("2026-03-12T10:15:22+09:00", (2026, 3, 12, 10, 15, 22)),
        (" 2026/3/2 1:15:22", (2026, 3, 2, 1, 15, 22)),
        ("2026:03:12  9: 5: 2", (2026, 3, 12, 9, 5, 2)),
        ("2026:03:12 10:15", (2026, 3, 12, 10, 15, 0)),
        ("2026:03:12 10:15:22.417", (2026, 3, 12, 10, 15, 22)),
        ("2026/ 3/12  1:42PM", (2026, 3, 12, 13, 42, 0)),
        ("2026/ 3/12 12:42AM", (2026, 3, 12, 0, 42, 0)),
        ("2026/03/12/ 11:42:43", (2026, 3, 12, 11, 42, 43)),
        ("2026:03:12 24:15:30", (2026, 3, 12, 0, 15, 30)),
        ("2026:03:12 23:59:60", (2026, 3, 12, 23, 59, 59)),
        ("2026:03:12 25:15:30", None),
        ("2026:03:12 23:59:61", None),
        ("2026:03:12", None),
        ("0000:00:00 00:00:00", None),
        ("    :  :     :  :  ", None),
        ("2026:13:12 10:15:22", None),
        ("9999:12:31 10:15:22", None),
        ("", None),
    ],
)
def test_cameras_spell_their_clock_in_many_ways(text: str, clock: tuple[int, ...] | None) -> None:
    assert clock_from(text) == (clock and datetime(*clock))  # noqa: DTZ001 - a camera's wall clock


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("+09:00", 540),
        ("2026-03-12T09:31:07+0900", 540),
        ("-07:00", -420),
        ("Z", 0),
        ("2019-04-24 22:24:00 UTC", 0),
        ("   :  ", None),
        ("+99:00", None),
        ("", None),
    ],
)
def test_offsets_are_minutes(text: str, offset: int | None) -> None:
    assert offset_from(text) == offset


def test_an_instant_needs_clock_and_offset() -> None:
    assert instant_from("2026-03-12T09:31:07+0900") == datetime(2026, 3, 12, 0, 31, 7, tzinfo=UTC)
    assert instant_from("2026-03-12T09:31:07") is None
    assert instant_from("+09:00") is None


def test_a_header_that_counts_from_1970_is_read_so() -> None:
    assert clock_since_1904(1_773_300_000) == datetime(2026, 3, 12, 7, 20)  # noqa: DTZ001 - nominal


@pytest.mark.parametrize(
    ("seconds", "year"), [(0, None), (2_082_844_920, 1970), (1 << 40, None), (1 << 62, None)]
)
def test_movies_count_from_1904(seconds: int, year: int | None) -> None:
    clock = clock_since_1904(seconds)
    assert (clock and clock.year) == year


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("+37.4012+126.7233/", (37.4012, 126.7233)),
        ("+32.0929+034.8620+028.516/", (32.0929, 34.862)),
        ("+51.4169-000.0806/", (51.4169, -0.0806)),
        ("+97.4012+126.7233/", None),
        ("somewhere", None),
    ],
)
def test_places_are_degrees(text: str, place: tuple[float, float] | None) -> None:
    assert position_from(text) == place
