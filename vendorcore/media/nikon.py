"""The notes in a Nikon movie: camera, firmware, and when it was taken by its own clock."""

import struct
from collections.abc import Iterator

_NAMES = {1: b"make", 2: b"model", 3: b"software", 0x12: b"nikon-taken"}
_TYPE_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
_TEXT = 2
MAX_ENTRIES = 200


def nikon_notes(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and text of the notes that we use; an unknown type ends them."""
    at = 0
    for _ in range(MAX_ENTRIES):
        if at + 8 > len(body):
            return
        tag, kind, count = struct.unpack_from(">IHH", body, at)
        at += 8
        if kind not in _TYPE_BYTES:
            return
        end = at + count * _TYPE_BYTES[kind]
        if kind == _TEXT and tag in _NAMES:
            yield _NAMES[tag], body[at:end]
        at = end
