"""When JPEGs were taken, read at a glance: the first block of the file, and only its clocks."""

import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from vendorcore.domain import MediaKind
from vendorcore.evidence.facts import Facts
from vendorcore.media.kinds import JPEG
from vendorcore.media.reading import bare_facts
from vendorcore.media.tags import capture

GLANCE_BYTES = 1 << 16
MAX_SEGMENTS = 40
MAX_ENTRIES = 200
_ORDERS = {b"II*\x00": "<", b"MM\x00*": ">"}
_EXIF_POINTER, _ASCII = 0x8769, 2
_CLOCKS = {
    0x0132: "DateTime",
    0x9003: "DateTimeOriginal",
    0x9004: "DateTimeDigitized",
    0x9010: "OffsetTime",
    0x9011: "OffsetTimeOriginal",
    0x9012: "OffsetTimeDigitized",
    0x9290: "SubSecTime",
    0x9291: "SubSecTimeOriginal",
    0x9292: "SubSecTimeDigitized",
}


def glance(path: Path) -> Facts | None:
    """Return when a JPEG was taken, or nothing when it takes a real reader to tell."""
    bare = bare_facts(path)
    with path.open("rb", buffering=0) as file:
        head = file.read(GLANCE_BYTES)
    try:
        tags = dict(_clocks(_tiff(head)))
    except struct.error:
        return None
    if "DateTimeOriginal" not in tags:
        return None
    fields = capture(tags)
    return replace(bare, mime=JPEG, kind=MediaKind.PHOTO, **fields) if fields else None


def _tiff(head: bytes) -> bytes:
    """Return the EXIF block among the first segments, or nothing."""
    if not head.startswith(b"\xff\xd8"):
        return b""
    at = 2
    for _ in range(MAX_SEGMENTS):
        mark, marker, length = struct.unpack_from(">BBH", head, at)
        if mark != 0xFF or marker == 0xDA:
            break
        if marker == 0xE1 and head.startswith(b"Exif\x00\x00", at + 4):
            return head[at + 10 : at + 2 + length]
        at += 2 + length
    return b""


def _clocks(tiff: bytes) -> Iterator[tuple[str, Any]]:
    order = _ORDERS.get(tiff[:4])
    if order is None:
        return
    first = _directory(tiff, order, *struct.unpack_from(order + "I", tiff, 4))
    pointer = next((value for tag, _, _, value in first if tag == _EXIF_POINTER), 0)
    for tag, kind, length, value in [*first, *_directory(tiff, order, pointer)]:
        if tag in _CLOCKS and kind == _ASCII:
            # Up to four letters stand in the entry itself.
            place = tiff[value:] if length > 4 else struct.pack(order + "I", value)
            text = place[:length].split(b"\x00")[0]
            yield _CLOCKS[tag], text.decode("utf-8", "replace").strip()


def _directory(tiff: bytes, order: str, start: int) -> list[tuple[int, int, int, int]]:
    if not start:
        return []
    (count,) = struct.unpack_from(order + "H", tiff, start)
    end = start + 2 + 12 * min(count, MAX_ENTRIES)
    return list(struct.iter_unpack(order + "HHII", tiff[start + 2 : end]))
