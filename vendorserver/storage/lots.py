"""Many originals laid down together: one wait for the disk serves a whole lot of them."""

from __future__ import annotations

import hashlib
import os
import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Self

from vendorcore.errors import Refused

from vendorserver.storage.local import LocalBlobs, full_disk_is_told, make_folder, sync_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from vendorserver.storage.blobs import Blobs

LOT_FILES, LOT_BYTES = 256, 64 * 1024 * 1024
# File systems write what several wait for at once in one go: twenty times as fast as one by one.
_AT_ONCE = 16
_BINARY = getattr(os, "O_BINARY", 0)


class Lots:
    """Files below a folder, sharded by their hash; a name is there once its bytes are safe."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[Path, Path] = {}
        self._bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_about: object) -> None:
        try:
            if kind is None:
                self.settle()
        finally:
            for part in self._waiting:
                part.unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Return where an original lies."""
        return self._folder / sha256[:2] / sha256

    def add(self, sha256: str, chunks: Iterable[bytes]) -> int:
        """Lay an original down and return its size; hash-mismatch when it is another one."""
        whole = self.path(sha256)
        part = whole.with_name(f"{sha256}.part")
        make_folder(whole.parent)
        try:
            size = _written(part, chunks, sha256)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        self._waiting[part] = whole
        self._bytes += size
        if len(self._waiting) >= LOT_FILES or self._bytes >= LOT_BYTES:
            self.settle()
        return size

    def settle(self) -> None:
        """Return once everything that was added would survive a power cut."""
        if not self._waiting:
            return
        with full_disk_is_told(), ThreadPoolExecutor(_AT_ONCE) as threads:
            list(threads.map(_sync, self._waiting))
            for part, whole in self._waiting.items():
                part.replace(whole)
            list(threads.map(sync_folder, {whole.parent for whole in self._waiting.values()}))
        self._waiting.clear()
        self._bytes = 0


class OneByOne:
    """The same for a shelf that is no folder: it keeps each original before the next."""

    def __init__(self, shelf: Blobs) -> None:
        self._shelf = shelf

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_about: object) -> None:
        """Nothing waits."""

    def add(self, sha256: str, chunks: Iterable[bytes]) -> int:
        """Lay an original down and return its size; hash-mismatch when it is another one."""
        part = secrets.token_hex(16)
        self._shelf.begin(part)
        try:
            size = self._shelf.append(part, 0, chunks)
            self._shelf.finish(part, sha256)
        finally:
            self._shelf.delete(part)
        return size


def together(shelf: Blobs) -> Lots | OneByOne:
    """Return the fastest safe way to lay many originals on a shelf."""
    return Lots(shelf.whole_dir) if isinstance(shelf, LocalBlobs) else OneByOne(shelf)


def _written(part: Path, chunks: Iterable[bytes], sha256: str) -> int:
    """Write a part and return its size; what is not the wanted content stays nobody's."""
    digest, size = hashlib.sha256(), 0
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
    with full_disk_is_told(), os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    if digest.hexdigest() != sha256:
        raise Refused("hash-mismatch", expected=sha256, found=digest.hexdigest())
    return size


def _sync(path: Path) -> None:
    # Windows syncs only what is open for writing.
    handle = os.open(path, os.O_RDWR | _BINARY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
