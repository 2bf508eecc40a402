"""How fast the table of photos is, beside a bare list of the same length on the same machine.

Each measurement runs in a process of its own, ours and the bare one by turns; what is printed are
medians, their ratios, and the exponent of the first paint from the shortest to the longest list.

    python benchmarks/bench_grid.py [--rows 1000 10000 100000] [--rounds 5] [--json]
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QStandardItem
    from PySide6.QtWidgets import QApplication, QListView, QScrollBar

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT = 1000, 700
STEPS = 200
APPENDS = 20
GOALS = {
    "first paint exponent": 0.2,
    "scroll step p95 ms": 16.0,
    "one more row ms": 5.0,
}


class Shown(Protocol):
    """A list on the screen that is measured."""

    row_height: int

    @property
    def view(self) -> QListView:
        """The list itself."""

    def fill(self) -> None:
        """Put all rows into it."""

    def prepare(self) -> None:
        """Have one more row ready; not measured."""

    def append(self) -> None:
        """Put one more row into it."""

    def close(self) -> None:
        """Clean up."""


def main() -> int:
    asked = _arguments()
    if asked.child:
        print(json.dumps(_measure(asked.child, asked.rows[0])))
        return 0
    results = {
        (kind, rows): _median([_child(kind, rows) for _ in range(asked.rounds)])
        for rows in asked.rows
        for kind in ("bare", "grid")
    }
    report = _report(results, asked.rows)
    print(json.dumps(report) if asked.json else _table(report))
    return 0 if report["within goals"] else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", choices=["bare", "grid"], help=argparse.SUPPRESS)
    return parser.parse_args()


def _child(kind: str, rows: int) -> dict[str, float]:
    line = [sys.executable, __file__, "--child", kind, "--rows", str(rows)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def _median(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def _report(results: dict[tuple[str, int], dict[str, float]], sizes: list[int]) -> dict[str, Any]:
    shortest, longest = min(sizes), max(sizes)
    ours, bare = results["grid", longest], results["bare", longest]
    exponent = _exponent(results, shortest, longest)
    reached = {
        "first paint exponent": exponent,
        "scroll step p95 ms": ours["scroll step p95 ms"],
        "one more row ms": ours["one more row ms"],
    }
    return {
        "grid": {rows: results["grid", rows] for rows in sizes},
        "bare": {rows: results["bare", rows] for rows in sizes},
        "ratio to bare": {name: round(ours[name] / bare[name], 2) for name in ours if bare[name]},
        "first paint exponent": exponent,
        "goals": GOALS,
        "within goals": all(reached[name] <= goal for name, goal in GOALS.items()),
    }


def _exponent(results: dict[tuple[str, int], dict[str, float]], few: int, many: int) -> float:
    if few == many:
        return 0.0
    paints = [results["grid", rows]["first paint ms"] for rows in (few, many)]
    return round(math.log(paints[1] / paints[0]) / math.log(many / few), 3)


def _table(report: dict[str, Any]) -> str:
    lines = []
    for kind in ("bare", "grid"):
        for rows, values in report[kind].items():
            shown = "  ".join(f"{name} {value:.2f}" for name, value in values.items())
            lines.append(f"{kind} {rows:>7,}: {shown}")
    lines += [f"{name}: {report[name]}" for name in list(report)[2:]]
    return "\n".join(lines)


def _measure(kind: str, rows: int) -> dict[str, float]:
    """Show a list of so many rows in this process and time what a person would feel."""
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    shown: Shown = _Grid(rows) if kind == "grid" else _Bare(rows)
    first = _timed(lambda: _show(app, shown))
    _settle(app, shown)
    steps = sorted(_scroll(app, shown, step) for step in range(STEPS))
    appends = sorted(_one_more(app, shown) for _ in range(APPENDS))
    select = _timed(lambda: _select_all(app, shown))
    shown.close()
    return {
        "first paint ms": first,
        "scroll step p50 ms": steps[len(steps) // 2],
        "scroll step p95 ms": steps[int(len(steps) * 0.95)],
        "one more row ms": appends[len(appends) // 2],
        "select all ms": select,
    }


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _show(app: QApplication, shown: Shown) -> None:
    shown.fill()
    shown.view.resize(WIDTH, HEIGHT)
    shown.view.show()
    for _ in range(3):
        app.processEvents()


def _settle(app: QApplication, shown: Shown) -> None:
    """Let the layout reach the last row."""
    bar, highest = shown.view.verticalScrollBar(), -1
    while bar.maximum() != highest:
        highest = bar.maximum()
        for _ in range(50):
            app.processEvents()


def _scroll(app: QApplication, shown: Shown, step: int) -> float:
    """Scroll one row on: new photos come in and are decoded meanwhile."""
    bar = shown.view.verticalScrollBar()
    place = (step * shown.row_height) % max(1, bar.maximum())
    return _timed(lambda: _step(app, bar, place))


def _step(app: QApplication, bar: QScrollBar, place: int) -> None:
    bar.setValue(place)
    app.processEvents()


def _select_all(app: QApplication, shown: Shown) -> None:
    shown.view.selectAll()
    app.processEvents()


def _one_more(app: QApplication, shown: Shown) -> float:
    shown.prepare()
    return _timed(lambda: _append(app, shown))


def _append(app: QApplication, shown: Shown) -> None:
    shown.append()
    app.processEvents()


class _Grid:
    """Ours: real JPEGs, decoded in the free lane while it scrolls."""

    row_height = 112

    def __init__(self, rows: int) -> None:
        from tests.vendorclient.ui.builders import a_jpeg, photos
        from vendorclient.ui.background import Background
        from vendorclient.ui.grid.thumbnails import Thumbnails
        from vendorclient.ui.grid.view import PhotoGrid
        from vendorclient.ui.theme.palette import Scheme
        from vendorclient.ui.theme.style import look

        look().wear(Scheme.LIGHT)
        pictures = [a_jpeg(320, 240, f"#{shade:02x}6699") for shade in range(0, 256, 32)]
        self._background = Background()
        thumbnails = Thumbnails(lambda key: pictures[int(key, 16) % 8], self._background)
        self.view = PhotoGrid(thumbnails)
        self._photos = tuple(photos(rows, process=2, process_name="절곡"))

    def fill(self) -> None:
        self.view.show_photos(self._photos)

    def prepare(self) -> None:
        from tests.vendorclient.ui.builders import a_photo

        self._photos = (*self._photos, a_photo(len(self._photos)))

    def append(self) -> None:
        self.view.show_photos(self._photos)

    def close(self) -> None:
        self._background.close()


class _Bare:
    """The calibration: Qt's own icon list, batched, with ready pictures."""

    row_height = 112

    def __init__(self, rows: int) -> None:
        from PySide6.QtCore import QSize
        from PySide6.QtGui import QColor, QPixmap, QStandardItem, QStandardItemModel
        from PySide6.QtWidgets import QListView

        self._picture = QPixmap(116, 87)
        self._picture.fill(QColor("#336699"))
        self._item = QStandardItem
        self._model = QStandardItemModel()
        self._rows = rows
        self.view = QListView()
        self.view.setViewMode(QListView.ViewMode.IconMode)
        self.view.setLayoutMode(QListView.LayoutMode.Batched)
        self.view.setBatchSize(500)
        self.view.setUniformItemSizes(True)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setIconSize(QSize(116, 87))
        self.view.setGridSize(QSize(122, 112))
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        for number in range(rows):
            self._model.appendRow(self._named(number))

    def fill(self) -> None:
        self.view.setModel(self._model)

    def prepare(self) -> None:
        self._next = self._named(self._model.rowCount())

    def append(self) -> None:
        self._model.appendRow(self._next)

    def close(self) -> None:
        self.view.close()

    def _named(self, number: int) -> QStandardItem:
        item = self._item(f"DSC{number:05d}.JPG")
        item.setData(self._picture, 1)
        return item


if __name__ == "__main__":
    sys.exit(main())
