"""The parent's side of viewing copies: one killable process for each copy."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from vendorcore.media.child import Child

# A long 4K video takes about as long to copy as to watch.
COPY_SECONDS = 1800.0
MEMORY_BYTES = 1536 << 20
START_SECONDS = 30.0
_COMMAND = (sys.executable, "-P", "-c", "from vendorcore.media.viewing import main; main()")


def make_copy(
    source: Path,
    target: Path,
    *,
    seconds: float = COPY_SECONDS,
    memory_bytes: int = MEMORY_BYTES,
    command: Sequence[str] = _COMMAND,
) -> str:
    """Write what browsers can show of a file and return its type; nothing when there is nothing.

    The source is only read. Whatever a bad file does, it does to a process of its own.
    """
    child = Child(command)
    try:
        child.wait(time.monotonic() + START_SECONDS, memory_bytes)
        job = {"source": str(source.absolute()), "target": str(target.absolute())}
        child.send({**job, "seconds": seconds + START_SECONDS})
        frame = child.wait(time.monotonic() + seconds, memory_bytes)
    finally:
        child.end()
    return str(frame[0].get("mime", "")) if frame else ""
