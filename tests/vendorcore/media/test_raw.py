import io
import struct
from pathlib import Path

import pytest

from vendorcore.media.raw import preview_of_raf, preview_of_tiff
from vendorcore.media.reader import read_file

from tests.vendorcore.media.builders import (
    TAKEN,
    a_jpeg,
    a_picture,
    an_exif,
    box,
    tiff_of,
)

SHORT, LONG, ASCII, UNDEFINED = 3, 4, 2, 7
START, LENGTH, STRIP, STRIP_LENGTH, PANASONIC, BELOW = 0x0201, 0x0202, 0x0111, 0x0117, 0x2E, 0x14A


def a_preview(size: tuple[int, int] = (320, 240)) -> bytes:
    target = io.BytesIO()
    a_picture(size).save(target, "JPEG")
    return target.getvalue()


SMALL, LARGE = a_preview((64, 48)), a_preview()


def entry(tag: int, value: int, kind: int = LONG) -> tuple[int, int, int, int]:
    return (tag, kind, 1, value)


def a_raw(*entries: tuple[int, int, int, int], tail: bytes = b"", following: int = 0) -> bytes:
    return tiff_of(*entries, following=following).ljust(500, b"\x00") + tail


@pytest.mark.parametrize(
    "data",
    [
        a_raw(entry(START, 500), entry(LENGTH, len(LARGE)), tail=LARGE),
        a_raw(entry(STRIP, 500), entry(STRIP_LENGTH, len(LARGE)), tail=LARGE),
        a_raw((PANASONIC, UNDEFINED, len(LARGE), 500), tail=LARGE),
        a_raw(entry(START, 500, SHORT), entry(LENGTH, len(LARGE), SHORT), tail=LARGE),
    ],
)
def test_each_maker_has_its_own_place_for_the_preview(data: bytes) -> None:
    assert preview_of_tiff(io.BytesIO(data)) == LARGE


def test_the_largest_of_several_previews_counts() -> None:
    at = 500 + len(SMALL)
    below = struct.pack("<H", 2) + b"".join(
        struct.pack("<HHII", *one) for one in (entry(START, at), entry(LENGTH, len(LARGE)))
    )
    first = (entry(START, 500), entry(LENGTH, len(SMALL)), entry(BELOW, at + len(LARGE)))
    data = a_raw(*first, tail=SMALL + LARGE + below + bytes(4))
    assert preview_of_tiff(io.BytesIO(data)) == LARGE
    several = (*first[:2], (BELOW, LONG, 2, at + len(LARGE) + 30))
    places = struct.pack("<II", 8, at + len(LARGE))
    data = a_raw(*several, tail=SMALL + LARGE + below + bytes(4) + places)
    assert preview_of_tiff(io.BytesIO(data)) == LARGE


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"II*\x00",
        a_raw(entry(START, 500), entry(LENGTH, 9), tail=b"no picture"),
        a_raw(entry(START, 0), entry(LENGTH, 9)),
        a_raw(entry(START, 500), entry(LENGTH, 1 << 31), tail=LARGE),
        a_raw(entry(START, 500)),
        a_raw(following=8),
        a_raw((BELOW, LONG, 1 << 31, 500), tail=b"\x08\x00\x00\x00" * 99),
        b"II*\x00\x08\x00\x00\x00\xff\xff" + bytes(99),
    ],
)
def test_no_preview_is_none(data: bytes) -> None:
    assert preview_of_tiff(io.BytesIO(data)) == b""


def test_a_raw_photo_is_shown_by_its_preview(tmp_path: Path) -> None:
    make = (0x010F, ASCII, 4, int.from_bytes(b"abc\x00", "little"))
    data = a_raw(make, entry(START, 500), entry(LENGTH, len(LARGE)), tail=LARGE)
    (tmp_path / "a.nef").write_bytes(data)
    reading = read_file(tmp_path / "a.nef")
    assert (reading.facts.make, reading.facts.problem) == ("abc", "")
    assert (reading.facts.width, reading.facts.height) == (320, 240)
    assert reading.thumbnail_jpeg.startswith(b"\xff\xd8")


def test_a_fujifilm_raw_carries_a_whole_jpeg(tmp_path: Path) -> None:
    jpeg = a_jpeg(tmp_path / "a.jpg").read_bytes()
    head = b"FUJIFILMCCD-RAW ".ljust(84, b"0") + struct.pack(">II", 100, len(jpeg))
    (tmp_path / "a.raf").write_bytes(head.ljust(100, b"\x00") + jpeg)
    reading = read_file(tmp_path / "a.raf")
    assert (reading.facts.make, reading.facts.has_exif, reading.facts.problem) == ("Acme", True, "")
    assert reading.thumbnail_jpeg


def test_a_fujifilm_raw_without_its_jpeg_is_unreadable(tmp_path: Path) -> None:
    assert preview_of_raf(io.BytesIO(b"FUJIFILMCCD-RAW ")) == b""
    (tmp_path / "a.raf").write_bytes(b"FUJIFILMCCD-RAW ".ljust(200, b"\x00"))
    assert read_file(tmp_path / "a.raf").facts.problem == "I_UNREADABLE"


def test_a_canon_raw_keeps_its_tags_in_boxes(tmp_path: Path) -> None:
    image = an_exif().tobytes()[6:]
    clock = TAKEN.encode() + b"\x00"
    exif = tiff_of((0x9003, ASCII, len(clock), 26)) + clock
    notes = box(b"uuid", bytes(16), box(b"CMT1", image), box(b"CMT2", exif), box(b"CMT3"))
    shown = box(b"uuid", bytes(24), box(b"PRVW", bytes(16), LARGE))
    head = box(b"ftyp", b"crx ")
    (tmp_path / "a.cr3").write_bytes(head + box(b"moov", box(b"free"), notes) + shown)
    reading = read_file(tmp_path / "a.cr3")
    assert (reading.facts.make, reading.facts.captured_text) == ("Acme", "2026-03-12T10:00:00")
    assert (reading.facts.problem, reading.facts.width) == ("", 320)
    assert reading.thumbnail_jpeg
