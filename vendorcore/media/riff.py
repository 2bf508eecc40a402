"""What a Nikon camera writes into its AVI films: its name, and when it was taken by its own clock.

MediaInfo does not read these notes; without them an honest film would have no capture time.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

MAX_CHUNKS = 100
MAX_NOTES_BYTES = 1 << 16
_NAMES = {3: "make", 4: "model", 5: "software", 0x13: "nikon-taken"}


def avi_notes(file: BinaryIO) -> dict[str, str]:
    """Return the camera's own notes of an AVI file by name; nothing when it has none."""
    if file.read(4) != b"RIFF":
        return {}
    for kind, body in _lists(file):
        if kind == b"ncdt":
            return dict(_texts(_chunk(body, b"nctg")))
    return {}


def _lists(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and beginning of each list in the file; of the pictures no more."""
    at = 12
    for _ in range(MAX_CHUNKS):
        file.seek(at)
        head = file.read(12)
        if len(head) < 12:
            return
        length = int.from_bytes(head[4:8], "little")
        if head[:4] == b"LIST":
            yield head[8:], file.read(min(max(length - 4, 0), MAX_NOTES_BYTES))
        at += 8 + length + length % 2


def _chunk(body: bytes, wanted: bytes) -> bytes:
    """Return what stands in the first chunk of this name."""
    at = 0
    for _ in range(MAX_CHUNKS):
        if at + 8 > len(body):
            break
        length = int.from_bytes(body[at + 4 : at + 8], "little")
        if body[at : at + 4] == wanted:
            return body[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
    return b""


def _texts(notes: bytes) -> Iterator[tuple[str, str]]:
    at = 0
    for _ in range(MAX_CHUNKS):
        if at + 4 > len(notes):
            return
        tag, length = struct.unpack_from("<HH", notes, at)
        text = notes[at + 4 : at + 4 + length]
        if tag in _NAMES:
            yield _NAMES[tag], text.split(b"\x00")[0].decode("utf-8", "replace").strip()
        at += 4 + length
