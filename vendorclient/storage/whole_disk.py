"""Makes many new files durable with one request, on the disks that keep such a promise."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from functools import cache
from pathlib import Path

# These write everything that waits and then empty the drive's own cache, as for a single file.
_FAITHFUL = frozenset({"ext3", "ext4", "xfs", "f2fs"})
# Earlier kernels kept silent when a page could not be written (syncfs(2)).
_TELLS_ERRORS = (5, 8)
_MOUNTS = Path("/proc/self/mountinfo")


class WholeDisk:
    """The disk of one folder, from now on: what could not be written since then is told.

    Once it told of an error it does so for ever: whatever waited then may be lost.
    """

    def __init__(self, folder: Path) -> None:
        self._descriptor = os.open(folder, os.O_RDONLY)
        self._error: OSError | None = None

    def flush(self) -> None:
        """Return when all that was written to the disk so far is on it, names included."""
        if self._error is None:
            self._error = _sync(self._descriptor)
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        """Give the disk back."""
        os.close(self._descriptor)


def whole_disk(folder: Path) -> WholeDisk | None:
    """Return the disk of a folder, or none where only single files can be made durable."""
    return WholeDisk(folder) if _is_faithful(folder) else None


def _is_faithful(folder: Path) -> bool:
    if sys.platform != "linux" or version(os.uname().release) < _TELLS_ERRORS:
        return False
    device = os.stat(folder).st_dev  # noqa: PTH116 - the number alone
    try:
        mounts = _MOUNTS.read_text("utf-8", "replace")
    except OSError:
        return False
    return kind_of_disk(mounts, os.major(device), os.minor(device)) in _FAITHFUL


def version(release: str) -> tuple[int, int]:
    """Return the version of a kernel by its name, such as 6.1.0-28-amd64."""
    found = re.match(r"(\d+)\.(\d+)", release)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def kind_of_disk(mounts: str, major: int, minor: int) -> str:
    """Return the file system of the disk with this number, as the list of mounts names it."""
    for line in mounts.splitlines():
        place, _, kind = line.partition(" - ")
        if place.split(" ")[2:3] == [f"{major}:{minor}"]:
            return kind.split(" ")[0]
    return ""


def _sync(descriptor: int) -> OSError | None:
    if _syncfs()(descriptor) == 0:
        return None
    number = ctypes.get_errno()
    return OSError(number, os.strerror(number))


@cache
def _syncfs() -> ctypes._NamedFuncPointer:
    return ctypes.CDLL(None, use_errno=True).syncfs
