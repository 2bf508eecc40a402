"""Import with facts and embedded previews, against copying and hashing by the system's tools.

    python -m benchmarks.bench_import [--full]

Every round imports into an empty library with the command of the program itself. A round in which a
distinct file is missing ends the benchmark. --full takes 20,000 small files instead of 2,000.
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from threading import Event, Thread

import psutil

from benchmarks.cards import contents, make_card, small_card
from benchmarks.ratio import compare, seconds

ROOT = Path(__file__).parents[1]

PHOTOS, PHOTO_BYTES = 400, 5_000_000  # the pictures of a day
SMALL, FULL = 2_000, 20_000
PHOTO_GOAL, SMALL_GOAL, EXPONENT_GOAL, MEMORY_GOAL_MB = 1.0, 1.5, 1.1, 150
COPY = (
    'cp -r "$1" "$2/c" && cd "$2/c" && find . -type f -print0'
    ' | xargs -0 openssl dgst -sha256 -r > "$2/sums" && sync -f "$2"'
)


class Place:
    """An empty folder for each round; all are taken away together at the end.

    ext4 is slow to make files for minutes after many were removed, which would hide what is
    measured: `cp` of 20,000 files then takes 13 s and more instead of 2 to 4.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._numbers = count(1)

    def new(self) -> Path:
        folder = self._root / f"round-{next(self._numbers)}"
        folder.mkdir()
        return folder


def ours(card: Path, place: Place) -> Path:
    """Import as the program does it, in a process of its own."""
    data = place.new() / "data"
    subprocess.run(_line(card, data), check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return data


def copy_and_hash(card: Path, place: Place) -> None:
    """Copy, hash and make durable by the system's own tools."""
    subprocess.run(["bash", "-c", COPY, "copy", str(card), str(place.new())], check=True)


def missing(card: Path, place: Place) -> int:
    """Return how many distinct files of the card are not among the originals."""
    data = ours(card, place)
    return len(contents(card) - {path.name for path in (data / "originals").rglob("*")})


def memory_mb(card: Path, place: Place) -> float:
    """Return the most memory (PSS) that the program and its worker took together."""
    process = psutil.Popen(_line(card, place.new() / "data"), cwd=ROOT, stdout=subprocess.DEVNULL)
    over, most = Event(), [0.0]

    def watch() -> None:
        while not over.wait(0.1):
            most[0] = max(most[0], _pss(process))

    watcher = Thread(target=watch)
    watcher.start()
    process.wait()
    over.set()
    watcher.join()
    return most[0] / 1e6


def exponent(few: Path, many: Path, place: Place, factor: int) -> float:
    """Return how the time grows with the number of files: 1 is in proportion."""
    pairs = []
    for _ in range(3):
        short = seconds(lambda: ours(few, place))
        pairs.append(seconds(lambda: ours(many, place)) / short)
    return math.log(sorted(pairs)[1]) / math.log(factor)


def _line(card: Path, data: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "vendorclient", "--data", str(data), "--json"),
        *("import", str(card)),
    ]


def _pss(process: psutil.Popen) -> float:
    total = 0
    for one in [process, *_children(process)]:
        try:
            total += one.memory_full_info().pss
        except psutil.Error:
            continue
    return float(total)


def _children(process: psutil.Popen) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.Error:
        return []


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true")
    small_files = FULL if parser.parse_args().full else SMALL
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        place = Place(root)
        photos = make_card(root / "photos", PHOTOS, PHOTO_BYTES)
        small = small_card(root / "small", small_files)
        few = small_card(root / "few", small_files // 4)
        results = [
            compare(
                f"import {PHOTOS} photos : cp + openssl + sync",
                lambda: ours(photos, place),
                lambda: copy_and_hash(photos, place),
                goal=PHOTO_GOAL,
            ),
            compare(
                f"import {small_files} small : cp + openssl + sync",
                lambda: ours(small, place),
                lambda: copy_and_hash(small, place),
                goal=SMALL_GOAL,
                rounds=3,
            ),
        ]
        met = [result.ratio <= result.goal for result in results]
        met.append(_tell("distinct files missing", missing(photos, place), 0))
        met.append(
            _tell("memory of program and worker, MB", memory_mb(small, place), MEMORY_GOAL_MB)
        )
        met.append(
            _tell("exponent of time in files", exponent(few, small, place, 4), EXPONENT_GOAL)
        )
    return 0 if all(met) else 1


def _tell(name: str, value: float, goal: float) -> bool:
    print(
        f"{name:<44} {value:6.2f}  goal <= {goal:<5} {'ok' if value <= goal else 'MISSED'}",
        flush=True,
    )
    return value <= goal


if __name__ == "__main__":
    began = time.monotonic()
    code = main()
    print(f"({time.monotonic() - began:.0f} s)")
    sys.exit(code)
