"""The note in which an iPhone says which photo and which little movie belong together."""

import struct

_HEAD, _COUNT_AT, _ENTRIES_AT = b"Apple iOS\x00", 14, 16
_CONTENT_IDENTIFIER = 0x11
MAX_ENTRIES = 200


def content_identifier(note: bytes) -> str:
    """Return the identifier that photo and movie share, or nothing."""
    if not note.startswith(_HEAD) or len(note) < _ENTRIES_AT:
        return ""
    (count,) = struct.unpack_from(">H", note, _COUNT_AT)
    end = min(_ENTRIES_AT + 12 * min(count, MAX_ENTRIES), len(note) - 11)
    for at in range(_ENTRIES_AT, end, 12):
        tag, _, length, start = struct.unpack_from(">HHII", note, at)
        if tag == _CONTENT_IDENTIFIER:
            return (
                note[start : start + min(length, 100)].split(b"\x00")[0].decode("ascii", "replace")
            )
    return ""
