"""EXIF tags by two readers; what either finds counts."""

import io
import struct
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import exifread
from PIL import ExifTags, Image

from vendorcore.media.apple import content_identifier
from vendorcore.media.tags import Tags

# A real camera writes a few hundred values; crafted files make a reader busy for seconds.
MAX_TIFF_BYTES = 1 << 20
MAX_IFDS = 16
MAX_ENTRIES = 2000
MAX_NUMBERS = 20_000
_TYPE_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
MAKER_NOTE = 0x927C
_POINTERS = (0x8769, 0x8825, 0xA005)

IMAGE_NAMES = {
    0x010F: "Make",
    0x0110: "Model",
    0x0112: "Orientation",
    0x0131: "Software",
    0x0132: "DateTime",
    # Where raw photos of Android phones keep it (TIFF/EP); the EXIF directory's own counts more.
    0x9003: "DateTimeOriginal",
}
EXIF_NAMES = {
    0x9003: "DateTimeOriginal",
    0x9004: "DateTimeDigitized",
    0x9010: "OffsetTime",
    0x9011: "OffsetTimeOriginal",
    0x9012: "OffsetTimeDigitized",
    0x9290: "SubSecTime",
    0x9291: "SubSecTimeOriginal",
    0x9292: "SubSecTimeDigitized",
    0xA002: "ExifImageWidth",
    0xA003: "ExifImageLength",
    0xA431: "BodySerialNumber",
}
GPS_NAMES = {
    1: "GPSLatitudeRef",
    2: "GPSLatitude",
    3: "GPSLongitudeRef",
    4: "GPSLongitude",
    7: "GPSTimeStamp",
    29: "GPSDate",
}


@dataclass(frozen=True, slots=True)
class ExifBlock:
    """The tags of a photo, and the small JPEG that cameras put beside them.

    `is_there` also holds for a block with none of the tags that we use.
    """

    tags: Tags = field(default_factory=dict)
    embedded: bytes = b""
    is_there: bool = False


def read_block(tiff: bytes) -> ExifBlock:
    """Return the contents of an EXIF block, the union of both readers."""
    tiff = tiff[:MAX_TIFF_BYTES]
    if not tiff:
        return ExifBlock()
    first = by_exifread(io.BytesIO(tiff)) if is_bounded(tiff) else ExifBlock()
    second = by_pillow(tiff)
    # A text that one reader takes for numbers is a text for the other.
    texts = {name: value for name, value in second.tags.items() if isinstance(value, str)}
    sure = {name: value for name, value in first.tags.items() if isinstance(value, str)}
    tags = {**second.tags, **first.tags, **texts, **sure}
    return ExifBlock(tags, second.embedded, first.is_there or second.is_there)


def by_exifread(file: BinaryIO) -> ExifBlock:
    """Return what exifread finds; it raises all sorts of things on damaged files."""
    try:
        found = exifread.process_file(file, details=False, extract_thumbnail=False)
    except Exception:
        return ExifBlock()
    tags: Tags = {}
    for group, names in (("Image", IMAGE_NAMES), ("EXIF", EXIF_NAMES), ("GPS", GPS_NAMES)):
        for name in names.values():
            keep(tags, name, _values(found.get(f"{group} {name}")))
    return ExifBlock(tags, is_there=bool(found))


def by_pillow(tiff: bytes) -> ExifBlock:
    """Return what Pillow finds."""
    exif, tags, embedded = Image.Exif(), {}, b""
    with suppress(Exception):
        exif.load(b"Exif\x00\x00" + tiff)
        tags = tags_of(exif)
        embedded = _embedded(exif, tiff)
    return ExifBlock(tags, embedded, is_there=len(exif) > 0)


def tags_of_parts(image: bytes = b"", exif: bytes = b"", gps: bytes = b"") -> Tags:
    """Return the tags of a camera that keeps each directory in a block of its own."""
    tags: Tags = {}
    for tiff, names in ((image, IMAGE_NAMES), (exif, EXIF_NAMES), (gps, GPS_NAMES)):
        part = Image.Exif()
        with suppress(Exception):
            part.load(b"Exif\x00\x00" + tiff)
            _pick(tags, part, names)
    return tags


def tags_of(exif: Image.Exif) -> Tags:
    """Return the tags of what Pillow has loaded."""
    tags: Tags = {}
    _pick(tags, exif, IMAGE_NAMES)
    directory = exif.get_ifd(ExifTags.IFD.Exif)
    _pick(tags, directory, EXIF_NAMES)
    note = directory.get(MAKER_NOTE)
    keep(tags, "ContentIdentifier", content_identifier(note) if isinstance(note, bytes) else "")
    _pick(tags, exif.get_ifd(ExifTags.IFD.GPSInfo), GPS_NAMES)
    return tags


def is_bounded(tiff: bytes) -> bool:
    """Whether the directories of an EXIF block are few and hold a sane number of values."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return False
    waiting, seen, entries, numbers = [struct.unpack_from(order + "I", tiff, 4)[0]], set(), 0, 0
    while waiting:
        start = waiting.pop()
        if start == 0 or start in seen or start + 2 > len(tiff):
            continue
        seen.add(start)
        count, values, further = _directory(tiff, order, start)
        entries, numbers = entries + count, numbers + values
        if len(seen) > MAX_IFDS or entries > MAX_ENTRIES or numbers > MAX_NUMBERS:
            return False
        waiting.extend(further)
    return True


def _directory(tiff: bytes, order: str, start: int) -> tuple[int, int, list[int]]:
    """Return how many entries and numbers a directory has, and where others begin."""
    (count,) = struct.unpack_from(order + "H", tiff, start)
    values, further = 0, []
    end = min(start + 2 + 12 * count, len(tiff) - 11)
    for at in range(start + 2, end, 12):
        tag, kind, length, value = struct.unpack_from(order + "HHII", tiff, at)
        if kind not in (2, 7):
            values += length
        if tag in _POINTERS:
            further.append(value)
    if start + 6 + 12 * count <= len(tiff):
        further.append(struct.unpack_from(order + "I", tiff, start + 2 + 12 * count)[0])
    return count, values, further


def _embedded(exif: Image.Exif, tiff: bytes) -> bytes:
    ifd = exif.get_ifd(ExifTags.IFD.IFD1)
    start, length = int(ifd.get(0x0201, 0)), int(ifd.get(0x0202, 0))
    small = tiff[start : start + length]
    return small if start and small.startswith(b"\xff\xd8") else b""


def _values(tag: Any) -> Any:
    """Return a text, one number or a list of numbers from what exifread answers."""
    values = getattr(tag, "values", None)
    if not isinstance(values, list) or len(values) != 1:
        return values
    return values[0]


def _pick(tags: Tags, ifd: Mapping[int, Any], names: Mapping[int, str]) -> None:
    for number, name in names.items():
        keep(tags, name, ifd.get(number))


def keep(tags: Tags, name: str, value: Any) -> None:
    """Keep a tag that says something; a text ends at its first zero."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, str):
        value = value.split("\x00")[0].strip()
    if value not in (None, "", [], ()):
        tags[name] = value
