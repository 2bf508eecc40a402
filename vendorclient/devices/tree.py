"""Reads a folder tree safely: only ordinary files, and never beyond its own root."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from vendorcore.errors import DeviceGone, NotReadable

from vendorclient.devices.device import Entry
from vendorclient.devices.layout import is_housekeeping, is_media, newest_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PIECE_BYTES = 1 << 20
_DEEPEST = 24
# A FIFO must not make us wait, a link must not lead us away; Windows reads text otherwise.
_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)


class Tree:
    """The pictures below one folder."""

    def __init__(self, root: Path, node: str = "") -> None:
        self.root = root
        self._node = node

    def entries(self, below: Iterable[str] = ("",)) -> Iterator[Entry]:
        """Yield the media in these folders of the root, newest folder first."""
        folders: list[list[Entry]] = []
        for name in below:
            self._collect(self.root / name, _DEEPEST, folders)
        for folder in newest_first(folders):
            yield from folder

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        """Yield the bytes of one file from offset on."""
        path = self.root / entry.path
        with self._open(path) as file:
            try:
                file.seek(offset)
                while piece := file.read(PIECE_BYTES):
                    yield piece
            except OSError as error:
                raise self._refusal(entry.path) from error

    def is_there(self) -> bool:
        """Whether the tree can still be listed and its disk is still plugged in."""
        try:
            with os.scandir(self.root):
                return not self._node.startswith("/dev/") or Path(self._node).exists()
        except OSError:
            return False

    def _collect(self, folder: Path, deepest: int, folders: list[list[Entry]]) -> None:
        try:
            with os.scandir(folder) as found:
                inside = list(found)
        except OSError as error:
            folders.append([self._unreadable(folder, error)])
            return
        folders.append([self._entry(item) for item in inside if _is_picture(item)])
        for item in inside:
            if deepest and _is_folder(item):
                self._collect(Path(item.path), deepest - 1, folders)

    def _unreadable(self, folder: Path, error: OSError) -> Entry:
        refusal = self._refusal(str(folder))
        if isinstance(refusal, DeviceGone) or folder == self.root:
            raise refusal from error
        return Entry(
            path=self._relative(folder), name=folder.name, size_bytes=0, problem=refusal.code
        )

    def _entry(self, item: os.DirEntry[str]) -> Entry:
        try:
            facts = item.stat(follow_symlinks=False)
        except OSError:
            return Entry(
                path=self._relative(item.path), name=item.name, size_bytes=0, problem="not-readable"
            )
        return Entry(
            path=self._relative(item.path),
            name=item.name,
            size_bytes=facts.st_size,
            modified_at=_instant(facts.st_mtime),
        )

    def _relative(self, path: Path | str) -> str:
        return Path(path).relative_to(self.root).as_posix()

    def _open(self, path: Path) -> BinaryIO:
        try:
            if not path.parent.resolve().is_relative_to(self.root.resolve()):
                raise NotReadable(path=str(path))
            descriptor = os.open(path, _FLAGS)
        except OSError as error:
            raise self._refusal(str(path)) from error
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise NotReadable(path=str(path))
        return os.fdopen(descriptor, "rb", buffering=0)

    def _refusal(self, path: str) -> DeviceGone | NotReadable:
        return NotReadable(path=path) if self.is_there() else DeviceGone(path=path)


def _is_picture(item: os.DirEntry[str]) -> bool:
    try:
        return is_media(item.name) and item.is_file(follow_symlinks=False)
    except OSError:
        return False


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        if is_housekeeping(item.name) or not item.is_dir(follow_symlinks=False):
            return False
    except OSError:
        return False
    # Windows: a junction is a folder that leads elsewhere (Python >= 3.12 can tell).
    return not getattr(item, "is_junction", bool)()


def _instant(seconds: float) -> datetime | None:
    """Return the time of a file; a card may hold one that no calendar knows."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
