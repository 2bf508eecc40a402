"""A page of a PDF from outside: drawn in a process of its own that is killed when it hangs."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vendorcore.media.child import Child, itself

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

START_SECONDS = 30.0
PAGE_SECONDS = 20.0
MEMORY_BYTES = 1 << 30
# Qt's reader sets 32 GiB of addresses aside before it begins (measured); it fills few of them.
ADDRESS_SPACE_BYTES = 48 << 30
MOST_BYTES = 100 << 20
MOST_PAGES = 200  # whoever reads on opens the whole paper


class PageProblem(StrEnum):
    """Why no page is shown."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as a JPEG and how many there are, or why it cannot be shown."""

    jpeg: bytes = b""
    count: int = 0
    problem: PageProblem | None = None


def draw_page(
    path: Path,
    number: int,
    side: int,
    *,
    command: Sequence[str] = (),
    seconds: float = PAGE_SECONDS,
    memory_bytes: int = MEMORY_BYTES,
) -> Page:
    """Draw a page (the first is 0) so that its longer side has so many pixels."""
    if path.stat().st_size > MOST_BYTES:
        return Page(problem=PageProblem.TOO_LARGE)
    child = Child(tuple(command) or worker_command(), ADDRESS_SPACE_BYTES)
    try:
        child.wait(time.monotonic() + START_SECONDS, memory_bytes)
        child.send({"path": str(path.absolute()), "page": number, "side": side, "seconds": seconds})
        deadline = time.monotonic() + seconds
        frame = child.wait(deadline, memory_bytes)
    finally:
        child.end()
    if frame is None:
        is_late = time.monotonic() > deadline
        return Page(problem=PageProblem.TOO_SLOW if is_late else PageProblem.DAMAGED)
    said, jpeg = frame
    if "problem" in said:
        return Page(problem=PageProblem(said["problem"]))
    return Page(jpeg=jpeg, count=int(said["count"]))


def worker_command() -> tuple[str, ...]:
    """Return the command that starts the process; a frozen program starts itself."""
    if getattr(sys, "frozen", False):
        return (*itself(), "worker", "--pages")
    # Safe path (-P): a module lying in the current folder is never imported.
    return (sys.executable, "-P", "-c", "from vendorclient.ui.page_worker import main; main()")
