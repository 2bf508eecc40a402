"""Draws every page and dialog of the window into pictures, for people to look at.

    .venv/bin/python -m tools.render_pages FOLDER [--only light-ko-1366x768@125] [--data DIR]

Without --data a library is prepared on the way: the sample card, a contract, a real server on
loopback that gives receipts. Each picture is drawn in a process of its own, without a screen.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.errors import VendorError
from vendorcore.text import finding_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from tests.journeys.world import World
    from vendorclient.ui.main_window import MainWindow
    from vendorclient.ui.widgets.progress import Progress

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "sample-card"
CONTRACT = ROOT / "resources" / "demo" / "contract.json"
SCREENS = ((1366, 768, 100), (1366, 768, 125), (1366, 768, 150), (1920, 1080, 100))


def main() -> int:
    """Prepare where needed, then draw every variant."""
    asked = _arguments()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.child:
        return _draw(asked.folder, asked.data, asked.child)
    with tempfile.TemporaryDirectory() as scratch:
        data = asked.data or _prepare(Path(scratch))
        for name in _variants():
            if asked.only in name:
                _start_child(asked.folder, data, name)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _variants() -> list[str]:
    screens = [f"{width}x{height}@{percent}" for width, height, percent in SCREENS]
    return [
        "-".join(parts) for parts in itertools.product(("light", "dark"), ("ko", "en"), screens)
    ]


def _start_child(folder: Path, data: Path, name: str) -> None:
    percent = int(name.rpartition("@")[2])
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(percent / 100),
        "PYTHONPATH": str(ROOT),
    }
    line = [sys.executable, "-m", "tools.render_pages", str(folder), "--data", str(data)]
    subprocess.run([*line, "--child", name], env=environment, cwd=ROOT, check=True)


def _prepare(base: Path) -> Path:
    """Make a library with photos in every state; return its folder."""
    from tests.journeys.world import World

    world = World(base / "world")
    world.vendorserver("init", "--demo")
    world.start_server()
    try:
        ticket = _ticket(world)
        world.vendorclient("enrol", ticket)
        world.vendorclient("contracts", "add", str(CONTRACT))
        _import_and_send(world)
    finally:
        world.stop()
    return base / "world" / "client"


def _ticket(world: World) -> str:
    words = ["account", "ticket", "--login", "demo-office", "--url", world.url]
    line = [sys.executable, "-m", "vendorserver", "--data", str(world.base / "server"), *words]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[-1].strip()


def _import_and_send(world: World) -> None:
    client = world.vendorclient
    contract = json.loads(CONTRACT.read_text("utf-8"))
    place = ("--contract", contract["id"], "--process")
    rows = client("import", str(SAMPLES / "camera"), "--json")
    hashes = {Path(row["path"]).name: row["sha256"] for row in rows if row.get("sha256")}
    first = [hashes[name] for name in ("IMG_1037.JPG", "IMG_1907.JPG", "IMG_7946.JPG")]
    client("tag", *place, contract["processes"][0]["id"], *first)
    client("submit", "--contract", contract["id"])
    client("sync", "--once")
    second = [hashes[name] for name in ("DSCN0137.JPG", "DSCN0138.JPG", "MVI_0121.AVI")]
    client("tag", *place, contract["processes"][1]["id"], *second)
    client("submit", "--contract", contract["id"])
    client("import", str(SAMPLES / "phone"), "--json")
    third = [hashes[name] for name in ("DCP_5613.JPG", "DCP_4386.JPG", "P1000244.MOV")]
    client("tag", *place, contract["processes"][2]["id"], *third)


def _draw(folder: Path, data: Path, name: str) -> int:
    """Draw all pages and dialogs of one variant in this process."""
    from vendorclient.ui.theme.palette import Scheme
    from vendorclient.ui.theme.style import look
    from vendorclient.ui.window import WindowSession, application

    theme, language, screen = name.split("-")
    size, _sign, percent = screen.partition("@")
    width, height = (round(int(side) * 100 / int(percent)) for side in size.split("x"))
    session = WindowSession(application(), data, language=language, sending=False)
    try:
        look().wear(Scheme(theme))
        window = session.window
        window.resize(width, height)
        window.show()
        session.desk.begin(watching=False, sending=False)
        scenes = Scenes(window)
        for scene, show in scenes.all():
            show()
            _settle()
            if scene == "2-photos":
                print(name, window.places.sorting.page.grid.whole_cells(), flush=True)
            window.grab().save(str(folder / f"{name}-{scene}.png"))
        for scene, dialog in scenes.dialogs():
            dialog.show()
            _settle()
            dialog.grab().save(str(folder / f"{name}-{scene}.png"))
            dialog.close()
    finally:
        session.close()
    return 0


class Scenes:
    """Each page in each state that a person may meet."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def all(self) -> list[tuple[str, Callable[[], None]]]:
        """Return the names of the pictures and what shows them, in this order."""
        go = self._window.go
        return [
            ("1-today", partial(go, "today")),
            ("1-today-devices", self._devices),
            ("2-photos", partial(go, "photos")),
            ("2-photos-chosen", self._chosen),
            ("2-photos-large", self._large),
            ("3-contract", self._contract),
            ("3-contracts", self._window.places.contracts.page.back),
            ("4-sending", partial(go, "sending")),
            ("5-settings", partial(go, "settings")),
            ("6-told", self._told),
        ]

    def dialogs(self) -> list[tuple[str, QDialog]]:
        """Return the small windows."""
        from vendorclient.ui.dialogs.keys import KeysDialog
        from vendorclient.ui.dialogs.reason import ReasonDialog

        reasons = [finding_sentence(code, {"days": 3}) for code in ("T_BEFORE_CONTRACT", "D_EXACT")]
        return [
            ("7-keys", KeysDialog(self._window)),
            ("7-reason", ReasonDialog(self._window, 2, reasons)),
        ]

    def _devices(self) -> None:
        from vendorclient.ui.widgets.device_card import DeviceLine, Plugged

        self._window.places.today.page.show_devices(
            [
                DeviceLine(key="1", label="EOS_DIGITAL", kind="card", new=30, total=244),
                DeviceLine(key="2", label="Galaxy S24", kind="android", state=Plugged.PRIVATE),
                DeviceLine(key="3", label="iPhone", kind="iphone", state=Plugged.LOCKED),
            ]
        )
        self._window.places.today.page.show_copying("1", _progress())

    def _chosen(self) -> None:
        photos = self._window.places.sorting.photos
        keys = [photo.key for photo in photos if not photo.process][:4]
        self._window.places.sorting.page.grid.select_keys(keys)
        self._window.places.sorting.page.show_copying(_progress())

    def _large(self) -> None:
        self._window.places.sorting.page.show_copying(None)
        photos = self._window.places.sorting.photos
        marked = [photo for photo in photos if photo.reasons] or list(photos)
        self._window.loupe.open(photos, marked[0].key)

    def _contract(self) -> None:
        self._window.loupe.hide()
        self._window.go("contracts")
        self._window.places.contracts.open(self._window.places.sorting.contract_id)

    def _told(self) -> None:
        self._window.places.contracts.page.back()
        self._window.go("photos")
        self._window.teller.tell(VendorError("not-enrolled"))
        self._window.places.sorting.handed_in.emit(30)


def _progress() -> Progress:
    from vendorclient.ui.widgets.progress import Progress

    return Progress(
        done=12, total=30, bytes_done=61_000_000, bytes_total=152_000_000, bytes_per_second=24e6
    )


def _settle() -> None:
    """Let everything arrive that was asked for."""
    from PySide6.QtWidgets import QApplication

    ends = time.monotonic() + 0.8
    while time.monotonic() < ends:
        QApplication.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    sys.exit(main())
