"""What the boxes of a movie say: its header clock, tracks, and the notes of the phone."""

import struct
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from vendorcore.media.boxes import Box, BoxReader
from vendorcore.media.clocks import clock_since_1904
from vendorcore.media.nikon import nikon_notes

# Adobe's programs keep their history in a box of this number, or among the user data.
_XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_TURNS = {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}


@dataclass(slots=True)
class Movie:
    """The plain contents of a movie's header boxes."""

    has_header: bool = False
    is_cut: bool = False
    brand: bytes = b""
    mvhd: datetime | None = None
    duration_s: float | None = None
    width: int = 0
    height: int = 0
    rotation: int = 0
    notes: dict[str, str] = field(default_factory=dict)
    xmp: bytes = b""


def read_movie(file: BinaryIO, size: int) -> Movie:
    """Return what the boxes say, with bounds on everything."""
    movie, reader = Movie(), BoxReader(file, size)
    for box in reader.top():
        movie.is_cut = movie.is_cut or box.is_cut
        if box.kind == b"ftyp":
            movie.brand = reader.body(box)[:4]
        elif box.kind == b"moov":
            movie.has_header = True
            _read_moov(movie, reader, box)
        elif box.kind == b"uuid":
            _take_xmp(movie, reader.body(box))
    return movie


def _read_moov(movie: Movie, reader: BoxReader, moov: Box) -> None:
    for box in reader.children(moov):
        if box.kind == b"mvhd":
            _read_mvhd(movie, reader.body(box))
        elif box.kind == b"trak":
            _read_trak(movie, reader, box)
        elif box.kind == b"meta":
            _read_meta(movie, reader, box)
        elif box.kind == b"udta":
            _read_udta(movie, reader, box)
        elif box.kind == b"uuid":
            _take_xmp(movie, reader.body(box))


def _read_mvhd(movie: Movie, body: bytes) -> None:
    layout = ">QQIQ" if body[:1] == b"\x01" else ">IIII"
    if len(body) < 4 + struct.calcsize(layout):
        return
    created, _, scale, length = struct.unpack_from(layout, body, 4)
    movie.mvhd = clock_since_1904(created)
    if scale and length:
        movie.duration_s = length / scale


def _read_trak(movie: Movie, reader: BoxReader, trak: Box) -> None:
    for box in reader.children(trak):
        if box.kind == b"tkhd":
            _read_tkhd(movie, reader.body(box))


def _read_tkhd(movie: Movie, body: bytes) -> None:
    """Take size and rotation of the first track that has a size: sound has none."""
    at = 52 if body[:1] == b"\x01" else 40
    if movie.width or len(body) < at + 44:
        return
    right, down = struct.unpack_from(">ii", body, at)
    width, height = struct.unpack_from(">II", body, at + 36)
    movie.width, movie.height = width >> 16, height >> 16
    movie.rotation = _TURNS.get((_sign(right), _sign(down)), 0) if movie.width else 0


def _sign(fixed: int) -> int:
    return (fixed > 0) - (fixed < 0)


def _read_udta(movie: Movie, reader: BoxReader, udta: Box) -> None:
    for box in reader.children(udta):
        if box.kind == b"meta":
            _read_meta(movie, reader, box)
        elif box.kind[:1] == b"\xa9":
            _note(movie, box.kind, _short_text(reader.body(box)))
        elif box.kind == b"date":
            _note(movie, box.kind, reader.body(box))
        elif box.kind == b"loci":
            _note(movie, b"\xa9xyz", _place_text(reader.body(box)))
        elif box.kind == b"XMP_":
            movie.xmp = reader.body(box)
        elif box.kind == b"NCDT":
            _read_nikon(movie, reader, box)


def _take_xmp(movie: Movie, body: bytes) -> None:
    if body.startswith(_XMP_UUID):
        movie.xmp = body[len(_XMP_UUID) :]


def _read_nikon(movie: Movie, reader: BoxReader, notes: Box) -> None:
    """Read Nikon's own notes: its cameras write local time, and say so here alone."""
    for box in reader.children(notes):
        if box.kind == b"NCTG":
            for name, value in nikon_notes(reader.body(box)):
                _note(movie, name, value)


def _read_meta(movie: Movie, reader: BoxReader, meta: Box) -> None:
    """Read keys and values; QuickTime's meta box has no version before its children."""
    plain = reader.body(meta)[4:8] == b"hdlr"
    keys: list[bytes] = []
    for box in reader.children(meta, skip=0 if plain else 4):
        if box.kind == b"keys":
            keys = _key_names(reader.body(box))
        elif box.kind == b"ilst":
            _read_items(movie, reader, box, keys)


def _key_names(body: bytes) -> list[bytes]:
    names, at = [], 8
    while at + 8 <= len(body):
        length = int.from_bytes(body[at : at + 4])
        if length < 8:
            break
        names.append(body[at + 8 : at + length])
        at += length
    return names


def _read_items(movie: Movie, reader: BoxReader, ilst: Box, keys: list[bytes]) -> None:
    for item in reader.children(ilst):
        number = int.from_bytes(item.kind)
        name = keys[number - 1] if 1 <= number <= len(keys) else item.kind
        for data in reader.children(item):
            if data.kind == b"data":
                _note(movie, name, reader.body(data)[8:])


def _short_text(body: bytes) -> bytes:
    """Return the first text of a user data box: a length, a language, the letters."""
    return body[4 : 4 + int.from_bytes(body[:2])]


def _place_text(body: bytes) -> bytes:
    """Return the place of a 3GPP location box: a language, a name, then fixed-point degrees."""
    _, _, numbers = body[6:].partition(b"\x00")
    if len(numbers) < 9:
        return b""
    east, north = struct.unpack_from(">ii", numbers, 1)
    return f"{north / 65536:+.6f}{east / 65536:+.6f}/".encode()


def _note(movie: Movie, name: bytes, value: bytes) -> None:
    key = name.decode("latin-1").removeprefix("com.apple.quicktime.")
    movie.notes.setdefault(key, value.split(b"\x00")[0][:500].decode("utf-8", "replace").strip())
