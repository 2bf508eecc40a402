"""Makes bytes survive a power cut, and says in our words when a disk refuses."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vendorclient.paths import disk_refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorcore.errors import NoSpace, NotWritable


def flush_file(descriptor: int) -> None:
    """Return when the file's bytes are on the disk itself."""
    if sys.platform == "darwin":
        import fcntl  # an ordinary fsync stops at the drive's cache there

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Return when the folder's list of names is on the disk; Windows does this by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def disk_border(path: Path, *, needed: int = 0) -> Iterator[None]:
    """Turn the system's refusals to write into NoSpace and NotWritable."""
    try:
        yield
    except OSError as error:
        raise refused(error, path, needed) from error


def refused(error: OSError, path: Path, needed: int = 0) -> NoSpace | NotWritable:
    """Return in our words why so many bytes could not be written."""
    sizes = {"needed": needed, "free": 0} if needed else {}
    return disk_refusal(error, path, **sizes)
