import pytest

from vendorcore.domain import MediaKind
from vendorcore.evidence import ClockHabit, Level, Zone

from tests.vendorcore.evidence.builders import a_photo, a_promise, a_video, codes, on

LATE = on(3, 20, 17, 30)


@pytest.mark.parametrize(
    ("offset", "kind", "code"),
    [
        (540, MediaKind.PHOTO, "T_ZONE_OK"),
        (-420, MediaKind.PHOTO, "T_ZONE_FOREIGN"),
        (0, MediaKind.PHOTO, "T_ZONE_FOREIGN"),
        (0, MediaKind.VIDEO, "T_ZONE_OK"),
    ],
)
def test_a_stated_zone_is_ours_or_foreign(offset, kind, code) -> None:
    assert code in codes(a_photo(zone=Zone.KNOWN, offset_minutes=offset, kind=kind))


def test_a_missing_zone_is_only_mentioned() -> None:
    assert codes(a_photo())["T_ZONE_UNKNOWN"].level is Level.INFO


def test_no_time_needs_no_zone() -> None:
    nothing = {"T_ZONE_OK", "T_ZONE_UNKNOWN", "T_ZONE_AMBIGUOUS", "T_ZONE_FOREIGN"}
    assert not nothing & codes(a_photo(captured=None)).keys()
    assert not nothing & codes(a_video(captured=None)).keys()
    assert not nothing & codes(a_photo(captured=None, zone=Zone.KNOWN)).keys()


def test_two_readings_that_disagree_are_ambiguous() -> None:
    found = codes(a_video(captured=LATE))
    assert found["T_ZONE_AMBIGUOUS"].level is Level.WARN
    assert "T_INSIDE" not in found


def test_two_readings_that_agree_are_no_matter() -> None:
    found = codes(a_video(captured=on(3, 12)))
    assert {"T_INSIDE", "T_ZONE_UNKNOWN"} <= found.keys()


@pytest.mark.parametrize(
    ("habit", "code", "day"),
    [
        (ClockHabit.UTC, "T_ZONE_OK", "T_AFTER_PLAN"),
        (ClockHabit.LOCAL, "T_ZONE_UNKNOWN", "T_INSIDE"),
    ],
)
def test_a_person_may_settle_the_habit_of_a_camera(habit, code, day) -> None:
    assert {code, day} <= codes(a_video(captured=LATE), a_promise(clock_habit=habit)).keys()


def test_a_phone_writes_utc() -> None:
    found = codes(a_video(captured=on(3, 8, 22, 30), clock_is_utc=True))
    assert {"T_ZONE_OK", "T_INSIDE"} <= found.keys()


@pytest.mark.parametrize(
    ("name", "clock", "code"),
    [
        ("VID_20260309_073000.mp4", on(3, 8, 22, 30), "T_ZONE_OK"),
        ("VID_20260320_173000.mp4", LATE, "T_ZONE_UNKNOWN"),
        ("PXL_20260320_173000123.mp4", LATE, "T_ZONE_OK"),
        ("PXL_20260321_023000123.mp4", LATE, "T_ZONE_AMBIGUOUS"),
        ("VID_20260319_111100.mp4", LATE, "T_ZONE_AMBIGUOUS"),
        ("VID-20260320-WA0001.mp4", LATE, "T_ZONE_AMBIGUOUS"),
    ],
)
def test_the_file_name_settles_the_zone(name, clock, code) -> None:
    assert code in codes(a_video(name=name, captured=clock))


def test_a_long_recording_may_be_stamped_at_its_end() -> None:
    video = a_video(name="VID_20260320_163000.mp4", captured=LATE, duration_s=3600.0)
    assert "T_ZONE_UNKNOWN" in codes(video)


def test_without_borders_nothing_is_ambiguous() -> None:
    promise = a_promise(plan=None, signed_on=None, due_on=None)
    assert "T_ZONE_UNKNOWN" in codes(a_video(captured=LATE), promise)
