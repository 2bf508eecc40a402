import io
import os
from datetime import datetime
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from vendorcore.domain import MediaKind
from vendorcore.media.heif import open_heif, stored_size
from vendorcore.media.reader import read_file
from vendorcore.media.reading import Reading, bare_facts, instant_of

from tests.vendorcore.media.builders import (
    a_heic,
    a_jpeg,
    a_picture,
    an_exif,
    jpeg_around,
    tiff_of,
)


def a_size(reading: Reading) -> tuple[int, int]:
    return Image.open(io.BytesIO(reading.thumbnail_jpeg)).size


TAKEN_AT = datetime(2026, 3, 12, 10)  # noqa: DTZ001 - a camera's wall clock


def test_a_jpeg_says_everything(tmp_path: Path) -> None:
    exif = an_exif({0x0112: 6, 0x0131: "Ver.1.30"}, {0x9011: "+09:00"})
    reading = read_file(a_jpeg(tmp_path / "a.jpg", exif=exif), "DSC_0001.JPG")
    facts = reading.facts
    assert (facts.name, facts.kind, facts.mime) == ("DSC_0001.JPG", MediaKind.PHOTO, "image/jpeg")
    assert (facts.captured, facts.offset_minutes) == (TAKEN_AT, 540)
    assert (facts.make, facts.model, facts.serial) == ("Acme", "Cam 1", "S-77")
    assert (facts.width, facts.height, facts.orientation) == (640, 480, 6)
    assert (facts.has_exif, facts.bare_jfif, facts.problem) == (True, False, "")
    assert len(facts.dhash256) == 64
    assert reading.thumbnail_jpeg.startswith(b"\xff\xd8")


@pytest.mark.parametrize("ending", ["png", "webp", "tif", "avif"])
def test_other_photos_say_when_they_were_taken(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    a_picture().save(path, exif=an_exif())
    reading = read_file(path)
    assert (reading.facts.captured, reading.facts.make) == (TAKEN_AT, "Acme")
    assert (reading.facts.width, reading.facts.height, reading.facts.problem) == (640, 480, "")
    assert reading.thumbnail_jpeg


@pytest.mark.parametrize("ending", ["jpg", "tif", "png", "webp"])
@pytest.mark.parametrize(("orientation", "corner"), [(1, (5, 5)), (3, (-6, -6)), (6, (-6, 5))])
def test_every_photo_is_shown_upright(
    tmp_path: Path, ending: str, orientation: int, corner: tuple[int, int]
) -> None:
    picture = Image.new("RGB", (640, 480))
    picture.paste("white", (0, 0, 200, 150))
    picture.save(tmp_path / f"a.{ending}", exif=an_exif({0x0112: orientation}))
    reading = read_file(tmp_path / f"a.{ending}")
    facts, small = reading.facts, Image.open(io.BytesIO(reading.thumbnail_jpeg)).convert("L")
    assert (facts.orientation, facts.width, facts.height) == (orientation, 640, 480)
    at = tuple(side % length for side, length in zip(corner, small.size, strict=True))
    assert small.getpixel(at) > 200


@pytest.mark.parametrize("ending", ["tif", "png", "webp", "avif"])
def test_every_photo_tells_which_program_changed_it(tmp_path: Path, ending: str) -> None:
    xmp = b'<x stEvt:softwareAgent="Adobe Photoshop 25.0"/>'
    path, notes = tmp_path / f"a.{ending}", PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", xmp.decode())
    a_picture().save(path, exif=an_exif(), xmp=xmp, pnginfo=notes, tiffinfo={700: xmp})
    assert read_file(path).facts.creator_tool == "Adobe Photoshop 25.0"


def test_a_photo_of_ten_bits_is_shown(tmp_path: Path) -> None:
    wide = pillow_heif.from_bytes("RGB;16", (64, 48), bytes(range(256)) * 72)
    wide.save(tmp_path / "CAN_0001.HIF", exif=an_exif().tobytes())
    reading = read_file(tmp_path / "CAN_0001.HIF")
    assert (tmp_path / "CAN_0001.HIF").read_bytes()[8:12] == b"heix"
    assert (reading.facts.captured, reading.facts.problem) == (TAKEN_AT, "")
    assert reading.thumbnail_jpeg


def test_a_heic_is_read_by_its_small_picture(tmp_path: Path) -> None:
    reading = read_file(a_heic(tmp_path / "a.heic"))
    assert (reading.facts.captured, reading.facts.problem) == (TAKEN_AT, "")
    assert (reading.facts.width, reading.facts.height) == (640, 480)
    assert a_size(reading) == (128, 96)


def test_a_heic_without_a_small_picture_is_decoded(tmp_path: Path) -> None:
    reading = read_file(a_heic(tmp_path / "a.heic", thumbnails=[]))
    assert a_size(reading) == (320, 240)


def test_a_heic_that_the_reader_turns_keeps_its_stored_size(tmp_path: Path) -> None:
    turned = {"ExifImageWidth": 480, "ExifImageLength": 640}
    assert stored_size(open_heif(a_heic(tmp_path / "a.heic")), turned) == (480, 640)


def test_a_small_picture_that_does_not_open_is_no_loss(tmp_path: Path) -> None:
    data = bytearray(a_heic(tmp_path / "a.heic").read_bytes())
    at = data.index(b"mdat") + 4
    spoilt = at + (len(data) - at) * 7 // 10
    data[spoilt : spoilt + 1000] = b"\xff" * len(data[spoilt : spoilt + 1000])
    (tmp_path / "b.heic").write_bytes(data)
    reading = read_file(tmp_path / "b.heic")
    assert (reading.facts.problem, a_size(reading)) == ("", (320, 240))


def test_the_main_picture_of_a_heic_counts_wherever_it_stands(tmp_path: Path) -> None:
    pictures = pillow_heif.HeifFile()
    pictures.add_from_pillow(a_picture((64, 48)))
    pictures.add_from_pillow(a_picture((320, 240)))
    pictures[1].info["exif"] = an_exif().tobytes()
    pictures.save(tmp_path / "two.heic", primary_index=1)
    facts = read_file(tmp_path / "two.heic").facts
    assert (facts.width, facts.make, facts.has_exif) == (320, "Acme", True)


def test_a_heic_that_was_cut_is_told(tmp_path: Path) -> None:
    data = a_heic(tmp_path / "a.heic").read_bytes()
    (tmp_path / "cut.heic").write_bytes(data[: len(data) // 2])
    assert read_file(tmp_path / "cut.heic").facts.problem == "I_TRUNCATED"


def test_a_heic_of_nonsense_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.heic").write_bytes(b"\x00\x00\x00\x10ftypheic\x00\x00\x00\x00")
    assert read_file(tmp_path / "a.heic").facts.problem == "I_UNREADABLE"


def test_a_jpeg_that_was_cut_keeps_its_facts(tmp_path: Path) -> None:
    data = a_jpeg(tmp_path / "a.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(data[: len(data) * 2 // 3])
    reading = read_file(tmp_path / "cut.jpg")
    assert (reading.facts.problem, reading.facts.captured) == ("I_TRUNCATED", TAKEN_AT)
    assert reading.thumbnail_jpeg == b""


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.jpg", b"", "I_EMPTY"),
        ("a.jpg", b"an invoice", "I_UNREADABLE"),
        ("a.jpg", b"\xff\xd8\xff\xe0nothing", "I_UNREADABLE"),
        ("a.png", b"\x89PNG\r\n\x1a\nnothing", "I_UNREADABLE"),
        ("a.mp4", b"\x00\x00\x00\x10ftypisom\x00\x00\x00\x00", "I_UNREADABLE"),
        ("a.pdf", b"%PDF-1.7", "I_UNREADABLE"),
    ],
)
def test_a_bad_file_is_a_problem_and_no_exception(
    tmp_path: Path, name: str, content: bytes, problem: str
) -> None:
    (tmp_path / name).write_bytes(content)
    assert read_file(tmp_path / name).facts.problem == problem


def test_a_raw_photo_that_pillow_cannot_open_keeps_its_tags(tmp_path: Path) -> None:
    make = (0x010F, 2, 4, int.from_bytes(b"abc\x00", "little"))
    (tmp_path / "a.nef").write_bytes(tiff_of(make))
    facts = read_file(tmp_path / "a.nef", thorough=False).facts
    assert (facts.make, facts.problem) == ("abc", "")


def test_a_photo_without_tags_says_so(tmp_path: Path) -> None:
    facts = read_file(a_jpeg(tmp_path / "a.jpg", exif=b"")).facts
    assert (facts.has_exif, facts.bare_jfif, facts.captured) == (False, True, None)


def test_quick_reading_answers_with_the_embedded_preview(tmp_path: Path) -> None:
    reading = read_file(a_jpeg(tmp_path / "a.jpg"), thorough=False)
    assert (reading.facts.captured, reading.facts.luma) == (TAKEN_AT, None)
    assert reading.thumbnail_jpeg == b""


def test_the_facts_are_told_before_the_pixels(tmp_path: Path) -> None:
    heard = []
    read_file(a_jpeg(tmp_path / "a.jpg"), tell=heard.append)
    assert [(facts.captured, facts.luma) for facts in heard] == [(TAKEN_AT, None)]


def test_more_pixels_than_any_camera_has_are_refused(tmp_path: Path) -> None:
    Image.new("1", (30_000, 10_000)).save(tmp_path / "bomb.png")
    assert read_file(tmp_path / "bomb.png").facts.problem == "I_UNREADABLE"


def test_the_file_system_tells_size_and_time(tmp_path: Path) -> None:
    path = a_jpeg(tmp_path / "a.jpg")
    os.utime(path, (1_773_277_200, 1_773_277_200))
    facts = bare_facts(path)
    assert (facts.name, facts.size_bytes) == ("a.jpg", path.stat().st_size)
    assert facts.modified_at is not None
    assert facts.modified_at.isoformat() == "2026-03-12T01:00:00+00:00"


@pytest.mark.parametrize("seconds", [float("inf"), 1e18, 9e11, -9e10])
def test_a_nonsense_time_of_the_file_system_is_none(seconds: float) -> None:
    assert instant_of(seconds) is None


@pytest.mark.parametrize("entries", [300, 4500])
def test_crafted_directories_do_not_hold_the_reader(tmp_path: Path, entries: int) -> None:
    tiff = tiff_of(*[(0x9000 + n, 3, 999, 8) for n in range(entries)])
    (tmp_path / "a.jpg").write_bytes(jpeg_around(tiff[:65_000]))
    assert read_file(tmp_path / "a.jpg").facts.captured is None
