import io
import struct
from datetime import datetime

import pytest

from vendorcore.media.boxes import BoxReader
from vendorcore.media.movie import Movie, read_movie
from vendorcore.media.nikon import nikon_notes

from tests.vendorcore.media.builders import a_movie_header, a_track, box

CREATED = 3_856_000_000
TEXT = b"2026-03-12T09:31:07+0900"


def read(*boxes: bytes, cut: int = 0) -> Movie:
    data = b"".join(boxes)[: -cut or None]
    return read_movie(io.BytesIO(data), len(data))


def a_note(number: int, text: bytes) -> bytes:
    return box(number.to_bytes(4), box(b"data", bytes(8), text))


def some_keys(*names: bytes) -> bytes:
    rows = b"".join(struct.pack(">I4s", len(name) + 8, b"mdta") + name for name in names)
    return box(b"keys", bytes(4), struct.pack(">I", len(names)), rows)


@pytest.mark.parametrize("version", [0, 1])
def test_the_header_tells_clock_and_length(version: int) -> None:
    movie = read(box(b"moov", a_movie_header(CREATED, version=version)))
    assert movie.mvhd == datetime(2026, 3, 10, 15, 6, 40)  # noqa: DTZ001 - a camera's wall clock
    assert movie.duration_s == 2.0


def test_a_header_without_a_clock_or_length_says_nothing() -> None:
    movie = read(box(b"moov", a_movie_header(scale=0), box(b"mvhd", b"\x00")))
    assert (movie.mvhd, movie.duration_s) == (None, None)


@pytest.mark.parametrize("version", [0, 1])
@pytest.mark.parametrize(
    ("matrix", "rotation"), [((1, 0), 0), ((0, 1), 90), ((-1, 0), 180), ((0, -1), 270), ((1, 1), 0)]
)
def test_the_first_track_with_a_size_is_the_picture(
    matrix: tuple[int, int], rotation: int, version: int
) -> None:
    sound = a_track(0, 0, (0, 1))
    movie = read(box(b"moov", sound, a_track(matrix=matrix, version=version), a_track(16, 16)))
    assert (movie.width, movie.height, movie.rotation) == (320, 240, rotation)


def test_a_track_without_a_whole_header_is_left_out() -> None:
    movie = read(box(b"moov", box(b"trak", box(b"tkhd", bytes(9)), box(b"mdia"))))
    assert movie.width == 0


@pytest.mark.parametrize("lead", [b"", bytes(4)])
def test_keys_name_their_values(lead: bytes) -> None:
    handler = box(b"hdlr", bytes(24))
    keys = some_keys(b"com.apple.quicktime.creationdate", b"com.android.version")
    strange = box(b"\x00\x00\x00\x01", box(b"name", b"x"))
    values = box(b"ilst", a_note(1, TEXT), a_note(2, b"14\x00"), a_note(9, b"lost"), strange)
    movie = read(box(b"moov", box(b"iods"), box(b"meta", lead, handler, keys, values)))
    assert movie.notes["creationdate"] == TEXT.decode()
    assert movie.notes["com.android.version"] == "14"


def test_a_broken_list_of_keys_ends() -> None:
    keys = box(b"keys", bytes(8), struct.pack(">I4s", 3, b"mdta"))
    assert read(box(b"moov", box(b"meta", bytes(4), keys))).notes == {}


def test_user_data_is_read() -> None:
    day = box(b"\xa9day", struct.pack(">HH", len(TEXT), 0), TEXT)
    encoder = box(b"meta", bytes(4), box(b"ilst", box(b"\xa9too", box(b"data", bytes(8), b"Lavf"))))
    place = struct.pack(">ii", int(126.7233 * 65536), int(37.4012 * 65536))
    loci = box(b"loci", bytes(6), b"home\x00", b"\x00", place, bytes(4))
    movie = read(box(b"moov", box(b"udta", day, encoder, box(b"date", TEXT), loci, box(b"free"))))
    assert movie.notes["\xa9day"] == movie.notes["date"] == TEXT.decode()
    assert movie.notes["\xa9too"] == "Lavf"
    assert movie.notes["\xa9xyz"].startswith("+37.4011")


def a_nikon_note(tag: int, kind: int, count: int, value: bytes) -> bytes:
    return struct.pack(">IHH", tag, kind, count) + value


def test_a_nikon_says_its_own_clock() -> None:
    notes = b"".join(
        (
            a_nikon_note(1, 2, 6, b"NIKON\x00"),
            a_nikon_note(0x13, 4, 2, bytes(8)),
            a_nikon_note(0x12, 2, 20, b"2026:03:12 09:31:07\x00"),
            a_nikon_note(2, 2, 4, b"D90\x00"),
        )
    )
    camera = box(b"NCDT", box(b"NCHD", b"0100"), box(b"NCTG", notes))
    movie = read(box(b"moov", box(b"udta", camera)))
    assert movie.notes == {"make": "NIKON", "model": "D90", "nikon-taken": "2026:03:12 09:31:07"}


@pytest.mark.parametrize("broken", [b"", bytes(7), a_nikon_note(1, 99, 6, b"NIKON\x00")])
def test_broken_notes_of_a_nikon_end(broken: bytes) -> None:
    assert read(box(b"moov", box(b"udta", box(b"NCDT", box(b"NCTG", broken))))).notes == {}


def test_notes_of_a_nikon_are_counted() -> None:
    many = a_nikon_note(9, 1, 0, b"") * 300 + a_nikon_note(1, 2, 6, b"NIKON\x00")
    assert list(nikon_notes(many)) == []


def test_a_program_leaves_its_history() -> None:
    uuid = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
    xmp = b'<x xmp:CreatorTool="Adobe Premiere Pro 2024.0"/>'
    assert read(box(b"moov"), box(b"uuid", uuid, xmp)).xmp == xmp
    assert read(box(b"moov", box(b"uuid", uuid, xmp))).xmp == xmp
    assert read(box(b"moov", box(b"udta", box(b"XMP_", xmp)))).xmp == xmp
    assert read(box(b"uuid", bytes(16), xmp)).xmp == b""


def test_half_a_place_is_none() -> None:
    assert read(box(b"moov", box(b"udta", box(b"loci", bytes(7))))).notes == {"\xa9xyz": ""}


def test_a_movie_without_its_index_has_no_header() -> None:
    movie = read(box(b"ftyp", b"isom"), box(b"mdat", bytes(99)), cut=9)
    assert (movie.has_header, movie.is_cut, movie.brand) == (False, True, b"isom")


def test_what_a_camera_writes_behind_the_boxes_is_no_cut() -> None:
    movie = read(box(b"moov", a_movie_header(CREATED)), box(b"mdat"), b"\x0a,IXS 3 1.0.05_build1")
    assert (movie.has_header, movie.is_cut) == (True, False)


def test_a_box_of_64_bits_and_one_to_the_end_are_read() -> None:
    long = struct.pack(">I4sQ", 1, b"mdat", 20) + bytes(4)
    last = struct.pack(">I4s", 0, b"free") + bytes(9)
    data = long + last
    found = list(BoxReader(io.BytesIO(data), len(data)).top())
    assert [(one.kind, one.is_cut) for one in found] == [(b"mdat", False), (b"free", False)]


def test_a_box_smaller_than_its_own_head_ends_the_walk() -> None:
    data = struct.pack(">I4s", 4, b"evil") + bytes(99)
    assert list(BoxReader(io.BytesIO(data), len(data)).top()) == []


def test_boxes_are_counted() -> None:
    data = struct.pack(">I4s", 8, b"free") * 20_000
    assert len(list(BoxReader(io.BytesIO(data), len(data)).top())) == 10_000


def test_nesting_has_a_floor() -> None:
    data = b""
    for _ in range(50):
        data = box(b"udta", data)
    reader, depth = BoxReader(io.BytesIO(data), len(data)), 0
    found = list(reader.top())
    while found:
        depth, found = depth + 1, list(reader.children(found[0]))
    assert depth == 9
