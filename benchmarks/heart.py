"""A heart that beats in the window's thread, and a watch that notes what held it up."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

GOAL_MS = 50.0
_WATCHED_S = 0.03  # who holds the heart up for longer is noted
_LOOKED_ANEW_S = 0.01
_TOLD, _DEEP = 5, 4
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
    """Notes from a thread of its own what every thread does while the heart is late.

    While something holds Python's lock, this waits too: then it is seen where it let go.
    """

    def __init__(self) -> None:
        self.beaten = time.perf_counter()
        self._me = threading.get_ident()
        self._seen: list[str] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)
        self._thread.start()

    def seen(self) -> str:
        """Return what was noted since the last time."""
        seen, self._seen = self._seen, []
        return "; ".join(list(dict.fromkeys(seen))[:_TOLD]) or "nothing was seen"

    def close(self) -> None:
        """Watch no more."""
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_LOOKED_ANEW_S):
            if time.perf_counter() - self.beaten > _WATCHED_S:
                self._seen.append(_at_work(self._me))


def _at_work(me: int) -> str:
    """Return where the window's thread is, and which others are at work."""
    own = threading.get_ident()
    frames = sys._current_frames()
    mine = " < ".join(_places(frames.get(me), "vendorclient")[:_DEEP]) or "in Qt"
    others = [_places(frame)[0] for thread, frame in frames.items() if thread not in (me, own)]
    busy = [place for place in others if not place.startswith(_RESTING)]
    return f"{mine} (beside: {', '.join(busy) or 'nobody'})"


def _places(frame: FrameType | None, of: str = "") -> list[str]:
    """Return where a thread is, the innermost first; only what lies in a package where named."""
    found = []
    while frame is not None:
        path, code = Path(frame.f_code.co_filename), frame.f_code
        if not of or of in path.parts:
            found.append(f"{path.name}:{frame.f_lineno} {code.co_name}")
        frame = frame.f_back
    return found


class Collector:
    """Times Python's look for what nobody needs any more: every thread waits for it."""

    def __init__(self) -> None:
        self.longest = self._began = 0.0
        gc.callbacks.append(self._heard)

    def close(self) -> None:
        """Time no more."""
        gc.callbacks.remove(self._heard)

    def _heard(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self._began = time.perf_counter()
        else:
            self.longest = max(self.longest, time.perf_counter() - self._began)


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
        self._collector = Collector()
        self._timer.start(1)

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()
        self._watch.close()
        self._collector.close()

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
            "collector longest ms": round(1000 * self._collector.longest, 1),
        }

    def _worst(self) -> list[Block]:
        """Return the gaps that the program itself, and the window's own thread, filled most."""
        most = sorted(self._blocks, key=lambda block: -block.gap.by_ourselves)[:_TOLD]
        own = sorted(self._blocks, key=lambda block: -block.gap.own)[:_TOLD]
        return list(dict.fromkeys(most + own))

    def _longest(self, of: Callable[[Beat], float]) -> float:
        return round(1000 * max(map(of, self._gaps)), 1)

    def _beat(self) -> None:
        now = Beat.now()
        gap = Beat(*(after - before for after, before in zip(now, self._last, strict=True)))
        self._gaps.append(gap)
        if gap.clock > _WATCHED_S:
            self._blocks.append(Block(gap, self.step, self._watch.seen()))
        self._watch.beaten = now.clock
        self._last = now


def _told(block: Block) -> str:
    gap = block.gap
    return (
        f"{1000 * gap.clock:.0f} ms ({1000 * gap.own:.0f} own, {1000 * gap.by_ourselves:.0f}"
        f" by ourselves) while {block.step}: {block.seen}"
    )
