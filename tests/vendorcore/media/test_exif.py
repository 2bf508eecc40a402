import io
import struct

import pytest
from PIL import Image

from vendorcore.media.apple import content_identifier
from vendorcore.media.exif import ExifBlock, by_exifread, by_pillow, is_bounded, read_block
from vendorcore.media.first_look import first_look
from vendorcore.media.jpeg import read_head

from tests.vendorcore.media.builders import a_picture, an_exif, jpeg_around, segments_of, tiff_of

POINTER, SHORT, LONG, ASCII = 0x8769, 3, 4, 2


def a_block(**changes: dict[int, object]) -> bytes:
    return an_exif(**changes).tobytes().removeprefix(b"Exif\x00\x00")


def test_both_readers_agree_on_a_plain_block() -> None:
    first, second = by_exifread(io.BytesIO(a_block())).tags, by_pillow(a_block()).tags
    assert first["Make"] == second["Make"] == "Acme"
    assert first["BodySerialNumber"] == second["BodySerialNumber"] == "S-77"


@pytest.mark.parametrize(
    "junk", [b"", b"II", b"II*\x00", b"MM\x00*\x00\x00\xff\xff", b"junk" * 9, tiff_of()[:-5]]
)
def test_a_damaged_block_says_nothing(junk: bytes) -> None:
    assert read_block(junk).tags == {}


@pytest.mark.filterwarnings("ignore")
def test_a_block_that_only_one_reader_opens_still_counts() -> None:
    many = [(0x9000 + n, SHORT, 30_000, 8) for n in range(2)]
    tiff = tiff_of((0x010F, ASCII, 4, int.from_bytes(b"abc\x00", "little")), *many)
    assert not is_bounded(tiff)
    assert read_block(tiff + bytes(60_000)).tags == {"Make": "abc"}


@pytest.mark.parametrize(
    ("tiff", "bounded"),
    [
        (tiff_of((0x0112, SHORT, 1, 1)), True),
        (tiff_of((0x9286, 7, 1 << 30, 8)), True),
        (tiff_of((0x0112, SHORT, 1 << 30, 8)), False),
        (tiff_of((POINTER, LONG, 1, 8), following=8), True),
        (tiff_of((POINTER, LONG, 1, 1 << 30)), True),
        (tiff_of(*[(0x0112, SHORT, 1, 1)] * 2001), False),
        (b"XX*\x00" + bytes(9), False),
    ],
)
def test_endless_directories_are_refused(tiff: bytes, bounded: bool) -> None:
    assert is_bounded(tiff) is bounded


def test_a_directory_longer_than_the_block_ends_with_it() -> None:
    assert is_bounded(b"II*\x00\x08\x00\x00\x00\x05\x00" + bytes(30))


def test_a_reader_that_raises_has_found_nothing() -> None:
    closed = io.BytesIO()
    closed.close()
    assert by_exifread(closed) == ExifBlock()


def test_bytes_where_a_text_should_stand_are_read() -> None:
    make = (0x010F, 7, 4, int.from_bytes(b"abc\x00", "little"))
    assert by_pillow(tiff_of(make)).tags == {"Make": "abc"}
    assert read_block(tiff_of(make)).tags == {"Make": "abc"}


def test_the_capture_time_of_an_android_raw_stands_in_its_first_directory() -> None:
    block = tiff_of((0x9003, ASCII, 20, 26)) + b"2026:03:12 10:00:00\x00"
    for read in (read_block, lambda tiff: first_look(tiff) or ExifBlock()):
        assert read(block).tags == {"DateTimeOriginal": "2026:03:12 10:00:00"}


def test_a_long_chain_of_directories_is_refused() -> None:
    one = b"\x00\x00"
    chain = b"II*\x00\x08\x00\x00\x00"
    for n in range(20):
        chain += one + (8 + 6 * (n + 1)).to_bytes(4, "little")
    assert not is_bounded(chain + bytes(6))


def test_the_embedded_preview_is_found() -> None:
    small = io.BytesIO()
    a_picture((64, 48)).save(small, "JPEG")
    plain = tiff_of(following=14)
    at = len(plain) + 2 + 24 + 4
    entries = [(0x0201, LONG, 1, at), (0x0202, LONG, 1, len(small.getvalue()))]
    tiff = plain + tiff_of(*entries)[8:] + small.getvalue()
    assert read_block(tiff).embedded == small.getvalue()


def test_a_preview_that_is_no_jpeg_is_none() -> None:
    entries = [(0x0201, LONG, 1, 4), (0x0202, LONG, 1, 9)]
    assert read_block(tiff_of(following=14) + tiff_of(*entries)[8:]).embedded == b""


def test_the_head_of_a_jpeg_is_read_in_bounds() -> None:
    xmp = b"http://ns.adobe.com/xap/1.0/\x00<x/>"
    head = read_head(io.BytesIO(jpeg_around(a_block(), (0xE1, xmp), (0xED, b"iptc"))))
    assert (head.width, head.height, head.xmp, head.is_bare_jfif) == (64, 48, b"<x/>", False)
    assert head.tiff == a_block()


@pytest.mark.parametrize("first", [b"", b"junk" * 9])
def test_a_block_that_is_none_hides_no_later_one(first: bytes) -> None:
    later = (0xE1, b"Exif\x00\x00" + a_block())
    segments = segments_of((0xE1, b"Exif\x00\x00" + first), later)
    assert read_head(io.BytesIO(b"\xff\xd8" + segments + b"\xff\xda")).tiff == a_block()


def test_a_bare_jfif_is_recognised_beside_a_colour_profile() -> None:
    assert read_head(io.BytesIO(jpeg_around(b"", (0xE2, b"ICC_PROFILE\x00")))).is_bare_jfif


def test_one_segment_for_all_tables_is_the_form_of_a_chip() -> None:
    quantisation, huffman = (0xDB, bytes(130)), (0xC4, bytes(416))
    bare = b"\xff\xd8" + segments_of(quantisation, huffman) + b"\xff\xda"
    marked = b"\xff\xd8" + segments_of((0xED, b"Photoshop"), quantisation, huffman) + b"\xff\xda"
    assert read_head(io.BytesIO(bare)).is_camera_coded
    assert not read_head(io.BytesIO(marked)).is_camera_coded
    assert not read_head(io.BytesIO(jpeg_around(b""))).is_camera_coded


def test_stray_bytes_between_segments_are_skipped() -> None:
    plain = io.BytesIO()
    Image.new("RGB", (8, 6)).save(plain, "JPEG")
    data = plain.getvalue()
    assert read_head(io.BytesIO(data[:2] + b"stray\xff\xff" + data[3:])).width == 8


@pytest.mark.parametrize(
    "broken",
    [
        b"\xff\xd8",
        b"\xff\xd8" + b"x" * 99,
        b"\xff\xd8\xff\xe1\x00\x00",
        b"\xff\xd8\xff\xff",
        b"\xff\xd8" + b"\xff\xe3\x00\x02" * 300,
        b"\xff\xd8\xff\xc0\x00\x03x",
    ],
)
def test_a_broken_head_says_nothing(broken: bytes) -> None:
    head = read_head(io.BytesIO(broken))
    assert (head.width, head.tiff) == (0, b"")


def an_apple_note(*entries: tuple[int, int, int, int], text: bytes = b"") -> bytes:
    rows = b"".join(struct.pack(">HHII", *entry) for entry in entries)
    head = b"Apple iOS\x00\x00\x01MM" + struct.pack(">H", len(entries))
    return head + rows + text


def test_an_iphone_says_which_movie_belongs_to_its_photo() -> None:
    note = an_apple_note((1, 9, 1, 14), (0x11, 2, 5, 40), text=b"1EA7\x00")
    assert read_block(a_block(exif={0x927C: note})).tags["ContentIdentifier"] == "1EA7"


@pytest.mark.parametrize(
    "note", [b"", b"Nikon\x00", b"Apple iOS\x00", an_apple_note((1, 9, 1, 14))]
)
def test_a_note_without_an_identifier_is_none(note: bytes) -> None:
    assert content_identifier(note) == ""


def test_a_block_of_other_tags_is_still_exif() -> None:
    block = read_block(tiff_of((0x0100, LONG, 1, 640)))
    assert (block.is_there, block.tags) == (True, {})
    assert not read_block(b"").is_there


@pytest.mark.parametrize("mark", [(0xFE, b"Lavc62.28.102\x00"), (0xC2, bytes(15))])
def test_a_program_that_joins_its_tables_is_no_chip(mark: tuple[int, bytes]) -> None:
    segments = segments_of(mark, (0xDB, bytes(130)), (0xC4, bytes(416)))
    assert not read_head(io.BytesIO(b"\xff\xd8" + segments + b"\xff\xda")).is_camera_coded
