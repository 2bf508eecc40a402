"""A heart that beats in the window's thread, and a watch that notes what held it up."""

from __future__ import annotations

import faulthandler
import os
import re
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

GOAL_MS = 50.0
_WATCHED_S = 0.03  # who holds the heart up for longer is noted
_ARMED_ANEW_S = 0.01
_TOLD = 5
_FRAME = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>\d+) in (?P<name>\S+)')
_RESTING = ("threading.py", "selectors.py", "socket.py", "thread.py", "queue.py", "subprocess.py")


class Beat(NamedTuple):
    """Seconds: of the clock, of the window's thread, queued for a processor, of all threads."""

    clock: float
    own: float
    queued: float
    computed: float

    @classmethod
    def now(cls) -> Beat:
        return cls(time.perf_counter(), time.thread_time(), _queued(), time.process_time())

    @property
    def unqueued(self) -> float:
        return self.clock - self.queued

    @property
    def by_ourselves(self) -> float:
        return min(self.unqueued, self.computed)


class Block(NamedTuple):
    """One gap that was too long: in which step of the work, and what ran meanwhile."""

    gap: Beat
    step: str
    seen: str


def _queued() -> float:
    """Return how long this thread was ready to run and had no processor; Linux alone tells."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text("ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


class Watch:
    """Writes down what every thread does when the heart is late, even while none may run Python."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        self._me = f"0x{threading.get_ident():016x}"
        self._armed = self._read = 0.0

    def arm(self, now: float) -> None:
        """Count anew, but not so often that the counting itself is work."""
        if now - self._armed > _ARMED_ANEW_S:
            self._armed = now
            faulthandler.dump_traceback_later(_WATCHED_S, file=self._file)

    def seen(self) -> str:
        """Return what was noted since the last time, shortly."""
        whole = os.pread(self._file.fileno(), 1 << 20, int(self._read))
        self._read += len(whole)
        return _shortened(whole.decode("utf-8", "replace"), self._me)

    def close(self) -> None:
        """Watch no more."""
        faulthandler.cancel_dump_traceback_later()
        self._file.close()


def _shortened(noted: str, me: str) -> str:
    """Return where the window's thread was, and which others were at work."""
    mine, others = "", []
    for part in re.split(r"\n(?=Thread 0x)", noted.strip()):
        frames = [found.groupdict() for found in _FRAME.finditer(part)]
        if not frames:
            continue
        places = [f"{Path(one['file']).name}:{one['line']} {one['name']}" for one in frames]
        if me in part.partition("\n")[0]:
            mine = " < ".join(places[:4])
        elif Path(frames[0]["file"]).name not in _RESTING:
            others.append(places[0])
    return f"{mine or '?'} | beside: {', '.join(others) or 'nobody'}"


class Heart:
    """Beats as often as the window's thread lets it."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.step = ""
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = Beat.now()
        self._gaps: list[Beat] = []
        self._blocks: list[Block] = []
        self._watch = Watch()
        self._timer.start(1)

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()
        self._watch.close()

    def report(self) -> dict[str, Any]:
        """Return the longest gaps in milliseconds, and what was seen in the longest of them."""
        gaps = sorted(1000 * gap.clock for gap in self._gaps)
        return {
            "beats": len(gaps),
            "gap p99 ms": round(gaps[int(len(gaps) * 0.99)], 1),
            "longest gap ms": round(gaps[-1], 1),
            "longest gap without queueing ms": self._longest(lambda gap: gap.unqueued),
            "longest held up by ourselves ms": self._longest(lambda gap: gap.by_ourselves),
            "longest work of the window's thread ms": self._longest(lambda gap: gap.own),
            "load": os.getloadavg()[0],
            "goal ms": GOAL_MS,
            "blocks": [_told(block) for block in self._worst()],
        }

    def _worst(self) -> list[Block]:
        return sorted(self._blocks, key=lambda block: -block.gap.by_ourselves)[:_TOLD]

    def _longest(self, of: Callable[[Beat], float]) -> float:
        return round(1000 * max(map(of, self._gaps)), 1)

    def _beat(self) -> None:
        now = Beat.now()
        gap = Beat(*(after - before for after, before in zip(now, self._last, strict=True)))
        self._gaps.append(gap)
        if gap.clock > _WATCHED_S:
            self._blocks.append(Block(gap, self.step, self._watch.seen()))
        self._watch.arm(now.clock)
        self._last = now


def _told(block: Block) -> str:
    gap = block.gap
    return (
        f"{1000 * gap.clock:.0f} ms ({1000 * gap.own:.0f} own, {1000 * gap.by_ourselves:.0f}"
        f" by ourselves) while {block.step}: {block.seen}"
    )
