"""Whether the window ever hangs while 500 photos are imported, read and sent to a real server.

    python benchmarks/bench_window.py [--photos 500] [--json]

A heart beats in the window's thread; a gap between two beats is time in which no press would have
been answered. A computer that others use too makes every thread wait for a processor, also the one
that has Python's lock. So three things are told of each gap: how long it was; what is left of it
without the time in which the window's own thread was queued for a processor (Linux counts that);
and for how much of that this program was computing at all, in any of its threads. The last is what
the program itself can hold up, and is held against the goal.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
GOAL_MS = 50.0
PATIENCE_S = 600.0

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from tests.journeys.world import World
    from vendorclient.ui.window import WindowSession


def main() -> int:
    asked = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        report = _measure(Path(scratch), asked.photos)
    print(json.dumps(report) if asked.json else "\n".join(f"{k}: {v}" for k, v in report.items()))
    return 0 if report["longest held up by ourselves ms"] <= GOAL_MS else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--photos", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _measure(base: Path, count: int) -> dict[str, Any]:
    from tests.journeys.world import World
    from vendorclient.ui.widgets.nav import Place
    from vendorclient.ui.window import WindowSession, application

    world = World(base / "world")
    try:
        _join(world)
        _fill(world, count)
        sys.setswitchinterval(0.001)  # as open_window does
        app = application()
        session = WindowSession(app, world.base / "client", language="ko")
        session.window.resize(1366, 768)
        session.open()
        session.window.go("photos")
        made = session.window.places.made
        _until(app, lambda: len(made) == len(Place) and gc.get_freeze_count() > 0)
        heart = Heart()
        seconds = _work(app, session, count)
        session.close()
    finally:
        world.stop()
    return {
        "photos": count,
        "seconds": round(seconds, 1),
        **heart.report(),
    }


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


def _queued() -> float:
    """Return how long this thread was ready to run and had no processor; Linux alone tells."""
    try:
        return int(Path("/proc/thread-self/schedstat").read_text("ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


class Heart:
    """Beats as often as the window's thread lets it."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = Beat.now()
        self._gaps: list[Beat] = []
        self._timer.start(1)

    def report(self) -> dict[str, Any]:
        """Return the longest gaps in milliseconds."""
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
        }

    def _longest(self, of: Callable[[Beat], float]) -> float:
        return round(1000 * max(map(of, self._gaps)), 1)

    def _beat(self) -> None:
        now = Beat.now()
        self._gaps.append(
            Beat(*(after - before for after, before in zip(now, self._last, strict=True)))
        )
        self._last = now


def _join(world: World) -> None:
    from tests.journeys.builders import a_contract

    world.vendorserver("init", "--demo", "--json")
    world.start_server()
    words = ("account", "ticket", "--login", "demo-office", "--url", world.url, "--json")
    world.vendorclient("enrol", str(world.vendorserver(*words)[0]["ticket"]), "--json")
    contract = a_contract()
    file = world.base / "contract.json"
    file.write_text(json.dumps(contract, ensure_ascii=False), "utf-8")
    world.vendorclient("contracts", "add", str(file), "--json")


def _fill(world: World, count: int) -> None:
    seed = random.Random(7)
    world.put_photos(count, seed)


def _work(app: QApplication, session: WindowSession, count: int) -> float:
    """Import, sort, hand in and wait for every receipt; return the seconds it took."""
    started = time.perf_counter()
    window = session.window
    window.take_folder(str(_card(window)))
    sorting = window.places.sorting
    _until(app, lambda: sum(photo.was_read for photo in sorting.photos) == count)
    sorting.put([photo.key for photo in sorting.photos], 1)
    _until(app, lambda: not sorting._moving)
    sorting.submit()
    sorting.flush()
    _until(app, lambda: all(photo.journey == "delivered" for photo in sorting.photos))
    return time.perf_counter() - started


def _card(window: Any) -> Path:
    return Path(window._desk.library.folder.root).parent / "card" / "DCIM" / "100CANON"


def _until(app: QApplication, condition: Any) -> None:
    """Let the window live until something has come about."""
    from PySide6.QtCore import QTimer

    ends = time.monotonic() + PATIENCE_S

    def look() -> None:
        if condition() or time.monotonic() > ends:
            app.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(200)
    app.exec()
    timer.stop()
    if not condition():
        raise TimeoutError("this took too long")


if __name__ == "__main__":
    sys.exit(main())
