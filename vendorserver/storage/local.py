"""Originals as files: growing in parts/, then whole in blobs/ under their SHA-256."""

from __future__ import annotations

import errno
import os
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.errors import NoSpace, Refused

from vendorserver.storage.running import RunningHash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

READ_BYTES = 1 << 20
MOST_HASHES = 1024
_PART = re.compile(r"[0-9a-f]{32}")
_WHOLE = re.compile(r"[0-9a-f]{64}")
_FULL = (errno.ENOSPC, errno.EDQUOT)
# The length of a file is written with its data; its times need not be.
_sync = getattr(os, "fdatasync", os.fsync)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that lies on a shelf: its name, its size, when it was last touched."""

    name: str
    size_bytes: int
    touched_at: datetime


class LocalBlobs:
    """Files below the data folder; the running hash of each growing part stays in memory."""

    def __init__(self, data_dir: Path) -> None:
        self._parts = data_dir / "parts"
        self.whole_dir = data_dir / "blobs"
        self._hashes: dict[str, RunningHash] = {}
        self._lock = threading.Lock()

    def path(self, name: str) -> Path:
        """Return where a part or a whole file lies; ValueError for any other name."""
        if _WHOLE.fullmatch(name):
            return self.whole_dir / name[:2] / name
        if _PART.fullmatch(name):
            return self._parts / name
        raise ValueError("neither a part nor a SHA-256")

    def begin(self, name: str, offset: int = 0) -> int:
        """Open a part at this offset, cutting off what lies beyond; return where it really ends."""
        path = self.path(name)
        if not path.exists():
            make_folder(path.parent)
            path.touch(mode=0o600)
            sync_folder(path.parent)
        length = min(path.stat().st_size, offset)
        os.truncate(path, length)
        with self._lock:
            known = self._hashes.get(name)
        if known is not None and known.go_back(length):
            known.remember()
        return length

    def append(self, name: str, offset: int, chunks: Iterable[bytes]) -> int:
        """Add bytes at the offset; return the new end once it would survive a power cut."""
        running = self._hash_at(name, offset)
        with full_disk_is_told(), self.path(name).open("r+b", buffering=0) as file:
            if file.seek(0, os.SEEK_END) > offset:
                file.truncate(offset)
            file.seek(offset)
            for chunk in chunks:
                _write_all(file.fileno(), chunk)
                running.add([chunk])
            _sync(file.fileno())
        return running.length

    def finish(self, name: str, sha256: str = "") -> str:
        """Make a part a whole file and return its hash; hash-mismatch when another was wanted."""
        part = self.path(name)
        found = self._hash_at(name, part.stat().st_size).hexdigest()
        if sha256 not in ("", found):
            raise Refused("hash-mismatch", expected=sha256, found=found)
        whole = self.path(found)
        make_folder(whole.parent)
        # The fresh copy was hashed a moment ago: it also heals an old one that has rotted.
        part.replace(whole)
        sync_folder(whole.parent)
        self._forget(name)
        return found

    def open_range(self, name: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Yield the bytes from start up to stop (not included)."""
        left = self.size(name) if stop is None else stop
        left -= start
        with self.path(name).open("rb") as file:
            file.seek(start)
            while left > 0 and (chunk := file.read(min(left, READ_BYTES))):
                left -= len(chunk)
                yield chunk

    def size(self, name: str) -> int:
        """Return the number of bytes, -1 when there is no such file."""
        try:
            return self.path(name).stat().st_size
        except FileNotFoundError:
            return -1

    def delete(self, name: str) -> None:
        """Remove a part or a whole file; one that is not there is no error."""
        self.path(name).unlink(missing_ok=True)
        self._forget(name)

    def found(self) -> Iterator[Found]:
        """Yield what lies in the two folders, whether a row knows of it or not."""
        folders = (self._parts, *sorted(self.whole_dir.glob("??")))
        for folder in filter(Path.is_dir, folders):
            for entry in os.scandir(folder):
                if is_name(entry.name) and entry.is_file(follow_symlinks=False):
                    yield _seen(entry)

    def _hash_at(self, name: str, length: int) -> RunningHash:
        """Return the running hash at this length, reading the part once when memory lacks it."""
        with self._lock:
            known = self._hashes.get(name)
        if known is None or not known.go_back(length):
            known = RunningHash(self.open_range(name, 0, length))
        if known.length != length:
            raise Refused("hash-mismatch", expected=length, found=known.length)
        with self._lock:
            self._hashes.pop(name, None)
            self._hashes[name] = known
            while len(self._hashes) > MOST_HASHES:
                self._hashes.pop(next(iter(self._hashes)))
        return known

    def _forget(self, name: str) -> None:
        with self._lock:
            self._hashes.pop(name, None)


def _seen(entry: os.DirEntry[str]) -> Found:
    # A rename leaves the time of the content as it was: the later of the two times counts.
    state = entry.stat(follow_symlinks=False)
    touched = datetime.fromtimestamp(max(state.st_mtime, state.st_ctime), UTC)
    return Found(entry.name, state.st_size, touched)


def is_name(name: str) -> bool:
    """Whether this is a name of a part or of a whole file."""
    return bool(_PART.fullmatch(name) or _WHOLE.fullmatch(name))


def is_part(name: str) -> bool:
    """Whether this is a name of a growing part."""
    return bool(_PART.fullmatch(name))


def is_whole(name: str) -> bool:
    """Whether this is a name of a whole file; ValueError when it is that of no file at all."""
    if not is_name(name):
        raise ValueError("neither a part nor a SHA-256")
    return bool(_WHOLE.fullmatch(name))


def _write_all(descriptor: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[os.write(descriptor, view) :]


def make_folder(folder: Path) -> None:
    """Make a folder whose name survives a power cut."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut (Windows does so by itself)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def full_disk_is_told() -> Iterator[None]:
    """Say NoSpace when the disk is full."""
    try:
        yield
    except OSError as problem:
        if problem.errno in _FULL:
            raise NoSpace("server-full") from problem
        raise
