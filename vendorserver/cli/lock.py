"""One server process for one data folder."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from vendorcore.errors import Busy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the folder for this process; Busy("server-running") when another one has it."""
    lock = FileLock(data / "serving.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise Busy("server-running", path=str(data)) from error
    try:
        yield
    finally:
        lock.release()
