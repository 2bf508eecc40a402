"""How long the window takes to open, beside a bare window with one label, by turns.

    python benchmarks/bench_start.py [--rounds 7] [--json]

"Usable" means: the first page is painted and the window has answered its first event. Both are
timed from outside, from the start of the process; CPU seconds stand beside, for a busy computer.
Both run on compiled modules, as an installed program does, whatever the shell says about them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GOAL = 3.0
BARE = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("vendorclient")
label.resize(1093, 614)
label.show()
QTimer.singleShot(0, app.quit)
app.exec()
print(time.process_time(), flush=True)
"""
OURS = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from vendorclient.ui.window import WindowSession, application
app = application()
session = WindowSession(app, Path(sys.argv[1]), sending=False)
session.window.resize(1093, 614)
session.window.show()
QTimer.singleShot(0, app.quit)
app.exec()
print(time.process_time(), flush=True)
session.close()
"""


def main() -> int:
    asked = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        data, compiled = str(Path(scratch) / "data"), str(Path(scratch) / "compiled")
        _run(compiled, OURS, data)  # the first start makes the data folder and compiles
        _run(compiled, BARE)
        rounds = [(_run(compiled, BARE), _run(compiled, OURS, data)) for _ in range(asked.rounds)]
    report = _report(rounds)
    print(json.dumps(report) if asked.json else "\n".join(f"{k}: {v}" for k, v in report.items()))
    return 0 if report["ratio"] <= GOAL else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _run(compiled: str, code: str, *words: str) -> tuple[float, float]:
    """Return the seconds until the window was usable, and the CPU seconds it took."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": compiled,
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", code, *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with child:
        line = child.stdout.readline() if child.stdout else ""
        usable = time.perf_counter() - started
    return usable, float(line)


def _report(rounds: list[tuple[tuple[float, float], tuple[float, float]]]) -> dict[str, Any]:
    bare = [statistics.median(values) for values in zip(*(one for one, _ in rounds), strict=True)]
    ours = [statistics.median(values) for values in zip(*(two for _, two in rounds), strict=True)]
    return {
        "bare window s": round(bare[0], 3),
        "our window s": round(ours[0], 3),
        "ratio": round(statistics.median(two[0] / one[0] for one, two in rounds), 2),
        "bare CPU s": round(bare[1], 3),
        "our CPU s": round(ours[1], 3),
        "CPU ratio": round(statistics.median(two[1] / one[1] for one, two in rounds), 2),
        "goal": GOAL,
    }


if __name__ == "__main__":
    sys.exit(main())
