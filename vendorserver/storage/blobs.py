"""Where originals lie: six verbs, whatever the shelf is made of."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from vendorcore.errors import InvalidEntry

from vendorserver.settings import current
from vendorserver.storage.local import LocalBlobs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class Blobs(Protocol):
    """A shelf of files: growing parts under a name of 32 digits, whole ones under their SHA-256."""

    def begin(self, name: str, offset: int = 0) -> int:
        """Open a part at this offset, cutting off what lies beyond; return where it really ends."""
        ...

    def append(self, name: str, offset: int, chunks: Iterable[bytes]) -> int:
        """Add bytes at the offset; return the new end once it would survive a power cut."""
        ...

    def finish(self, name: str, sha256: str = "") -> str:
        """Make a part a whole file and return its hash; hash-mismatch when another was wanted."""
        ...

    def open_range(self, name: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """Yield the bytes from start up to stop (not included)."""
        ...

    def size(self, name: str) -> int:
        """Return the number of bytes, -1 when there is no such file."""
        ...

    def delete(self, name: str) -> None:
        """Remove a part or a whole file; one that is not there is no error."""
        ...


def blobs() -> Blobs:
    """Return the shelf that the settings name."""
    return _local(_data_dir())


def free_bytes() -> int:
    """Return how many bytes the disk of the shelf can still take."""
    return shutil.disk_usage(_data_dir()).free


@contextmanager
def as_file(name: str) -> Iterator[Path]:
    """Lend a whole file as a path to those who read files; it is never written to."""
    yield _local(_data_dir()).path(name)


def _data_dir() -> Path:
    data_dir = current().data_dir
    if data_dir is None:
        raise InvalidEntry(field="data", reason="missing")
    return data_dir


@lru_cache(maxsize=8)
def _local(data_dir: Path) -> LocalBlobs:
    return LocalBlobs(data_dir)
