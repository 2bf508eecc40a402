"""The place for files that are still being read; what a dead process left there is removed."""

from __future__ import annotations

import shutil
import threading
from itertools import count
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from vendorcore.domain import new_id

from vendorclient.storage.durable import disk_border

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import BaseFileLock

_LOCK = "lock"


class Parts:
    """One folder of parts for this process, held by a lock for as long as the process lives."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._mine: Path | None = None
        self._held: BaseFileLock | None = None
        self._guard = threading.Lock()
        self._numbers = count(1)  # the folder is ours alone

    def new(self) -> Path:
        """Return the path of a part that does not exist yet."""
        with self._guard:
            if self._mine is None:
                self._mine = self._claim()
            return self._mine / f"{next(self._numbers)}"

    def close(self) -> None:
        """Remove the folder of this process."""
        with self._guard:
            if self._held is not None and self._mine is not None:
                self._held.release()
                shutil.rmtree(self._mine, ignore_errors=True)
            self._held = self._mine = None

    def _claim(self) -> Path:
        """Sweep and take a folder under one lock, so that nobody sweeps a folder half taken."""
        with disk_border(self._root), FileLock(self._root / _LOCK):
            sweep(self._root)
            mine = self._root / new_id()
            mine.mkdir(mode=0o700)
            # thread_local=False: the lock belongs to the process, whichever thread ends it.
            self._held = FileLock(mine / _LOCK, thread_local=False)
            self._held.acquire()
        return mine


def sweep(root: Path) -> int:
    """Remove the folders whose process is dead; return how many there were."""
    folders = [entry for entry in root.iterdir() if entry.is_dir()]
    return sum(_remove_if_dead(folder) for folder in folders)


def _remove_if_dead(folder: Path) -> bool:
    try:
        with FileLock(folder / _LOCK, timeout=0):
            pass
    except Timeout:
        return False
    shutil.rmtree(folder, ignore_errors=True)
    return True
