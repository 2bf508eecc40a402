"""Raw photos: the picture to show is a JPEG somewhere inside."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from vendorcore.media.boxes import Box, BoxReader
from vendorcore.media.exif import tags_of_parts
from vendorcore.media.tags import Tags

MAX_DIRECTORIES = 24
MAX_ENTRIES = 1000
MAX_PREVIEW_BYTES = 48 << 20
_ORDERS = {b"II": "<", b"MM": ">"}
# Where a directory keeps a JPEG: the tags of its start and of its length.
_PLACES = ((0x0201, 0x0202), (0x0111, 0x0117))
_PANASONIC_PREVIEW, _SUB_DIRECTORIES = 0x002E, 0x014A
# Fujifilm writes start and length of the JPEG here.
_RAF_PREVIEW_AT = 84
# Canon's CR3 keeps tags in boxes of their own and the preview in another.
_CR3_BLOCKS = {b"CMT1": "image", b"CMT2": "exif", b"CMT4": "gps"}
_CR3_PREVIEW, _CR3_PREVIEW_SKIP = b"PRVW", 16
_UUID_BYTES = 16

Directory = dict[int, tuple[int, int]]


def preview_of_tiff(file: BinaryIO) -> bytes:
    """Return the largest JPEG inside a raw photo of the TIFF kind, or nothing."""
    places = {place for directory in _directories(file) for place in _places(directory)}
    for length, start in sorted(places, reverse=True):
        preview = _jpeg(file, start, length)
        if preview:
            return preview
    return b""


def preview_of_raf(file: BinaryIO) -> bytes:
    """Return the JPEG of a Fujifilm raw photo; it carries the tags as well."""
    file.seek(_RAF_PREVIEW_AT)
    head = file.read(8)
    return _jpeg(file, int.from_bytes(head[:4]), int.from_bytes(head[4:]))


def parts_of_cr3(file: BinaryIO, size: int) -> tuple[Tags, bytes]:
    """Return the tags and the preview of a Canon raw photo."""
    reader, blocks, preview = BoxReader(file, size), dict[str, bytes](), b""
    for box in _canon_boxes(reader):
        if box.kind in _CR3_BLOCKS:
            blocks[_CR3_BLOCKS[box.kind]] = reader.body(box)
        elif box.kind == _CR3_PREVIEW:
            start = box.start + _CR3_PREVIEW_SKIP
            preview = _jpeg(file, start, box.end - start)
    return tags_of_parts(**blocks), preview


def _canon_boxes(reader: BoxReader) -> Iterator[Box]:
    for outer in reader.top():
        if outer.kind == b"moov":
            for inner in reader.children(outer):
                if inner.kind == b"uuid":
                    yield from reader.children(inner, skip=_UUID_BYTES)
        elif outer.kind == b"uuid":
            yield from reader.children(outer, skip=_UUID_BYTES + 8)


def _directories(file: BinaryIO) -> Iterator[Directory]:
    """Yield the directories of a TIFF file: the chain, and those below."""
    file.seek(0)
    head = file.read(8)
    order = _ORDERS.get(head[:2], "<")
    waiting, seen = [struct.unpack_from(order + "I", head.ljust(8, b"\x00"), 4)[0]], set[int]()
    while waiting and len(seen) < MAX_DIRECTORIES:
        start = waiting.pop()
        if start and start not in seen:
            seen.add(start)
            directory, following = _directory(file, order, start)
            waiting += [following, *_below(file, order, directory)]
            yield directory


def _directory(file: BinaryIO, order: str, start: int) -> tuple[Directory, int]:
    file.seek(start)
    (count,) = struct.unpack(order + "H", file.read(2).ljust(2, b"\x00"))
    body = file.read(12 * min(count, MAX_ENTRIES) + 4)
    entries: Directory = {}
    for at in range(0, len(body) - 11, 12):
        tag, kind, number, value = struct.unpack_from(order + "HHII", body, at)
        short = struct.unpack_from(order + "H", body, at + 8)[0]
        entries[tag] = (number, short if kind == 3 and number == 1 else value)
    following = body[-4:] if len(body) == 12 * count + 4 else bytes(4)
    return entries, struct.unpack(order + "I", following)[0]


def _below(file: BinaryIO, order: str, directory: Directory) -> tuple[int, ...]:
    """Return where the directories below this one begin."""
    count, value = directory.get(_SUB_DIRECTORIES, (0, 0))
    if count <= 1:
        return (value,)
    file.seek(value)
    body = file.read(4 * min(count, MAX_DIRECTORIES))
    return struct.unpack(f"{order}{len(body) // 4}I", body[: len(body) // 4 * 4])


def _places(directory: Directory) -> Iterator[tuple[int, int]]:
    """Yield length and start of what may be a JPEG."""
    for start_tag, length_tag in _PLACES:
        if directory.get(start_tag, (0, 0))[0] == 1 and length_tag in directory:
            yield directory[length_tag][1], directory[start_tag][1]
    if _PANASONIC_PREVIEW in directory:
        yield directory[_PANASONIC_PREVIEW]


def _jpeg(file: BinaryIO, start: int, length: int) -> bytes:
    if not start or not 0 < length <= MAX_PREVIEW_BYTES:
        return b""
    file.seek(start)
    found = file.read(length)
    return found if found.startswith(b"\xff\xd8\xff") else b""
