"""The quick reader says what both real readers say, or leaves the block to them."""

import struct
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from vendorcore.media.exif import read_block
from vendorcore.media.first_look import MAX_ENTRIES, first_look
from vendorcore.media.jpeg import read_head
from vendorcore.media.tags import facts_from_tags

from tests.vendorcore.media.builders import SAMPLES, TAKEN, a_picture, an_exif, tiff_of

REAL = Path(__file__).parents[3] / "resources" / "sample-card"
PHOTOS = sorted(
    path
    for path in (*SAMPLES.iterdir(), *REAL.rglob("*"))
    if path.suffix.lower() == ".jpg" and path.stat().st_size
)


def block_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return read_head(file).tiff


@pytest.mark.parametrize("photo", PHOTOS, ids=[path.name for path in PHOTOS])
def test_it_agrees_with_the_union_of_both_readers(photo: Path) -> None:
    tiff = block_of(photo)
    quick, both = first_look(tiff), read_block(tiff)
    if quick is not None:
        assert facts_from_tags(quick.tags) == facts_from_tags(both.tags)
        assert quick.embedded == both.embedded


def test_it_reads_most_photos() -> None:
    read = [first_look(block_of(photo)) is not None for photo in PHOTOS]
    assert sum(read) > 0.6 * len(read)


@pytest.mark.parametrize("order", ["little", "big"])
def test_place_and_small_picture_are_read(order: str) -> None:
    exif = an_exif()
    exif.endian = "<" if order == "little" else ">"
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (37.0, 24.0, 4.32), 3: "E", 4: (126.0, 43.0, 24.0), 7: (5.0, 22.0, 33.0)}
    )
    exif.get_ifd(0x8825)[29] = "2026:03:12"
    tiff = exif.tobytes().removeprefix(b"Exif\x00\x00")
    quick, both = first_look(tiff), read_block(tiff)
    assert quick is not None
    assert facts_from_tags(quick.tags) == facts_from_tags(both.tags)
    assert facts_from_tags(quick.tags)["latitude"] == pytest.approx(37.4012)


def test_an_iphone_names_the_movie_of_its_photo() -> None:
    name = b"5D31BE10-9B8B-4B6B-8D3C-7A6F2E0C1A55\x00"
    row = struct.pack(">HHII", 0x11, 2, len(name), 28)
    note = b"Apple iOS\x00\x00\x01MM" + struct.pack(">H", 1) + row + name
    tiff = an_exif(exif={0x927C: note}).tobytes().removeprefix(b"Exif\x00\x00")
    quick = first_look(tiff)
    assert quick is not None
    assert quick.tags["ContentIdentifier"] == name.rstrip(b"\x00").decode()


@pytest.mark.parametrize(
    "tiff",
    [
        b"",
        b"neither order",
        b"II*\x00\xff\xff\xff\xff",
        tiff_of(),
        tiff_of((0x8769, 4, 1, 0)),
        tiff_of((0x8769, 4, 1, 5000)),
        tiff_of((0x0110, 99, 4, 0)),  # a type that nobody knows
        tiff_of((0x0112, 3, 0, 1)),  # a number that is not there
        tiff_of((0x0112, 3, 9, 1)),  # more numbers than any tag of ours has
        tiff_of((0x0110, 2, 400, 100)),  # a text beyond the end
        tiff_of(*[(tag, 3, 1, 1) for tag in range(MAX_ENTRIES + 1)]),
    ],
)
def test_what_is_not_well_formed_is_left_to_the_readers(tiff: bytes) -> None:
    assert first_look(tiff) is None


def test_a_list_of_numbers_is_read() -> None:
    tags = [(0x0112, 3, 2, 0x00010006), (0x8769, 4, 1, 38)]
    clock = struct.pack("<HHHII", 1, 0x9003, 2, 20, 56) + struct.pack("<I", 0)
    tiff = tiff_of(*tags) + clock + TAKEN.encode() + b"\x00"
    quick = first_look(tiff)
    assert quick is not None
    assert quick.tags["Orientation"] == [6, 1]


def test_a_small_picture_that_is_none_is_left_out() -> None:
    target = BytesIO()
    a_picture((64, 48)).save(target, "JPEG", exif=an_exif())
    tiff = read_head(BytesIO(target.getvalue())).tiff
    quick = first_look(tiff)
    assert quick is not None
    assert quick.embedded == b""
    assert Image.open(target).size == (64, 48)


@given(st.binary(max_size=400), st.sampled_from([b"II*\x00", b"MM\x00*"]))
def test_no_bytes_break_it(rest: bytes, order: bytes) -> None:
    first_look(order + rest)
