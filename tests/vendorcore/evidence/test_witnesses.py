from datetime import UTC, datetime

import pytest

from vendorcore.evidence import Level
from vendorcore.evidence.file_names import extension_agrees, is_screenshot_name, stated_time

from tests.vendorcore.evidence.builders import NOON, a_photo, a_video, codes, on


@pytest.mark.parametrize(
    ("minute", "code"), [(10, "T_GPS_OK"), (0, "T_GPS_OK"), (11, "T_GPS_MISMATCH")]
)
def test_satellites_may_be_ten_minutes_old(minute, code) -> None:
    photo = a_photo(captured=on(3, 12, 12, minute), gps_at=datetime(2026, 3, 12, 3, tzinfo=UTC))
    assert code in codes(photo)


def test_the_gap_to_the_satellites_is_told_in_minutes() -> None:
    photo = a_photo(captured=on(3, 12, 13), gps_at=datetime(2026, 3, 12, 3, tzinfo=UTC))
    assert codes(photo)["T_GPS_MISMATCH"].values == {"minutes": 60}


def test_a_receiver_that_counted_its_weeks_anew_accuses_no_camera() -> None:
    assert "T_GPS_OK" in codes(a_photo(gps_at=datetime(2006, 7, 27, 3, tzinfo=UTC)))


def test_what_the_lost_weeks_leave_is_still_told() -> None:
    found = codes(a_photo(gps_at=datetime(2006, 7, 26, 3, tzinfo=UTC)))
    assert found["T_GPS_MISMATCH"].values == {"minutes": 24 * 60}


def test_satellites_without_a_clock_say_nothing() -> None:
    photo = a_photo(captured=None, gps_at=datetime(2026, 3, 12, 3, tzinfo=UTC))
    assert not {"T_GPS_OK", "T_GPS_MISMATCH"} & codes(photo).keys()


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("IMG_20260309_101500.jpg", True),
        ("IMG_20260311_130000.jpg", False),
        ("20260312_120000.jpg", False),
        ("20260309.jpg", True),
        ("IMG-20260309-WA0001.jpg", False),
        ("KakaoTalk_20260309_101010123.jpg", False),
        ("DSC_0102.JPG", False),
        ("20261399_120000.jpg", False),
    ],
)
def test_the_name_is_a_witness(name, marked) -> None:
    assert ("T_NAME_MISMATCH" in codes(a_photo(name=name))) is marked


def test_the_days_between_name_and_clock_are_told() -> None:
    found = codes(a_photo(name="IMG_20260309_101500.jpg"))["T_NAME_MISMATCH"]
    assert (found.level, found.values) == (Level.WARN, {"days": 3})


def test_a_name_in_utc_may_lie_half_a_day_off() -> None:
    assert "T_NAME_MISMATCH" not in codes(a_photo(name="PXL_20260312_030000123.jpg"))


def test_a_name_in_local_time_fits_a_header_in_utc() -> None:
    video = a_video(name="VID_20260309_073000.mp4", captured=on(3, 8, 22, 30))
    assert "T_NAME_MISMATCH" not in codes(video)


def test_a_name_says_nothing_about_a_silent_file() -> None:
    assert "T_NAME_MISMATCH" not in codes(a_photo(name="IMG_20260309_101500.jpg", captured=None))


@pytest.mark.parametrize(("day", "marked"), [(11, False), (10, True)])
def test_a_file_older_than_its_picture_is_mentioned(day, marked) -> None:
    photo = a_photo(captured=NOON, modified_at=datetime(2026, 3, day, 3, tzinfo=UTC))
    assert ("T_MTIME_EARLIER" in codes(photo)) is marked


def test_a_name_with_an_impossible_clock_still_names_a_day() -> None:
    stated = stated_time("IMG_20260309_256161.jpg")
    assert stated is not None
    assert (stated.clock, stated.day.day) == (None, 9)


def test_korean_screenshots_are_known() -> None:
    assert is_screenshot_name("스크린샷 2026-03-12 101112.png")


def test_an_unknown_type_suits_every_ending() -> None:
    assert extension_agrees("a.xyz", "image/x-new")
