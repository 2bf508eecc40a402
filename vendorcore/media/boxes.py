"""The boxes of MP4, MOV and HEIC files, read with bounds on depth, number and size."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

MAX_BOXES = 10_000
MAX_DEPTH = 8
MAX_BODY_BYTES = 1 << 16
# What a movie or photo is made of. Some cameras (Insta360) write other things behind it, whose
# first bytes may look like the head of a box that never ends.
_KINDS = frozenset(
    {
        b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"meta", b"free", b"skip", b"wide", b"uuid",
        b"styp", b"sidx", b"udta", b"pnot", b"idat", b"mpvd", b"sefd",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box: its four-letter kind, where its body lies and how deep it is nested."""

    kind: bytes
    start: int
    end: int
    depth: int
    is_cut: bool = False


@dataclass(slots=True)
class BoxReader:
    """Walks the boxes of one file; after MAX_BOXES it finds no more."""

    file: BinaryIO
    size: int
    left: int = field(default=MAX_BOXES)

    def top(self) -> Iterator[Box]:
        """Yield the outermost boxes."""
        return self._walk(0, self.size, depth=0)

    def children(self, box: Box, skip: int = 0) -> Iterator[Box]:
        """Yield the boxes inside a box, after `skip` bytes of its own."""
        return self._walk(box.start + skip, min(box.end, self.size), depth=box.depth + 1)

    def body(self, box: Box) -> bytes:
        """Return the body of a box, at most MAX_BODY_BYTES of it."""
        self.file.seek(box.start)
        return self.file.read(max(0, min(box.end - box.start, MAX_BODY_BYTES)))

    def _walk(self, at: int, end: int, *, depth: int) -> Iterator[Box]:
        while at + 8 <= end and depth <= MAX_DEPTH and self.left > 0:
            self.left -= 1
            box = self._box(at, end, depth)
            if box is None:
                return
            yield box
            at = box.end

    def _box(self, at: int, end: int, depth: int) -> Box | None:
        self.file.seek(at)
        head = self.file.read(16)
        length, body = int.from_bytes(head[:4]), at + 8
        if length == 1:
            length, body = int.from_bytes(head[8:16]), at + 16
        stop = end if length == 0 else at + length
        if stop < body:
            return None
        is_cut = stop > end and head[4:8] in _KINDS
        return Box(kind=head[4:8], start=body, end=stop, depth=depth, is_cut=is_cut)
