"""Reads a folder tree safely: only ordinary files, and never beyond its own root."""

from __future__ import annotations

import os
import stat
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from vendorcore.errors import DeviceGone, NotReadable

from vendorclient.devices.device import Entry
from vendorclient.devices.layout import is_media
from vendorclient.devices.pairs import marked
from vendorclient.devices.walk import Listing, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Opener = Callable[[Path, int], int]
    Wait = Callable[[float], None]

# Stays in the cache of the processor on its way from reading to hash and disk: pieces of 1 MiB took
# twice the time (measured).
PIECE_BYTES = 1 << 18
# Windows: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION, while a scanner looks at a new file.
_HELD = (32, 33)
_PAUSES = (0.1, 0.3, 1.0, 3.0)
# A FIFO must not make us wait, a link must not lead us away; Windows reads text otherwise.
_FLAGS = os.O_RDONLY
for _name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)


class Tree:
    """The pictures below one folder."""

    def __init__(
        self,
        root: Path,
        node: str = "",
        *,
        is_cheap: bool = True,
        opener: Opener = os.open,
        wait: Wait = time.sleep,
    ) -> None:
        self.root = root
        self._is_cheap = is_cheap
        self._node = node
        self._opener = opener
        self._wait = wait

    def entries(self, below: Iterable[str] = ("",)) -> Iterator[Entry]:
        """Yield the media in these folders of the root, newest folder first."""
        for folder in walk(self._list, below, is_cheap=self._is_cheap):
            yield from folder

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        """Yield the bytes of one file from offset on."""
        try:
            # Closing fails as well when the card was pulled.
            with self._open(self.root / entry.path) as file:
                before = _mark(file)
                file.seek(offset)
                while piece := file.read(PIECE_BYTES):
                    yield piece
                after = _mark(file)
        except OSError as error:
            raise self._refusal(entry.path) from error
        if after != before:
            raise self._refusal(entry.path, "file-changing")

    def is_there(self) -> bool:
        """Whether the tree can still be listed and its disk is still plugged in."""
        try:
            with os.scandir(self.root):
                return not self._node.startswith("/dev/") or Path(self._node).exists()
        except OSError:
            return False

    def _list(self, folder: str) -> Listing:
        try:
            with os.scandir(self.root / folder) as found:
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

    def _open(self, path: Path) -> BinaryIO:
        try:
            if not path.parent.resolve().is_relative_to(self.root.resolve()):
                raise NotReadable(path=str(path))
            descriptor = self._patiently(path)
        except OSError as error:
            raise self._refusal(str(path)) from error
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise NotReadable(path=str(path))
        return os.fdopen(descriptor, "rb", buffering=0)

    def _patiently(self, path: Path) -> int:
        """Open a file, waiting a little while a virus scanner holds it."""
        for pause in _PAUSES:
            try:
                return self._opener(path, _FLAGS)
            except OSError as error:
                if getattr(error, "winerror", 0) not in _HELD:
                    raise
                self._wait(pause)
        return self._opener(path, _FLAGS)

    def _refusal(self, path: str, code: str = "") -> DeviceGone | NotReadable:
        return NotReadable(code, path=path) if self.is_there() else DeviceGone(path=path)


def _mark(file: BinaryIO) -> tuple[int, int]:
    facts = os.fstat(file.fileno())
    return facts.st_size, facts.st_mtime_ns


def _entry(item: os.DirEntry[str], start: str) -> Entry | None:
    """Return a file; none for what is no ordinary file. Called 20,000 times for a full card."""
    name = item.name
    try:
        facts = item.stat(follow_symlinks=False)
    except OSError:
        return Entry(path=start + name, name=name, size_bytes=0, problem="not-readable")
    if not stat.S_ISREG(facts.st_mode):
        return None
    return Entry(start + name, name, facts.st_size, _instant(facts.st_mtime))


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        if not item.is_dir(follow_symlinks=False):
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
