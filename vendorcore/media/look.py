"""A first look at a file that came in a moment ago: its tags, its small picture, its end."""

import os
from io import BytesIO, FileIO
from mmap import ACCESS_READ, mmap
from pathlib import Path

from vendorcore.domain import MediaKind
from vendorcore.evidence.facts import Facts
from vendorcore.media.kinds import HEAD_BYTES, JPEG, mime_of
from vendorcore.media.reader import read_file
from vendorcore.media.reading import Reading, instant_of

# Tags and preview of nearly every photo, in one request to the disk.
_FIRST_BYTES = 1 << 17
# Where nearly every photo ends, makers' additions included.
_LAST_BYTES = 1 << 16
_END = b"\xff\xd9"


def look_at(path: str, name: str = "") -> Reading:
    """Return a first look at a file, never an exception for a bad one."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - for 20,000 files
        about, first = os.fstat(file.fileno()), file.read(_FIRST_BYTES)
        if mime_of(first[:HEAD_BYTES]) == JPEG:
            return _look_at_jpeg(file, first, name or Path(path).name, about)
    return read_file(Path(path), name, thorough=False)


def _look_at_jpeg(file: FileIO, first: bytes, name: str, about: os.stat_result) -> Reading:
    from vendorcore.media.stills import embedded_small, read_jpeg, read_still

    memory = BytesIO(first)
    still = read_jpeg(memory, thorough=False)
    if memory.tell() >= len(first) < about.st_size:  # its tags reach further than usual
        still = read_still(Path(file.name), JPEG, thorough=False)
    known = {key: value for key, value in still.fields.items() if value is not None}
    facts = Facts(
        name=name,
        size_bytes=about.st_size,
        modified_at=instant_of(about.st_mtime),
        mime=JPEG,
        kind=MediaKind.PHOTO,
        **known,
    )
    is_cut = not _has_end(file, first, about.st_size)
    return Reading(facts=facts, thumbnail_jpeg=embedded_small(still), seems_cut=is_cut)


def _has_end(file: FileIO, first: bytes, size: int) -> bool:
    """Whether a JPEG has an end; makers write all sorts of things behind it.

    The preview among the tags has an end of its own: what stands before the middle is left out.
    """
    start = min(size // 2, _FIRST_BYTES)
    if size <= len(first):
        return first.rfind(_END, start) >= 0  # from the back: it stands at or near the end
    file.seek(max(start, size - _LAST_BYTES))
    if _END in file.read(_LAST_BYTES):
        return True
    with mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return content.rfind(_END, start) >= 0
