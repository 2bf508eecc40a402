"""Reads a folder tree safely: only ordinary files, and never beyond its own root."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.errors import DeviceGone, NotReadable

from vendorclient.devices.device import Entry
from vendorclient.devices.layout import is_media
from vendorclient.devices.pairs import marked
from vendorclient.devices.times import instant
from vendorclient.devices.walk import Listing, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Opener = Callable[[Path, str], int]
    Wait = Callable[[float], None]

# Stays in the cache of the processor on its way from reading to hash and disk: pieces of 1 MiB took
# twice the time (measured).
PIECE_BYTES = 1 << 18
# Windows: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, while a scanner looks at a new file.
_HELD = (32, 33)
_PAUSES = (0.1, 0.3, 1.0, 3.0)
# A FIFO must not make us wait, a link must not lead us away; Windows reads text otherwise.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FOLDER_FLAGS = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_STEPS = os.open in os.supports_dir_fd


class Tree:
    """The pictures below one folder."""

    def __init__(
        self,
        root: Path,
        node: str = "",
        *,
        disk: int = 0,
        is_cheap: bool = True,
        opener: Opener | None = None,
        wait: Wait = time.sleep,
    ) -> None:
        self.root = root
        self._is_cheap = is_cheap
        self._node = node
        self._disk = disk
        self._opener = opener or open_below
        self._wait = wait

    def entries(self, below: Iterable[str] = ("",)) -> Iterator[Entry]:
        """Yield the media in these folders of the root, newest folder first."""
        for folder in walk(self._list, below, is_cheap=self._is_cheap):
            yield from folder

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        """Yield the bytes of one file from offset on."""
        try:
            file, about = self._open(entry.path)
            try:
                # A small file in one piece, without room for more: there may be 20,000 of them.
                piece_bytes = min(PIECE_BYTES, about.st_size + 1)
                if offset:
                    os.lseek(file, offset, os.SEEK_SET)
                while piece := os.read(file, piece_bytes):
                    yield piece
                after = os.fstat(file)
            finally:
                os.close(file)  # fails as well when the card was pulled
        except OSError as error:
            raise self._refusal(entry.path) from error
        if (after.st_size, after.st_mtime_ns) != (about.st_size, about.st_mtime_ns):
            raise self._refusal(entry.path, "file-changing")

    def is_there(self) -> bool:
        """Whether the tree can still be listed and its disk is still plugged in.

        Where a card was mounted an empty folder may be left, or another card may lie there by now.
        """
        try:
            with os.scandir(self.root):
                is_same = self._disk in (0, disk_of(self.root))
                return is_same and (not self._node.startswith("/dev/") or Path(self._node).exists())
        except OSError:
            return False

    def _list(self, folder: str) -> Listing:
        try:
            with os.scandir(unaltered(self.root / folder)) as found:
                inside = list(found)
        except OSError as error:
            return Listing([self._unreadable(folder, error)], [])
        start = f"{folder}/" if folder else ""
        entries, folders, others = [], [], []
        for item in inside:
            if is_media(item.name) and (entry := _entry(item, start)) is not None:
                entries.append(entry)
            elif _is_folder(item):
                folders.append(start + item.name)
            else:
                others.append(item.name)
        return Listing(marked(entries, others), folders)

    def _unreadable(self, folder: str, error: OSError) -> Entry:
        refusal = self._refusal(folder)
        if isinstance(refusal, DeviceGone) or not folder:
            raise refusal from error
        name = folder.rsplit("/", 1)[-1]
        return Entry(path=folder, name=name, size_bytes=0, problem=refusal.code)

    def _open(self, path: str) -> tuple[int, os.stat_result]:
        try:
            file = self._patiently(path)
        except OSError as error:
            raise self._refusal(path) from error
        about = os.fstat(file)
        if not stat.S_ISREG(about.st_mode) or self._is_elsewhere(about):
            os.close(file)
            raise self._refusal(path)
        return file, about

    def _is_elsewhere(self, about: os.stat_result) -> bool:
        """Whether a file lies on another card that was put in meanwhile."""
        return os.name == "posix" and self._disk not in (0, about.st_dev)

    def _patiently(self, path: str) -> int:
        """Open a file, waiting a little while a virus scanner holds it."""
        for pause in _PAUSES:
            try:
                return self._opener(self.root, path)
            except OSError as error:
                if getattr(error, "winerror", 0) not in _HELD:
                    raise
                self._wait(pause)
        return self._opener(self.root, path)

    def _refusal(self, path: str, code: str = "") -> DeviceGone | NotReadable:
        return NotReadable(code, path=path) if self.is_there() else DeviceGone(path=path)


def disk_of(root: Path) -> int:
    """Return the system's number of the disk that a folder lies on now."""
    return root.stat().st_dev


def open_below(root: Path, path: str) -> int:
    """Open a file below a root; no link and no way upwards leads out of it."""
    if ".." in path.split("/"):
        raise NotReadable(path=path)
    return _step_by_step(root, path) if _STEPS else _resolved(root, path)


def _step_by_step(root: Path, path: str) -> int:
    """Open each folder from the one before, and none that is a link."""
    *folders, name = path.split("/")
    inside = os.open(root, _FOLDER_FLAGS)
    try:
        for folder in folders:
            below = os.open(folder, _FOLDER_FLAGS | _NO_LINK, dir_fd=inside)
            os.close(inside)
            inside = below
        return os.open(name, _FLAGS | _NO_LINK, dir_fd=inside)
    finally:
        os.close(inside)


def _resolved(root: Path, path: str) -> int:
    """Open where the system has no such steps, once it is clear where the folder lies."""
    whole = root / path
    if not whole.parent.resolve().is_relative_to(root.resolve()):
        raise NotReadable(path=path)
    return os.open(unaltered(whole), _FLAGS | _NO_LINK)


def unaltered(path: Path) -> str:
    """Return a path that Windows takes as it is; others do so anyhow.

    It would drop the dot at the end of a name and take NUL.JPG for the device of that name.
    """
    text = str(path.absolute())
    return as_windows_takes_it(text) if sys.platform == "win32" else text


def as_windows_takes_it(text: str) -> str:
    r"""Return a whole path with the mark that keeps Windows from reading anything into it."""
    if text.startswith("\\\\?\\"):
        return text
    return f"\\\\?\\UNC{text[1:]}" if text.startswith("\\\\") else f"\\\\?\\{text}"


def _entry(item: os.DirEntry[str], start: str) -> Entry | None:
    """Return a file; none for what is no ordinary file. Called 20,000 times for a full card."""
    name = item.name
    try:
        facts = item.stat(follow_symlinks=False)
    except OSError:
        return Entry(path=start + name, name=name, size_bytes=0, problem="not-readable")
    if not stat.S_ISREG(facts.st_mode):
        return None
    return Entry(start + name, name, facts.st_size, instant(facts.st_mtime))


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        if not item.is_dir(follow_symlinks=False):
            return False
    except OSError:
        return False
    # Windows: a junction is a folder that leads elsewhere (Python >= 3.12 can tell).
    return not getattr(item, "is_junction", bool)()
