"""Keeps small and large pictures for the window; a lost one is simply made again."""

from __future__ import annotations

import os
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from vendorclient.storage.durable import disk_border

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorclient.paths import DataFolder

SMALL_BYTES = 512 << 20
LARGE_BYTES = 256 << 20
# How much is kept when pictures have to go, so that they do not go one by one.
_KEPT = 0.9


class Thumbs:
    """Pictures of this library in one size, named like their originals, within a limit.

    Those that were not looked at for the longest time go first; those whose original was given up
    here stay, for nothing could make them anew.
    """

    def __init__(self, folder: DataFolder, size: str = "", limit_bytes: int = SMALL_BYTES) -> None:
        self._root = folder.thumbs_dir / size if size else folder.thumbs_dir
        self._limit = limit_bytes
        self._used = -1
        self._lock = Lock()

    @classmethod
    def large(cls, folder: DataFolder) -> Thumbs:
        """Return the pictures for looking closely."""
        return cls(folder, "large", LARGE_BYTES)

    def path(self, sha256: str) -> Path:
        """Return where the picture of an original lies, whether or not it is there."""
        return self._root / sha256[:2] / f"{sha256}.jpg"

    def get(self, sha256: str) -> bytes:
        """Return the picture, empty when it is not there; it counts as looked at."""
        path = self.path(sha256)
        try:
            jpeg = path.read_bytes()
        except FileNotFoundError:
            return self._kept_for_good(sha256)
        with suppress(OSError):
            os.utime(path)
        return jpeg

    def put(self, sha256: str, jpeg: bytes) -> None:
        """Keep a picture; an empty one means that the file has none."""
        if not jpeg:
            return
        from vendorcore.domain import new_id

        target = self.path(sha256)
        temporary = target.with_name(new_id())
        with disk_border(target, needed=len(jpeg)):
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary.write_bytes(jpeg)
            temporary.replace(target)
        self._make_room(len(jpeg))

    def keep(self, sha256: str) -> None:
        """Keep a picture for good, whatever the limit."""
        target = self._kept_path(sha256)
        if not self.path(sha256).is_file():
            return
        with disk_border(target):
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path(sha256).replace(target)

    def _kept_path(self, sha256: str) -> Path:
        return self._root / "kept" / sha256[:2] / f"{sha256}.jpg"

    def _kept_for_good(self, sha256: str) -> bytes:
        try:
            return self._kept_path(sha256).read_bytes()
        except FileNotFoundError:
            return b""

    def _make_room(self, added: int) -> None:
        with self._lock:
            self._used = self._used + added if self._used >= 0 else self._measure()
            if self._used > self._limit:
                self._used = self._thin()

    def _measure(self) -> int:
        return sum(size for _, size, _ in self._pictures())

    def _thin(self) -> int:
        """Remove what was not looked at for longest; return how much is left."""
        kept = 0
        for _, size, path in sorted(self._pictures(), reverse=True):
            if kept + size <= self._limit * _KEPT:
                kept += size
            else:
                path.unlink(missing_ok=True)
        return kept

    def _pictures(self) -> Iterator[tuple[int, int, Path]]:
        for path in self._root.glob("??/*.jpg"):
            with suppress(FileNotFoundError):
                about = path.stat()
                yield about.st_mtime_ns, about.st_size, path
