"""Rules about the file itself: whole, original, unedited, from the factory, recognisable."""

from datetime import UTC, datetime, timedelta

import pytest

from vendorcore.domain import MediaKind
from vendorcore.evidence import Facts, Level

from tests.vendorcore.evidence.builders import NOON, a_photo, a_promise, a_video, codes


@pytest.mark.parametrize("problem", ["I_EMPTY", "I_TRUNCATED", "I_UNREADABLE"])
def test_a_broken_file_is_refused(problem) -> None:
    assert codes(a_photo(problem=problem))[problem].level is Level.FAIL


def test_a_file_that_cannot_be_read_gets_one_remark() -> None:
    assert list(codes(Facts(name="a.jpg", problem="I_EMPTY"))) == ["I_EMPTY"]


@pytest.mark.parametrize(
    ("name", "mime", "marked"),
    [
        ("IMG_3127.jpg", "image/heic", True),
        ("IMG_3127.HEIC", "image/heic", False),
        ("clip.mov", "video/mp4", False),
    ],
)
def test_the_ending_of_the_name_should_suit(name, mime, marked) -> None:
    assert ("I_EXT" in codes(a_photo(name=name, mime=mime))) is marked


def test_no_time_at_all_is_a_warning() -> None:
    assert codes(a_photo(captured=None))["T_NONE"].level is Level.WARN


@pytest.mark.parametrize(
    ("source", "code", "level"),
    [
        ("ExifIFD:CreateDate", "T_FROM_DIGITIZED", Level.INFO),
        ("IFD0:ModifyDate", "T_FROM_MODIFY", Level.WARN),
    ],
)
def test_a_weaker_tag_is_named(source, code, level) -> None:
    assert codes(a_photo(capture_source=source))[code].level is level


def test_a_photo_without_any_tag_is_asked_for() -> None:
    assert codes(a_photo(has_exif=False))["I_NO_EXIF"].level is Level.WARN
    assert "I_NO_EXIF" not in codes(a_video(has_exif=False))


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ({"camera_coded": True, "width": 640, "height": 480}, Level.INFO),
        ({"camera_coded": False, "width": 640, "height": 480}, Level.WARN),
        ({"camera_coded": True, "width": 960, "height": 720}, Level.WARN),
        ({"camera_coded": True, "width": 0, "height": 0}, Level.WARN),
    ],
)
def test_a_camera_older_than_exif_is_not_accused(facts, level) -> None:
    assert codes(a_photo(has_exif=False, **facts))["I_NO_EXIF"].level is level


@pytest.mark.parametrize(
    ("facts", "marked"),
    [
        ({"name": "KakaoTalk_20260312_101010123.jpg"}, True),
        ({"name": "photo_2026-03-12_10-15-22.jpg"}, True),
        ({"name": "WhatsApp Image 2026-03-12 at 10.15.22.jpeg"}, True),
        ({"name": "FB_IMG_1710212345678.jpg"}, True),
        ({"name": "mmexport1710212345678.jpg"}, True),
        ({"name": "signal-2026-03-12-101522.jpg"}, True),
        ({"name": "LINE_ALBUM_공장_260312_1.jpg"}, True),
        ({"name": "photo_2.jpg"}, False),
        ({"name": "line_2.jpg"}, False),
        ({"bare_jfif": True, "width": 960, "height": 720}, True),
        ({"bare_jfif": True, "width": 1440, "height": 1080}, True),
        ({"bare_jfif": True, "width": 640, "height": 480}, False),
        ({"width": 1280, "height": 960}, False),
    ],
)
def test_messengers_shrink_and_name(facts, marked) -> None:
    assert ("I_MESSENGER" in codes(a_photo(**facts))) is marked


@pytest.mark.parametrize(
    ("facts", "marked"),
    [
        ({"name": "Screenshot_20260312-101112.jpg"}, True),
        ({"name": "화면 캡처 2026-03-12 101112.png"}, True),
        ({"name": "Screen_Recording_20260312_101112.mp4", "kind": MediaKind.VIDEO}, True),
        ({"name": "RPReplay_Final1710212345.MP4", "kind": MediaKind.VIDEO}, True),
        ({"mime": "image/png", "has_exif": False, "width": 1080, "height": 2340}, True),
        ({"mime": "image/png", "has_exif": False, "width": 2340, "height": 1080}, True),
        ({"mime": "image/png", "has_exif": True, "width": 1080, "height": 2340}, False),
        ({"mime": "image/png", "has_exif": False, "width": 6000, "height": 4000}, False),
    ],
)
def test_pictures_of_screens_are_recognised(facts, marked) -> None:
    assert ("I_SCREENSHOT" in codes(a_photo(**facts))) is marked


@pytest.mark.parametrize(
    ("facts", "program"),
    [
        ({"software": "Adobe Photoshop 25.0 (Windows)"}, "Adobe Photoshop 25.0 (Windows)"),
        ({"creator_tool": "Snapseed 2.0"}, "Snapseed 2.0"),
        ({"software": "포토스케이프 X"}, "포토스케이프 X"),
    ],
)
def test_editing_programs_are_named(facts, program) -> None:
    assert codes(a_photo(**facts))["I_EDITED_SW"].values == {"software": program}


@pytest.mark.parametrize(
    "firmware",
    ["Ver.1.30", "13.4.1", "G975FXXU7CTF1", "HDR+ 1.0.3", "OLYMPUS CAMEDIA Master", "1.4", "fw 05"],
)
def test_firmware_and_transfer_tools_are_no_editors(firmware) -> None:
    assert "I_EDITED_SW" not in codes(a_photo(software=firmware))


@pytest.mark.parametrize(
    ("later", "facts", "level"),
    [
        (timedelta(seconds=5), {}, None),
        (timedelta(minutes=5), {}, Level.INFO),
        (timedelta(minutes=5), {"software": "GIMP 2.10"}, Level.WARN),
        (timedelta(days=2), {}, Level.WARN),
    ],
)
def test_saving_again_is_graver_by_a_program_or_days(later, facts, level) -> None:
    found = codes(a_photo(modified=NOON + later, **facts)).get("I_MODIFIED_LATER")
    assert (found and found.level) == level


@pytest.mark.parametrize(
    ("ncc", "bits", "marked"),
    [(0.07, 30, True), (0.5, 30, False), (0.07, 12, False), (None, None, False)],
)
def test_a_foreign_preview_is_marked(ncc, bits, marked) -> None:
    photo = a_photo(thumbnail_ncc=ncc, thumbnail_distance=bits)
    assert ("I_THUMB_MISMATCH" in codes(photo)) is marked


def test_a_header_weeks_after_the_recording_is_an_export() -> None:
    created_at = datetime(2026, 3, 12, 12, tzinfo=UTC)
    assert "V_REENCODED" not in codes(a_video(created_at=created_at))
    late = codes(a_video(created_at=created_at - timedelta(days=19)))
    assert late["V_REENCODED"].values == {"days": 19}


@pytest.mark.parametrize("encoder", ["Lavf58.76.100", "HandBrake 1.6.1 2023012300"])
def test_a_converter_leaves_its_name(encoder) -> None:
    assert codes(a_video(encoder=encoder))["V_REENCODED"].level is Level.WARN


def test_a_camera_may_name_itself() -> None:
    assert "V_REENCODED" not in codes(a_video(encoder="Camera 1.0.00"))


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ((37.4023, 126.7226), "G_NEAR"),
        ((36.3012, 126.3233), "G_FAR"),
        ((0.0, 0.0), "G_NONE"),
        ((None, None), "G_NONE"),
    ],
)
def test_the_factory_is_near_or_far(place, code) -> None:
    assert code in codes(a_photo(latitude=place[0], longitude=place[1]))


def test_the_distance_is_told_in_kilometres() -> None:
    found = codes(a_photo(latitude=36.3012, longitude=126.3233))["G_FAR"]
    assert found.values == {"km": 127.4}


def test_without_a_factory_no_place_is_wrong() -> None:
    found = codes(a_photo(latitude=36.3, longitude=126.3), a_promise(factory=None))
    assert not {"G_NEAR", "G_FAR", "G_NONE"} & found.keys()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"luma": 4.0}, "Q_DARK"),
        ({"sharpness": 2.0}, "Q_BLUR"),
        ({"width": 600, "height": 450}, "Q_SMALL"),
    ],
)
def test_a_poor_picture_gets_a_hint(facts, code) -> None:
    assert codes(a_photo(**facts))[code].level is Level.HINT


def test_a_good_picture_gets_no_hint() -> None:
    good = a_photo(luma=43.0, sharpness=15.0, width=640, height=480)
    assert not {"Q_DARK", "Q_BLUR", "Q_SMALL"} & codes(good).keys()
    assert "Q_SMALL" not in codes(a_photo(width=0, height=0))
    assert "Q_SMALL" not in codes(a_video(width=320, height=240, kind=MediaKind.VIDEO))
