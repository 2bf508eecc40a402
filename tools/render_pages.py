"""Draws every page and dialog of the window into pictures, for people to look at.

    .venv/bin/python -m tools.render_pages FOLDER [--only light-ko-1366x768@125] [--data DIR]

Every look, language and screen; the light look in other sizes of type too (…@100-200 is 200 %).

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
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.journeys.world import World
    from vendorclient.ui.window import WindowSession

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "sample-card"
CONTRACT = ROOT / "resources" / "demo" / "contract.json"
PAUSE_S, PATIENCE_S = 0.3, 12.0
SCREENS = ((1366, 768, 100), (1366, 768, 125), (1366, 768, 150), (1920, 1080, 100))
TYPES = (90, 160, 200)  # other sizes of type, on the first screen


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
    looks, languages = ("light", "dark", "high_contrast"), ("ko", "en")
    larger = [f"{screens[0]}-{size}" for size in TYPES]
    usual = itertools.product(looks, languages, screens)
    return ["-".join(parts) for parts in (*usual, *itertools.product(looks[:1], languages, larger))]


def _start_child(folder: Path, data: Path, name: str) -> None:
    percent = int(name.partition("@")[2].partition("-")[0])
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={_screen(folder, name)}",
        "QT_SCALE_FACTOR": str(percent / 100),
        "PYTHONPATH": str(ROOT),
    }
    line = [sys.executable, "-m", "tools.render_pages", str(folder), "--data", str(data)]
    subprocess.run([*line, "--child", name], env=environment, cwd=ROOT, check=True)


def _screen(folder: Path, name: str) -> Path:
    """Describe the screen on which the dialogs must have room."""
    width, height = name.split("-")[2].partition("@")[0].split("x")
    screen = {"name": "screen", "x": 0, "y": 0, "width": int(width), "height": int(height)}
    rest = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = folder / f"screen-{width}x{height}.json"
    file.write_text(json.dumps({"screens": [screen | rest]}), "utf-8")
    return file.resolve()


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
    from PySide6.QtWidgets import QApplication

    from tools.render_scenes import Scenes
    from vendorclient.ui.theme.palette import Scheme
    from vendorclient.ui.theme.style import look
    from vendorclient.ui.window import WindowSession, application

    theme, language, screen, *larger = name.split("-")
    size, _sign, percent = screen.partition("@")
    width, height = (round(int(side) * 100 / int(percent)) for side in size.split("x"))
    session = WindowSession(application(), data, language=language, sending=False)
    try:
        QApplication.processEvents()  # what nobody has laid out yet would keep the usual type
        look().wear(Scheme(theme.replace("_", "-")), int((larger or ["100"])[0]) / 100)
        window = session.window
        window.resize(width, height)
        window.show()
        session.desk.begin(watching=False, sending=False)
        scenes = Scenes(session)
        for scene, show in scenes.all():
            show()
            _keep(folder, name, scene, window)
            if scene == "2-photos":
                print(name, window.places.sorting.page.grid.whole_cells(), flush=True)
        for scene, dialog in scenes.dialogs():
            dialog.show()
            _keep(folder, name, scene, dialog)
            dialog.close()
        _print(folder, name, session)
    finally:
        session.close()
    return 0


def _keep(folder: Path, name: str, scene: str, shown: QWidget) -> None:
    """Draw what is shown once it does not change any more."""
    _settle(shown)
    _tell_cut(name, scene, shown)
    shown.grab().save(str(folder / f"{name}-{scene}.png"))


def _print(folder: Path, name: str, session: WindowSession) -> None:
    """Draw what the printer would put on paper."""
    from tools.render_papers import papers

    for scene, sheet in papers(session):
        sheet.save(str(folder / f"{name}-{scene}.png"))


def _tell_cut(name: str, scene: str, shown: QWidget) -> None:
    """Say which words had no room: there must be none."""
    from tests.vendorclient.ui.cuts import cut_in

    for cut in cut_in(shown):
        print("CUT", name, scene, *cut, flush=True)


def _settle(shown: QWidget) -> None:
    """Let everything arrive that was asked for: until the picture does not change any more."""
    from PySide6.QtWidgets import QApplication

    before, ends = None, time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        pause = time.monotonic() + PAUSE_S
        while time.monotonic() < pause:
            QApplication.processEvents()
            time.sleep(0.005)
        now = shown.grab().toImage()
        if now == before:
            return
        before = now


if __name__ == "__main__":
    sys.exit(main())
