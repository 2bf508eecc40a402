"""Draws every page and dialog of the window into pictures, for people to look at.

    .venv/bin/python -m tools.render_pages FOLDER [--only light-ko-1366x768@125] [--data DIR]

Without --data a library is prepared on the way: the sample card, a contract, a real server on
loopback that gives receipts. Each picture is drawn in a process of its own, without a screen.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def _ticket(world: object) -> str:
    words = ["account", "ticket", "--login", "demo-office", "--url", world.url]  # type: ignore[attr-defined]
    line = [sys.executable, "-m", "vendorserver", "--data", str(world.base / "server"), *words]  # type: ignore[attr-defined]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[-1].strip()


def _import_and_send(world: object) -> None:
    import json

    client = world.vendorclient  # type: ignore[attr-defined]
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
        for scene, show in _scenes(window):
            show()
            _settle()
            if scene == "2-photos":
                print(name, window.sorting.grid.whole_cells(), flush=True)
            window.grab().save(str(folder / f"{name}-{scene}.png"))
        for scene, dialog in _dialogs(window):
            dialog.show()
            _settle()
            dialog.grab().save(str(folder / f"{name}-{scene}.png"))
            dialog.close()
    finally:
        session.close()
    return 0


def _scenes(window):  # type: ignore[no-untyped-def]
    """Return each page in each state that a person may meet."""
    from vendorcore.errors import VendorError
    from vendorcore.text import _, n_

    from vendorclient.ui.widgets.device_card import DeviceLine, Plugged
    from vendorclient.ui.widgets.progress import Progress

    devices = [
        DeviceLine(key="1", label="EOS_DIGITAL", kind="card", new=30, total=244),
        DeviceLine(key="2", label="Galaxy S24", kind="android", state=Plugged.PRIVATE, total=9),
        DeviceLine(key="3", label="iPhone", kind="iphone", state=Plugged.LOCKED),
    ]
    progress = Progress(
        done=12, total=30, bytes_done=61_000_000, bytes_total=152_000_000, bytes_per_second=24e6
    )
    view = window.sorting_work

    def devices_shown() -> None:
        window.today.show_devices(devices)
        window.today.show_copying("1", progress)

    def chosen() -> None:
        keys = [photo.key for photo in view.photos if not photo.process][:4]
        window.sorting.grid.select_keys(keys)
        window.sorting.show_copying(progress)

    def enlarged() -> None:
        window.sorting.show_copying(None)
        marked = [photo for photo in view.photos if photo.reasons] or list(view.photos)
        window.loupe.open(view.photos, marked[0].key)

    def detail() -> None:
        window.loupe.hide()
        window.go("contracts")
        window.contracts_work.open(window.sorting_work._board.contract_id)

    def told() -> None:
        window.contracts.back()
        window.go("photos")
        window.tell(VendorError("not-enrolled"))
        window.toast.say(n_("{n}장을 제출했습니다", "{n}장을 제출했습니다", 30), _("되돌리기"))

    return [
        ("1-today", lambda: window.go("today")),
        ("1-today-devices", devices_shown),
        ("2-photos", lambda: window.go("photos")),
        ("2-photos-chosen", chosen),
        ("2-photos-large", enlarged),
        ("3-contract", detail),
        ("3-contracts", window.contracts.back),
        ("4-sending", lambda: window.go("sending")),
        ("5-settings", lambda: window.go("settings")),
        ("6-told", told),
    ]


def _dialogs(window):  # type: ignore[no-untyped-def]
    from vendorcore.text import finding_sentence

    from vendorclient.ui.dialogs.keys import KeysDialog
    from vendorclient.ui.dialogs.reason import ReasonDialog

    reasons = [finding_sentence(code, {"days": 3}) for code in ("T_BEFORE_CONTRACT", "D_EXACT")]
    return [
        ("7-keys", KeysDialog(window)),
        ("7-reason", ReasonDialog(window, 2, reasons)),
    ]


def _settle() -> None:
    """Let everything arrive that was asked for."""
    from PySide6.QtWidgets import QApplication

    ends = time.monotonic() + 0.8
    while time.monotonic() < ends:
        QApplication.processEvents()
        time.sleep(0.005)


if __name__ == "__main__":
    sys.exit(main())
