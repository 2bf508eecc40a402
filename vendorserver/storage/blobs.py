"""Where originals lie: six verbs and one look, whatever the shelf is made of."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from vendorcore.errors import InvalidEntry

from vendorserver.settings import current
from vendorserver.storage.local import Found, LocalBlobs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ENDLESS = 1 << 62


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

    def found(self) -> Iterator[Found]:
        """Yield what lies there, whether a row knows of it or not."""
        ...


def blobs() -> Blobs:
    """Return the shelf that the settings name."""
    url = current().blob_url
    return _remote(url) if url else _local(_data_dir())


def shelf_of(url: str, data_dir: Path) -> Blobs:
    """Return the shelf of another data folder whose settings name this address, or none."""
    return _remote(url) if url else _local(data_dir)


def standby() -> Blobs | None:
    """Return the second shelf that must have a file before its receipt; None without one."""
    url = current().standby_url
    if not url:
        return None
    return _remote(url) if url.startswith("s3://") else _local(Path(url))


def free_bytes() -> int:
    """Return how many bytes the disk of the data folder can still take."""
    return shutil.disk_usage(_data_dir()).free


def shelf_bytes() -> int:
    """Return how many bytes the shelf can still take; an object store says so by itself."""
    return _ENDLESS if current().blob_url else free_bytes()


@contextmanager
def as_file(name: str) -> Iterator[Path]:
    """Lend a whole file as a path to those who read files; it is never written to."""
    if not current().blob_url:
        yield _local(_data_dir()).path(name)
        return
    handle, lent = tempfile.mkstemp(dir=current().folder("parts"), prefix="lent-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(blobs().open_range(name))
        yield Path(lent)
    finally:
        Path(lent).unlink()


def _data_dir() -> Path:
    data_dir = current().data_dir
    if data_dir is None:
        raise InvalidEntry(field="data", reason="missing")
    return data_dir


@lru_cache(maxsize=8)
def _local(data_dir: Path) -> LocalBlobs:
    return LocalBlobs(data_dir)


@lru_cache(maxsize=8)
def _remote(url: str) -> Blobs:
    # Only here: whoever keeps files needs neither the tables nor boto3 for them.
    from vendorserver.storage.bucket import Address, Bucket
    from vendorserver.storage.s3 import S3Blobs

    bucket = Bucket(Address.from_url(url))
    bucket.make()
    return S3Blobs(bucket)
