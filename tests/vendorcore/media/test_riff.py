"""The notes of a Nikon camera in its AVI films."""

import io
import struct
from pathlib import Path

import pytest

from vendorcore.evidence import Zone
from vendorcore.media.reader import read_file
from vendorcore.media.riff import MAX_CHUNKS, avi_notes

from tests.vendorcore.media.builders import a_video

TAKEN = "2021:06:25 10:35:00"


def a_chunk(kind: bytes, body: bytes) -> bytes:
    """A piece of an AVI file; odd ones are padded."""
    return kind + struct.pack("<I", len(body)) + body + b"\x00" * (len(body) % 2)


def notes(**texts: str) -> bytes:
    """The list of notes as a D90 writes it."""
    tags = {"make": 3, "model": 4, "software": 5, "taken": 0x13, "other": 0x16}
    entries = b"".join(
        struct.pack("<HH", tags[name], len(text) + 1) + text.encode() + b"\x00"
        for name, text in texts.items()
    )
    version = a_chunk(b"ncvr", b"odd")
    return a_chunk(b"LIST", b"ncdt" + version + a_chunk(b"nctg", entries))


def an_avi(*chunks: bytes) -> io.BytesIO:
    return io.BytesIO(a_chunk(b"RIFF", b"AVI " + b"".join(chunks)))


def test_a_nikon_film_says_when_and_by_what_it_was_taken() -> None:
    header, pictures = a_chunk(b"LIST", b"hdrl" + bytes(40)), a_chunk(b"LIST", b"movi" + bytes(9))
    film = an_avi(header, pictures, notes(make="NIKON", model="D90", taken=TAKEN, other="x"))
    assert avi_notes(film) == {"make": "NIKON", "model": "D90", "nikon-taken": TAKEN}


@pytest.mark.parametrize(
    "film",
    [
        io.BytesIO(b""),
        io.BytesIO(b"ID3\x03 no film at all"),
        an_avi(),
        an_avi(a_chunk(b"JUNK", bytes(7)), a_chunk(b"LIST", b"hdrl")),
        an_avi(a_chunk(b"LIST", b"ncdt" + a_chunk(b"ncvr", b""))),
        an_avi(a_chunk(b"LIST", b"ncdt" + a_chunk(b"", b"") * (2 * MAX_CHUNKS))),
        an_avi(*[a_chunk(b"JUNK", b"")] * (2 * MAX_CHUNKS), notes(make="too late")),
        an_avi(a_chunk(b"LIST", b"ncdt" + a_chunk(b"nctg", b"\x03"))),
    ],
)
def test_other_films_have_no_notes(film: io.BytesIO) -> None:
    assert avi_notes(film) == {}


def test_endless_notes_end() -> None:
    many = struct.pack("<HH", 9, 0) * (2 * MAX_CHUNKS)
    assert avi_notes(an_avi(a_chunk(b"LIST", b"ncdt" + a_chunk(b"nctg", many)))) == {}


def test_the_notes_go_into_the_facts(tmp_path: Path) -> None:
    path = a_video(tmp_path / "DSC_0009.AVI", "avi", "mjpeg")
    path.write_bytes(path.read_bytes() + notes(make="NIKON", model="NIKON D90", taken=TAKEN))
    facts = read_file(path, thorough=False).facts
    assert facts.captured_text == "2021-06-25T10:35:00"
    assert (facts.zone, facts.capture_source) == (Zone.UNKNOWN, "Nikon:DateTimeOriginal")
    assert (facts.make, facts.model, facts.width) == ("NIKON", "NIKON D90", 64)
