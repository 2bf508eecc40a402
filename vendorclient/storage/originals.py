"""Keeps the originals, each once, named by the SHA-256 of its content."""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.errors import NoSpace, NotReadable

from vendorclient.storage.durable import disk_border, flush_file, flush_folder, refused
from vendorclient.storage.parts import Parts
from vendorclient.storage.pile import Pile
from vendorclient.storage.whole_disk import whole_disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from vendorclient.paths import DataFolder

# Room that stays free, so that the database can always write down what happened.
RESERVE_BYTES = 64 << 20
_PAUSES = (0.02, 0.1, 0.5, 2.0)
# Windows would else translate line ends.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stored:
    """One original that is safely on the disk."""

    sha256: str
    size_bytes: int


def free_bytes(folder: Path) -> int:
    """Return how much the disk of a folder can still take."""
    return shutil.disk_usage(folder).free


class Originals:
    """The store of originals; any number of threads and processes may use it at once."""

    def __init__(
        self,
        folder: DataFolder,
        *,
        free: Callable[[Path], int] = free_bytes,
        reserve: int = RESERVE_BYTES,
        replace: Callable[[Path, Path], object] = os.replace,
        wait: Callable[[float], object] = time.sleep,
    ) -> None:
        self.root = folder.originals_dir
        self._parts = Parts(folder.parts_dir)
        self._free = free
        self._reserve = reserve
        self._replace_file = replace
        self._wait = wait
        self._guard = threading.Lock()
        self._sure: set[Path] = set()

    def close(self) -> None:
        """Give the place for parts back."""
        self._parts.close()

    def path(self, sha256: str) -> Path:
        """Return where the original with this content lies, whether or not it is there."""
        return self.root / sha256[:2] / sha256

    def holds(self, stored: Stored) -> bool:
        """Whether a file of this name and size is there; its content is not read."""
        try:
            return self.path(stored.sha256).stat().st_size == stored.size_bytes
        except OSError:
            return False

    def verify(self, sha256: str) -> bool:
        """Whether the content is still what its name says, read from the disk."""
        path = self.path(sha256)
        try:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False
        except OSError as error:
            raise NotReadable(path=str(path)) from error

    def is_whole(self, stored: Stored) -> bool:
        """Whether a file of this very content is there; one that cannot be read is none."""
        return self.holds(stored) and self._is_whole(stored.sha256)

    def mark(self, sha256: str) -> Mark | None:
        """Return what tells this file from a later one of the same content; None without one."""
        try:
            found = self.path(sha256).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns

    def remove(self, sha256: str, seen: Mark | None) -> None:
        """Remove the very file that was seen; one that somebody reads stays for the next time."""
        if seen is not None and self.mark(sha256) == seen:
            with suppress(OSError):
                self.path(sha256).unlink()

    def check_space(self, needed: int) -> None:
        """Raise NoSpace (needed with what stays free, free) when so many bytes would not fit."""
        with disk_border(self.root):
            free = self._free(self.root)
        if needed + self._reserve > free:
            raise NoSpace(path=str(self.root), needed=needed + self._reserve, free=free)

    def receive(self, chunks: Iterable[bytes], size_hint: int = 0) -> Stored:
        """Read a file once into the store; afterwards it is durable under its content's name."""
        part, stored = self.take(chunks, size_hint)
        self.place(part, stored)
        self.settle((stored,))
        return stored

    def take(
        self, chunks: Iterable[bytes], size_hint: int = 0, *, durable: bool = True
    ) -> tuple[Path, Stored]:
        """Read a file once into a part, which waits for `place`; `durable` syncs its bytes."""
        self.check_space(size_hint)
        part = self._parts.new()
        try:
            return part, _write(part, chunks, size_hint, durable=durable)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise

    def place(self, part: Path, stored: Stored) -> None:
        """Give a part whose bytes are durable its name; the name is durable after `settle`."""
        target = self.path(stored.sha256)
        try:
            with disk_border(target):
                try:
                    self._replace(part, target)
                except FileNotFoundError:
                    self._make(target.parent)
                    self._replace(part, target)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise

    def _make(self, shard: Path) -> None:
        shard.mkdir(mode=0o700, exist_ok=True)
        with self._guard:
            self._sure.discard(shard)

    def settle(self, taken: Iterable[Stored]) -> None:
        """Make the names of what was taken durable; only then a row may name it.

        Folders are synced once for many files: after the first the others have little to wait for.
        """
        shards = {self.path(stored.sha256).parent for stored in taken}
        with disk_border(self.root):
            for shard in shards:
                flush_folder(shard)
            if not shards <= self._sure:
                flush_folder(self.root)
        with self._guard:
            self._sure |= shards

    def pile(self) -> Pile:
        """Return where many files are laid that become durable together; close it afterwards."""
        return Pile(self, whole_disk(self.root))

    def _replace(self, part: Path, target: Path) -> None:
        """Put the new bytes in place, also over an older copy, which may have been damaged.

        Windows refuses while somebody reads the older copy or puts the same one there.
        """
        for pause in _PAUSES:
            try:
                self._replace_file(part, target)
                return
            except PermissionError:
                if self._is_whole(target.name):
                    part.unlink()
                    return
                self._wait(pause)
        self._replace_file(part, target)

    def _is_whole(self, sha256: str) -> bool:
        try:
            return self.verify(sha256)
        except NotReadable:
            return False


def _write(part: Path, chunks: Iterable[bytes], size_hint: int, *, durable: bool) -> Stored:
    digest, size = hashlib.sha256(), 0
    with disk_border(part):
        file = os.open(part, _NEW, 0o666)
    try:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            try:  # no context manager: this is done for each piece of each file
                _write_all(file, chunk)
            except OSError as error:
                raise refused(error, part, max(size_hint, size)) from error
        if durable:
            with disk_border(part, needed=max(size_hint, size)):
                flush_file(file)
    finally:
        os.close(file)
    return Stored(digest.hexdigest(), size)


def _write_all(file: int, chunk: bytes) -> None:
    written = os.write(file, chunk)
    while written < len(chunk):
        written += os.write(file, memoryview(chunk)[written:])
