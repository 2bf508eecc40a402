import struct
from pathlib import Path

import pytest

from vendorcore.domain import MediaKind
from vendorcore.evidence import Facts, Zone
from vendorcore.media import Workshop
from vendorcore.media.glance import glance
from vendorcore.media.reader import read_file

from tests.vendorcore.media.builders import (
    a_heic,
    a_jpeg,
    a_picture,
    an_exif,
    jpeg_around,
    segments_of,
    tiff_of,
)
from tests.vendorcore.media.test_workshop import HANG, a_worker

LATER = "2026:03:12 11:00:00"
ZONED = {0x9011: "+09:00", 0x9291: "25", 0x9010: "+01:00"}
SHOWN = ("captured", "subsecond", "offset_minutes", "zone", "capture_source", "mime", "size_bytes")


def said(facts: Facts) -> list[object]:
    return [getattr(facts, name) for name in SHOWN]


@pytest.mark.parametrize("exif", [{}, ZONED, {0x9003: LATER, 0x9004: LATER, 0x9291: "123456"}])
def test_a_glance_sees_what_the_readers_see(tmp_path: Path, exif: dict[int, str]) -> None:
    path = a_jpeg(tmp_path / "a.jpg", exif=an_exif(exif=exif))
    seen = glance(path)
    assert seen is not None
    assert said(seen) == said(read_file(path, thorough=False).facts)
    assert (seen.kind, seen.name) == (MediaKind.PHOTO, "a.jpg")


def test_a_glance_reads_both_byte_orders(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    rows = struct.pack(">HHHII", 1, 0x9003, 2, 20, 64) + bytes(4)
    tiff = b"MM\x00*" + struct.pack(">I", 8) + struct.pack(">HHHII", 1, 0x8769, 4, 1, 30)
    tiff = tiff.ljust(30, b"\x00") + rows
    path.write_bytes(jpeg_around(tiff.ljust(64, b"\x00") + LATER.encode() + b"\x00"))
    seen = glance(path)
    assert seen is not None
    assert (seen.captured_text, seen.zone) == ("2026-03-12T11:00:00", Zone.UNKNOWN)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8",
        b"no picture at all",
        b"\xff\xd8" + segments_of(*[(0xE2, b"")] * 50),
        b"\xff\xd8\xff\xda\x00\x08",
        jpeg_around(b""),
        jpeg_around(b"junk" * 5),
        jpeg_around(tiff_of((0x9003, 2, 20, 900))),
        jpeg_around(tiff_of((0x9003, 4, 1, 900))),
        jpeg_around(tiff_of((0x9003, 2, 4, 900))),
        jpeg_around(tiff_of((0x8769, 4, 1, 900))),
        jpeg_around(tiff_of((0x0132, 2, 20, 26)) + LATER.encode()),
    ],
)
def test_what_is_not_plain_is_left_to_the_readers(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    assert glance(tmp_path / "a.jpg") is None


def test_many_dates_come_in_the_order_asked(tmp_path: Path) -> None:
    paths = [a_jpeg(tmp_path / f"{n}.jpg") for n in range(60)]
    paths[3] = a_heic(tmp_path / "a.heic", a_picture((64, 48)))
    paths[4] = tmp_path / "none.jpg"
    (tmp_path / "empty.jpg").touch()
    paths[5] = tmp_path / "empty.jpg"
    with Workshop() as shop:
        found = list(shop.dates(paths))
    assert [facts.name for facts in found] == [path.name for path in paths]
    assert [facts.name for facts in found if facts.captured is None] == ["none.jpg", "empty.jpg"]
    assert [facts.problem for facts in found[3:6]] == ["", "I_UNREADABLE", "I_EMPTY"]


def test_a_file_that_hangs_does_not_hide_the_others(tmp_path: Path) -> None:
    photo, gone = a_jpeg(tmp_path / "a.jpg"), tmp_path / "gone.jpg"
    flag = tmp_path / "hung"
    code = (
        f"import pathlib; flag = pathlib.Path({str(flag)!r})",
        f"if not flag.exists(): flag.touch(); {'; '.join(HANG)}",
        "from vendorcore.media.worker import answer",
        "while (frame := read_frame(jobs)) is not None: answer(frame[0], answers)",
    )
    with Workshop(a_worker(*code), seconds=2) as shop:
        first, second = shop.dates([photo, gone])
    assert (first.captured is None, second.problem) == (False, "I_UNREADABLE")
