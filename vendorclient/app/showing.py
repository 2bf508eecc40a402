"""Pictures of originals for the window: at once what is inside the file, then the real one."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from vendorcore.errors import NotReadable

from vendorclient.storage.thumbs import Thumbs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vendorcore.media import Workshop

    from vendorclient.paths import DataFolder

# The longer sides of the pictures of the grid and of those for looking closely.
SMALL_SIDE, LARGE_SIDE = 320, 2048
# Larger than any camera's picture: every pixel is wanted.
WHOLE_SIDE = 20_000


class Pictures:
    """Gives pictures from the kept ones, or has them made in a worker process of their own."""

    def __init__(self, folder: DataFolder, path_of: Callable[[str], Path]) -> None:
        self._small, self._large = Thumbs(folder), Thumbs.large(folder)
        self._path_of = path_of
        self._workshop: Workshop | None = None
        self._lock = Lock()

    def close(self) -> None:
        """End the worker process."""
        with self._lock:
            if self._workshop is not None:
                self._workshop.close()

    def small(self, sha256: str) -> bytes:
        """Return the small picture; the one that the camera embedded until the file was read."""
        return self._small.get(sha256) or self._embedded(sha256)

    def large(self, sha256: str) -> bytes:
        """Return a picture for looking closely, of a video its first frame; empty without one."""
        made = self._large.get(sha256) or self._made(sha256, self._large, LARGE_SIDE)
        return made or self._small.get(sha256)

    def keep(self, sha256: str) -> None:
        """Keep the pictures of an original for good: it is given up here."""
        self.large(sha256)
        for shelf in (self._small, self._large):
            shelf.keep(sha256)

    def whole(self, sha256: str) -> bytes:
        """Return the picture with every pixel; it is made anew each time and not kept."""
        try:
            return self._shop().picture(self._path_of(sha256), WHOLE_SIDE)
        except NotReadable:
            return b""

    def _embedded(self, sha256: str) -> bytes:
        try:
            reading = self._shop().read(self._path_of(sha256), thorough=False)
        except NotReadable:
            return b""
        return reading.thumbnail_jpeg or self._made(sha256, self._small, SMALL_SIDE)

    def _made(self, sha256: str, shelf: Thumbs, side: int) -> bytes:
        try:
            jpeg = self._shop().picture(self._path_of(sha256), side)
        except NotReadable:
            return b""
        shelf.put(sha256, jpeg)
        return jpeg

    def _shop(self) -> Workshop:
        """Return the worker process; it starts with the first picture that is not kept."""
        from vendorcore.media import Workshop

        with self._lock:
            if self._workshop is None:
                self._workshop = Workshop()
            return self._workshop
