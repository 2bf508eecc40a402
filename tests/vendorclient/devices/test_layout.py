"""How cameras and phones arrange their pictures, as far as we know it."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from tests.vendorclient.devices.stage import NOON
from vendorclient.devices import Entry, FakePhone
from vendorclient.devices.layout import is_housekeeping, is_media, newest_first
from vendorclient.devices.pairs import marked, together

FOLDERS = (
    "100CAM",
    "100CANON",
    "100MSDCF",
    "101_FUJI",
    "100D7500",
    "123___07",
    "100GOPRO",
    "100APPLE",
    "202405__",
    "202405_a",
    "Camera",
    "CAMERA01",
    "DJI_001",
    "100ANDRO",
    "100MEDIA",
    "사진",
)

FILMS = (
    "PRIVATE/AVCHD/BDMV/STREAM/00000.MTS",
    "PRIVATE/M4ROOT/CLIP/C0001.MP4",
    "MP_ROOT/100ANV01/MAH00001.MP4",
    "DCIM/IMG_0001.JPG",
    "XDROOT/CLIP/A001.MXF",
)

RUBBISH = (
    "DCIM/.thumbnails/1.jpg",
    "DCIM/CANONMSC/M0100.JPG",
    "PRIVATE/M4ROOT/THMBNL/C1.JPG",
    "PRIVATE/M4ROOT/SUB/C0001S03.MP4",
    "DCIM/100GOPRO/GX010001.LRV",
    "DCIM/1/GX010001.THM",
    "DCIM/Camera/.trashed-17-IMG.jpg",
    "DCIM/Camera01/LRV_20260312_101112_01_001.mp4",
    "Android/data/app/x.jpg",
    "LOST.DIR/1.jpg",
    "DCIM/CANONMSC/M0100.CTG",
)


def a_phone(*paths: str) -> FakePhone:
    """A phone whose files are each a day older than the one before."""
    phone = FakePhone(dict.fromkeys(paths, b"x"))
    phone.modified_at = {path: NOON - timedelta(days=n) for n, path in enumerate(paths)}
    return phone


def folders(phone: FakePhone) -> list[str]:
    return [*dict.fromkeys(entry.path.rpartition("/")[0] for entry in phone.entries())]


def an_entry(path: str, size_bytes: int = 5) -> Entry:
    return Entry(path=path, name=path.rsplit("/", 1)[-1], size_bytes=size_bytes)


def groups(*names: str, size_bytes: int = 5) -> dict[str, tuple[str, str]]:
    entries = [an_entry(f"DCIM/1/{name}", size_bytes) for name in names if is_media(name)]
    return {
        one.name: (one.group.rsplit("/", 1)[-1], str(one.role)) for one in marked(entries, names)
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_makers_folder_is_looked_into(folder: str) -> None:
    assert folders(a_phone(f"DCIM/{folder}/A.JPG")) == [f"DCIM/{folder}"]


@pytest.mark.parametrize("path", FILMS)
def test_films_are_found_where_cameras_keep_them(path: str) -> None:
    assert [entry.path for entry in a_phone(path).entries()] == [path]


@pytest.mark.parametrize("path", RUBBISH)
def test_housekeeping_is_left_out(path: str) -> None:
    assert list(a_phone(path).entries()) == []


def test_folder_named_sub_is_no_housekeeping_elsewhere() -> None:
    assert not is_housekeeping("DCIM/sub")


def test_highest_number_comes_first() -> None:
    assert newest_first(["100CANON", "102CANON", "101CANON"])[0] == "102CANON"


def test_months_are_ordered_with_their_parts() -> None:
    assert newest_first(["202405__", "202405_b", "202404__", "202405_a"]) == [
        "202405_b",
        "202405_a",
        "202405__",
        "202404__",
    ]


def test_counter_that_began_again_is_told_by_the_dates() -> None:
    phone = a_phone("DCIM/101CANON/A.JPG", "DCIM/100CANON/B.JPG", "DCIM/999CANON/C.JPG")

    assert folders(phone) == ["DCIM/101CANON", "DCIM/100CANON", "DCIM/999CANON"]


def test_gap_that_somebody_deleted_is_told_by_the_dates() -> None:
    phone = a_phone("DCIM/999CANON/A.JPG", "DCIM/998CANON/B.JPG", "DCIM/100CANON/C.JPG")

    assert folders(phone) == ["DCIM/999CANON", "DCIM/998CANON", "DCIM/100CANON"]


def test_two_makers_on_one_card_are_merged_by_dates() -> None:
    phone = a_phone("DCIM/100CANON/A.JPG", "DCIM/500NIKON/B.JPG", "DCIM/099X/C.JPG")

    assert folders(phone)[:2] == ["DCIM/100CANON", "DCIM/500NIKON"]


def test_camera_comes_before_what_messengers_saved() -> None:
    phone = a_phone("DCIM/KakaoTalk/A.jpg", "DCIM/Screenshots/B.png", "DCIM/Camera/C.jpg")

    assert folders(phone)[0] == "DCIM/Camera"


def test_newest_folder_of_a_phone_costs_few_round_trips() -> None:
    paths = [
        f"DCIM/{folder}APPLE/IMG_{n:04}.HEIC"
        for folder, n in itertools.product(range(149, 99, -1), range(100))
    ]
    phone = a_phone(*paths)

    first = list(itertools.islice(phone.entries(), 100))

    assert {entry.path.split("/")[1] for entry in first} == {"149APPLE"}
    assert phone.round_trips <= 150


def test_photo_and_raw_are_one_shot() -> None:
    assert groups("DSC_1.JPG", "DSC_1.NEF", "DSC_2.JPG") == {
        "DSC_1.JPG": ("DSC_1", "original"),
        "DSC_1.NEF": ("DSC_1", "raw"),
        "DSC_2.JPG": ("", "original"),
    }


def test_raw_alone_is_the_original() -> None:
    assert groups("DSC_1.NEF")["DSC_1.NEF"] == ("", "original")


def test_edited_iphone_photo_belongs_to_its_original() -> None:
    assert groups("IMG_0007.HEIC", "IMG_0007.AAE", "IMG_E0007.JPG", "IMG_0008_O.AAE") == {
        "IMG_0007.HEIC": ("IMG_0007", "original"),
        "IMG_E0007.JPG": ("IMG_0007", "edit"),
    }


@pytest.mark.parametrize("original", ["IMG_0007.DNG", "IMG_0007.MOV"])
def test_edit_of_a_raw_or_a_film_belongs_to_its_original(original: str) -> None:
    found = groups(original, "IMG_E0007.JPG")

    assert found[original] == ("IMG_0007", "original")
    assert found["IMG_E0007.JPG"] == ("IMG_0007", "edit")


def test_edit_without_its_original_stands_alone() -> None:
    assert groups("IMG_E0007.JPG", "IMG_0008.HEIC")["IMG_E0007.JPG"] == ("", "edit")


def test_film_alone_is_no_motion_of_a_photo() -> None:
    assert groups("IMG_0001.MOV")["IMG_0001.MOV"] == ("", "original")


def test_chapters_of_a_gopro_are_one_film() -> None:
    found = groups("GX010012.MP4", "GX020012.MP4", "GX010013.MP4", "GOPR0014.MP4", "GP010014.MP4")

    assert found["GX010012.MP4"] == found["GX020012.MP4"] == ("GOPRO0012", "original")
    assert found["GX010013.MP4"] == ("", "original")
    assert found["GOPR0014.MP4"][0] == found["GP010014.MP4"][0] == "GOPRO0014"


def test_full_avchd_film_goes_on_in_the_next_file() -> None:
    full = groups("00000.MTS", "00001.MTS", size_bytes=2_140_000_000)
    short = groups("00000.MTS", "00001.MTS")

    assert full["00000.MTS"] == full["00001.MTS"] == ("00000.MTS", "original")
    assert short["00000.MTS"][0] == ""


def test_picking_one_picks_the_whole_shot() -> None:
    names = ("IMG_0007.HEIC", "IMG_0007.MOV", "IMG_0008.HEIC")
    entries = marked([an_entry(f"DCIM/1/{name}") for name in names], names)

    assert together({"DCIM/1/IMG_0007.HEIC"}, entries) == [
        "DCIM/1/IMG_0007.HEIC",
        "DCIM/1/IMG_0007.MOV",
    ]


def test_same_name_in_two_folders_is_two_shots() -> None:
    one = marked([an_entry("DCIM/1/A.JPG"), an_entry("DCIM/1/A.NEF")], ["A.JPG", "A.NEF"])
    two = marked([an_entry("DCIM/2/A.JPG"), an_entry("DCIM/2/A.NEF")], ["A.JPG", "A.NEF"])

    assert one[0].group != two[0].group
