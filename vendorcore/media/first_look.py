"""The tags of a well-formed EXIF block, read in one pass: a first look while a card is copied.

Twenty times as fast as the two readers whose union counts in the end; what is not well formed is
left to them.
"""

import struct
from collections.abc import Mapping

from vendorcore.media.apple import content_identifier
from vendorcore.media.exif import EXIF_NAMES, GPS_NAMES, IMAGE_NAMES, MAKER_NOTE, ExifBlock, keep
from vendorcore.media.tags import Tags

_ORDERS = {b"II*\x00": "<", b"MM\x00*": ">"}
_EXIF_POINTER, _GPS_POINTER, _SMALL_START, _SMALL_LENGTH = 0x8769, 0x8825, 0x0201, 0x0202
_ASCII, _SHORT, _LONG, _RATIONAL, _UNDEFINED = 2, 3, 4, 5, 7
_PLAIN = (1, _UNDEFINED)  # bytes without a meaning of their own
_BYTES = {_ASCII: 1, _SHORT: 2, _LONG: 4, _RATIONAL: 8, _UNDEFINED: 1}
_POINTERS = (_EXIF_POINTER, _GPS_POINTER, _SMALL_START, _SMALL_LENGTH)
_WANTED = frozenset({*IMAGE_NAMES, *EXIF_NAMES, *GPS_NAMES, *_POINTERS, MAKER_NOTE})
MAX_ENTRIES = 200
MAX_NUMBERS = 3

Entry = tuple[int, int, int, int]


def first_look(tiff: bytes) -> ExifBlock | None:
    """Return the tags and the small picture of a block, or nothing when it takes real readers."""
    try:
        return _Block(tiff).read() if tiff[:4] in _ORDERS else None
    except (struct.error, ValueError, ZeroDivisionError):
        return None


class _Block:
    """One EXIF block and the order of its bytes."""

    def __init__(self, tiff: bytes) -> None:
        self._tiff = tiff
        self._order = _ORDERS[tiff[:4]]

    def read(self) -> ExifBlock | None:
        image, following = self._directory(self._at("I", 4))
        exif, _ = self._directory(self._number(image, _EXIF_POINTER))
        gps, _ = self._directory(self._number(image, _GPS_POINTER))
        small, _ = self._directory(following)
        tags: Tags = {}
        for found, names in ((image, IMAGE_NAMES), (exif, EXIF_NAMES), (gps, GPS_NAMES)):
            self._pick(tags, found, names)
        keep(tags, "ContentIdentifier", self._identifier(exif))
        if "DateTimeOriginal" not in tags:
            return None
        return ExifBlock(tags, self._small(small), is_there=True)

    def _directory(self, start: int) -> tuple[dict[int, Entry], int]:
        """Return the entries of a directory by tag, and where the next one begins."""
        if not start:
            return {}, 0
        count = self._at("H", start)
        if count > MAX_ENTRIES:
            raise ValueError
        end = start + 2 + 12 * count
        rows = struct.iter_unpack(self._order + "HHII", self._tiff[start + 2 : end])
        entries: dict[int, Entry] = {}
        for place, (tag, kind, length, value) in enumerate(rows):
            if tag in _WANTED and tag not in entries:
                entries[tag] = (kind, length, value, start + 10 + 12 * place)
        return entries, self._at("I", end)

    def _pick(self, tags: Tags, found: Mapping[int, Entry], names: Mapping[int, str]) -> None:
        for number, entry in found.items():
            if number in names:
                keep(tags, names[number], self._value(*entry))

    def _value(self, kind: int, length: int, value: int, place: int) -> object:
        size = _BYTES[kind] * length if kind in _BYTES else 0
        at = value if size > 4 else place
        if kind in (_ASCII, _UNDEFINED):
            return self._bytes(at, length)
        if not 0 < length <= MAX_NUMBERS or not size:
            raise ValueError
        letters = {_SHORT: "H", _LONG: "I", _RATIONAL: "II"}[kind] * length
        numbers = struct.unpack_from(self._order + letters, self._tiff, at)
        if kind == _RATIONAL:
            return [over / under for over, under in zip(numbers[::2], numbers[1::2], strict=True)]
        return numbers[0] if length == 1 else list(numbers)

    def _bytes(self, at: int, length: int) -> bytes:
        if at + length > len(self._tiff):
            raise ValueError
        return self._tiff[at : at + length]

    def _identifier(self, exif: Mapping[int, Entry]) -> str:
        kind, length, value, _ = exif.get(MAKER_NOTE, (0, 0, 0, 0))
        return content_identifier(self._bytes(value, length)) if kind in _PLAIN else ""

    def _small(self, found: Mapping[int, Entry]) -> bytes:
        """Return the little picture beside the tags; one that does not begin as a JPEG is none."""
        start, length = self._number(found, _SMALL_START), self._number(found, _SMALL_LENGTH)
        small = self._tiff[start : start + length] if start else b""
        return small if small.startswith(b"\xff\xd8") else b""

    def _number(self, found: Mapping[int, Entry], tag: int) -> int:
        return found[tag][2] if tag in found else 0

    def _at(self, letter: str, place: int) -> int:
        (number,) = struct.unpack_from(self._order + letter, self._tiff, place)
        return int(number)
