"""One running worker process and the thread that listens to it."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, cast

from vendorcore.media.frames import Message, read_frame, write_frame

if TYPE_CHECKING:
    import psutil

WATCH_SECONDS = 0.02
ADDRESS_SPACE_BYTES = 8 << 30
# Linux alone tells how long a process had to wait for a processor. Elsewhere so much time in which
# it did no work may have been that; one that hangs without working is found so much later.
TELLS_QUEUE = sys.platform == "linux" and Path("/proc/self/schedstat").is_file()
QUEUE_SECONDS = 30.0
# The GNU allocator gives each small picture's memory back and asks for it again with the next
# photo: two of thirty milliseconds (measured). Other allocators do not know these names.
_THRIFTY = {
    "MALLOC_MMAP_THRESHOLD_": str(16 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(32 << 20),
}

Frame = tuple[Message, bytes]


class Child:
    """One running worker process and the thread that listens to it."""

    def __init__(self, command: Sequence[str], address_space: int = ADDRESS_SPACE_BYTES) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            # Ctrl-C is for the parent: it closes the pipe, and the child ends by that.
            process_group=0,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
            | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self._jobs = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        self._frames: SimpleQueue[Frame | None] = SimpleQueue()
        self._was_asked = False
        self._watched = _watched(self._process.pid, address_space)
        self._before = self._clock()
        self._listener = Thread(target=self._listen, args=(self._answers,), daemon=True)
        self._listener.start()

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def send(self, job: Message) -> None:
        """Hand over a job; a process that has gone will not answer it."""
        self._was_asked, self._before = True, self._clock()
        with suppress(OSError):
            write_frame(self._jobs, job)

    def wait(self, deadline: float, memory_bytes: int) -> Frame | None:
        """Return the next frame, or none when the process died, is late or grew too large.

        Whoever did not wait long enough for the process to be ready hears no more of that: it is
        no answer. Time in which it only waited for a processor is not counted: on a computer that
        does ten things at once an honest photo must not be refused.
        """
        while True:
            try:
                frame = self._frames.get(timeout=WATCH_SECONDS)
            except Empty:
                is_late = time.monotonic() - self._waited() > deadline
                if is_late or self.memory_bytes > memory_bytes:
                    return None
            else:
                if frame is None or not (self._was_asked and "ready" in frame[0]):
                    return frame

    def end(self) -> None:
        """Kill the process and wait for it and its listener."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for pipe in (self._jobs, self._answers):
            with suppress(OSError):
                pipe.close()

    @property
    def queued_seconds(self) -> float:
        """How long the process was ready to work and had no processor, where the system tells."""
        queued = 0.0
        with suppress(OSError):
            told = Path(f"/proc/{self._process.pid}/schedstat").read_text("ascii")
            queued = int(told.split()[1]) / 1e9
        return queued

    @property
    def worked_seconds(self) -> float:
        """How long the process had a processor."""
        import psutil

        worked = 0.0
        with suppress(psutil.Error):
            times = self._watched.cpu_times()
            worked = times.user + times.system
        return worked

    def _clock(self) -> float:
        """Return what goes on while the process waits for a processor."""
        return self.queued_seconds if TELLS_QUEUE else time.monotonic() - self.worked_seconds

    def _waited(self) -> float:
        """Return how long it had no processor, as far as is known, since it got its job."""
        waited = self._clock() - self._before
        return waited if TELLS_QUEUE else min(waited, QUEUE_SECONDS)

    @property
    def memory_bytes(self) -> int:
        """How much memory the process holds now."""
        import psutil

        rss = 0
        with suppress(psutil.Error):
            rss = int(self._watched.memory_info().rss)
        return rss

    def _listen(self, stream: IO[bytes]) -> None:
        frame: Frame | None = ({}, b"")
        while frame is not None:
            try:
                frame = read_frame(stream)
            except ValueError:
                frame = None
            self._frames.put(frame)


def itself() -> tuple[str, ...]:
    """Return the command that starts this program anew, with pipes to talk through.

    Frozen for Windows it lies there twice, with and without a console (vendorclientw.exe): the
    one without was not made to be talked with.
    """
    program = Path(sys.executable)
    if not getattr(sys, "frozen", False):
        return (str(program), "-m", "vendorclient")
    talking = program.with_name(program.stem.removesuffix("w") + program.suffix)
    return (str(talking if talking.is_file() else program),)


def _environment() -> dict[str, str]:
    """Return our environment, with the way to this package in front for a plain checkout."""
    root = str(Path(__file__).parents[2])
    known = os.environ.get("PYTHONPATH", "")
    return {**_THRIFTY, **os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, known)))}


def _watched(pid: int, address_space: int) -> "psutil.Process":
    """Return what tells of the process; its address space is limited where the system can."""
    import psutil  # loaded while the process starts

    process = psutil.Process(pid)
    if sys.platform == "linux":
        with suppress(psutil.Error):
            process.rlimit(psutil.RLIMIT_AS, (address_space, address_space))
    return process
