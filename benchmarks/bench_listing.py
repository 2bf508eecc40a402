"""Listing 20,000 files against find(1), and the round trips until a phone shows its newest.

python -m benchmarks.bench_listing
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.ratio import compare, cpu_seconds
from tests.vendorclient.devices.gphoto_stages import NetworkCamera, staged
from tests.vendorclient.devices.iphone_stage import IphoneStage
from vendorclient.devices import Device, FakePhone, open_folder

FILES, PER_FOLDER, SCREEN = 20_000, 999, 60
FIRST_GOAL_SECONDS, ALL_GOAL, TRIPS_GOAL = 0.3, 3.0, 150
DELAY_SECONDS = 0.005
NEW, OLD_FOLDERS = 100, 12
NOW = datetime(2026, 10, 22, 9, 0, tzinfo=UTC)


def make_tree(root: Path) -> Path:
    """Write a card of many empty files."""
    for number in range(FILES):
        folder = root / "DCIM" / f"{100 + number // PER_FOLDER}CANON"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"IMG_{number % PER_FOLDER + 1:04}.JPG").touch()
    return root


def first_screen(device: Device) -> float:
    """Return how long it takes until the first screen is full."""
    began = time.perf_counter()
    list(itertools.islice(device.entries(), SCREEN))
    return time.perf_counter() - began


def find(root: Path) -> None:
    """List the same by the system's own tool."""
    subprocess.run(
        ["find", str(root), "-type", "f", "-printf", "%s %T@\n"],
        stdout=subprocess.DEVNULL,
        check=True,
    )


def practice_trips() -> int:
    """Return the round trips of the phone to practise on until its newest folder is shown."""
    phone = FakePhone({})
    for folder, number in itertools.product(range(OLD_FOLDERS + 1), range(NEW)):
        path = f"DCIM/{100 + folder}APPLE/IMG_{number:04}.HEIC"
        phone.files[path] = b"x"
        phone.modified_at[path] = NOW - timedelta(days=OLD_FOLDERS - folder)
    list(itertools.islice(phone.entries(), NEW))
    return phone.round_trips


def android_trips(folder: Path) -> tuple[int, float]:
    """Return the same of the real libgphoto2 with 5 ms a round trip, and the seconds."""
    with staged(NetworkCamera(folder, "--android", "--delay", str(DELAY_SECONDS))) as stage:
        for old, number in itertools.product(range(OLD_FOLDERS + 1), range(NEW)):
            at = NOW - timedelta(days=OLD_FOLDERS - old)
            stage.put(f"DCIM/{100 + old}ANDRO/IMG_{number:04}.jpg", b"x", at)
        device = stage.device()
        before, began = stage.tell("count"), time.perf_counter()
        list(itertools.islice(device.entries(), NEW))
        return stage.tell("count") - before, time.perf_counter() - began


def iphone_trips(folder: Path) -> int:
    """Return the same of our own reader of iPhones."""
    import os

    stage = IphoneStage(folder)
    os.environ["USBMUXD_SOCKET_ADDRESS"] = stage.service.address
    for old, number in itertools.product(range(OLD_FOLDERS + 1), range(NEW)):
        at = NOW - timedelta(days=OLD_FOLDERS - old)
        stage.put(f"DCIM/{100 + old}APPLE/IMG_{number:04}.HEIC", b"x", at)
    device = stage.device()
    list(itertools.islice(device.entries(), NEW))
    asked = stage.phone.asked
    stage.close()
    return asked


def main() -> int:
    met = []
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        card = open_folder(make_tree(root / "card"))
        screens = sorted(first_screen(card) for _ in range(5))
        met.append(_tell("first screen of 20,000 files, s", screens[2], FIRST_GOAL_SECONDS))
        whole = compare(
            "list 20,000 files : find -printf (CPU)",
            lambda: [sum(1 for _ in card.entries()) for _ in range(5)],
            lambda: [find(root / "card") for _ in range(5)],
            goal=ALL_GOAL,
            rounds=7,
            measure=cpu_seconds,
        )
        met.append(whole.ratio <= whole.goal)
        met.append(_tell("round trips, phone to practise on", practice_trips(), TRIPS_GOAL))
        trips, seconds = android_trips(root / "android")
        met.append(_tell("round trips, Android by libgphoto2", trips, TRIPS_GOAL))
        print(f"  (with 5 ms a round trip: {seconds:.2f} s)")
        met.append(_tell("round trips, iPhone by our reader", iphone_trips(root), TRIPS_GOAL))
    return 0 if all(met) else 1


def _tell(name: str, value: float, goal: float) -> bool:
    met = "ok" if value <= goal else "MISSED"
    print(f"{name:<44} {value:6.2f}  goal <= {goal:<5} {met}", flush=True)
    return value <= goal


if __name__ == "__main__":
    sys.exit(main())
