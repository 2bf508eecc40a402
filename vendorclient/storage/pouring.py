"""Writes a new file piece by piece; a large one past the system's cache, where the disk can."""

from __future__ import annotations

import errno
import mmap
import os
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Self

# Pieces of this size keep a disk busy; four readers hold four of them.
HELD_BYTES = 1 << 20
# Disks take nothing but whole blocks of whole pages past the cache.
BLOCK_BYTES = 4096
# Windows would else translate line ends.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_PAST_CACHE = getattr(os, "O_DIRECT", 0)
_CANNOT_RESERVE = (errno.EINVAL, errno.EOPNOTSUPP)
_of_thread = threading.local()


class Pouring:
    """A new file that grows until `end`; refusals are the system's own.

    Copied into the cache and from there to the disk, a full card of photos cost twice the
    processor's time (measured). What is written is what was hashed, on either way.
    """

    def __init__(self, path: Path, *, past_cache: bool = False) -> None:
        self.descriptor, self._is_past_cache = _open(path, past_cache=past_cache)
        self._room = _own_room() if self._is_past_cache else memoryview(b"")
        self._held = self._size = self._reserved = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.descriptor)

    def reserve(self, size: int) -> None:
        """Have the disk keep one place for the whole file, as the cache else sees to."""
        if sys.platform != "linux" or not self._is_past_cache or not size:
            return
        try:
            os.posix_fallocate(self.descriptor, 0, size)
            self._reserved = size
        except OSError as error:
            if error.errno not in _CANNOT_RESERVE:
                raise

    def write(self, piece: bytes) -> None:
        """Add a piece; past the cache it may wait for others to fill a block."""
        self._size += len(piece)
        if not self._room:
            self._write_all(piece)
            return
        rest = memoryview(piece)
        while rest:
            taken = rest[: HELD_BYTES - self._held]
            self._room[self._held : self._held + len(taken)] = taken
            self._held += len(taken)
            rest = rest[len(taken) :]
            if self._held == HELD_BYTES:
                self._pour(HELD_BYTES)

    def end(self) -> None:
        """Write what still waits; the last bytes are no whole block and go through the cache."""
        if self._held:
            self._pour(self._held - self._held % BLOCK_BYTES)
            self._through_cache()
            self._pour(self._held)
        if self._reserved > self._size:
            os.ftruncate(self.descriptor, self._size)

    def _pour(self, count: int) -> None:
        self._write_all(self._room[:count])
        self._held -= count
        self._room[: self._held] = self._room[count : count + self._held]

    def _write_all(self, piece: bytes | memoryview) -> None:
        rest = memoryview(piece)
        while rest:
            try:
                rest = rest[os.write(self.descriptor, rest) :]
            except OSError as error:
                if not self._is_past_cache or error.errno != errno.EINVAL:
                    raise
                self._through_cache()  # this disk wants larger blocks, or took half of one

    def _through_cache(self) -> None:
        self._is_past_cache = False
        if sys.platform == "linux":
            import fcntl

            flags = fcntl.fcntl(self.descriptor, fcntl.F_GETFL)
            fcntl.fcntl(self.descriptor, fcntl.F_SETFL, flags & ~_PAST_CACHE)


def _open(path: Path, *, past_cache: bool) -> tuple[int, bool]:
    """Return the new file, and whether it is written past the cache."""
    if past_cache and _PAST_CACHE:
        try:
            return os.open(path, _NEW | _PAST_CACHE, 0o666), True
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise
            path.unlink(missing_ok=True)  # some disks make the file before they refuse
    return os.open(path, _NEW, 0o666), False


def _own_room() -> memoryview:
    """Return the place of this thread where pieces wait; it begins with a page."""
    room: memoryview | None = getattr(_of_thread, "room", None)
    if room is None:
        room = _of_thread.room = memoryview(mmap.mmap(-1, HELD_BYTES))
    return room
