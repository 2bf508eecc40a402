"""Writes another capture time into copies of photos and videos, byte for byte in place.

Used only to make the sample card (tools.sample_card); evidence is never touched by it.
"""

from __future__ import annotations

import re
import struct
from datetime import UTC, datetime, timedelta, timezone

KST = timezone(timedelta(hours=9))
_EPOCH_1904 = datetime(1904, 1, 1, tzinfo=UTC)
_MOVIE_BOXES = (b"mvhd", b"tkhd", b"mdhd")
# The three ways in which the originals of the sample card write an instant as text.
_EXIF = re.compile(rb"(?:19|20)\d\d:[01]\d:[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d")
_EXIF_OFFSET = re.compile(rb"[+-][01]\d:[0-5]0\0")
_APPLE = re.compile(rb"20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d[+-]\d{4}")
_AVI = re.compile(rb"(?i:[a-z]{3} [a-z]{3}) [ \d]\d \d\d:\d\d:\d\d 20\d\d")


def redate(content: bytes, moment: datetime) -> bytes:
    """Return the same file with this Korean wall time as its capture time."""
    changed = _EXIF.sub(f"{moment:%Y:%m:%d %H:%M:%S}".encode(), content)
    changed = _EXIF_OFFSET.sub(b"+09:00\0", changed)
    changed = _APPLE.sub(f"{moment:%Y-%m-%dT%H:%M:%S}+0900".encode(), changed)
    changed = _AVI.sub(f"{moment:%a %b %d %H:%M:%S %Y}".encode(), changed)
    changed = _redate_movie_boxes(changed, moment)
    if changed == content or len(changed) != len(content):
        raise ValueError("no capture time found in this file")
    return changed


def _redate_movie_boxes(content: bytes, moment: datetime) -> bytes:
    """Set the seconds since 1904 in the headers of a QuickTime file."""
    if b"moov" not in content:
        return content
    changed = bytearray(content)
    seconds = int((moment.replace(tzinfo=KST) - _EPOCH_1904).total_seconds())
    for name in _MOVIE_BOXES:
        found = changed.find(name, changed.find(b"moov"))
        while found >= 0:
            if changed[found + 4] == 0:
                struct.pack_into(">II", changed, found + 8, seconds, seconds)
            found = changed.find(name, found + 4)
    return bytes(changed)
