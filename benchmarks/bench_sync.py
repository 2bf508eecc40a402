"""Sending many small files and one large one, beside curl into a bare receiver, by turns.

    python benchmarks/bench_sync.py [--files 200] [--size 5000000] [--large 1000000000] [--rounds 3]

Both receivers hash and make durable. Ours also signs a receipt for each file. Seconds are what a
person waits; CPU seconds stand beside, for a busy computer; growth is of the client's memory.
"""

from __future__ import annotations

import argparse
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from tests.journeys.desktop import Desktop
from tests.journeys.world import World
from vendorclient.storage.operations import OperationState
from vendorclient.sync.desk import Moved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vendorclient.sync.desk import News

GOAL = 1.3
MEMORY_GOAL_MB = 40


@dataclass(frozen=True)
class Cost:
    """Seconds that passed, and CPU seconds of sender and receiver."""

    wall: float
    sender: float
    receiver: float
    grown_mb: int = 0


def main() -> int:
    asked = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with _bare_receiver(folder) as bare, _our_server(folder) as world:
            ratios = [
                _compared(folder, bare, world, count, size, asked.rounds)
                for count, size in ((asked.files, asked.size), (1, asked.large))
            ]
    return 0 if max(ratios) <= GOAL else 1


def _compared(
    folder: Path, bare: tuple[str, int], world: World, count: int, size: int, rounds: int
) -> float:
    """Print and return our time as a multiple of curl's, the median of the rounds."""
    pairs = []
    for number in range(rounds):
        files = _files(folder / "files", count, size)
        ours = _by_us(folder, files, world) if number % 2 else None
        curl = _by_curl(files, *bare)
        pairs.append((curl, ours or _by_us(folder, files, world)))
        for file in files:
            file.unlink()
    ratio = statistics.median(ours.wall / curl.wall for curl, ours in pairs)
    gigabytes = count * size / 1e9
    met = "ok" if ratio <= GOAL else "MISSED"
    print(f"{count} x {size / 1e6:.0f} MB: {ratio:.2f} times curl  goal <= {GOAL} {met}")
    for name, cost in zip(("curl", "ours"), zip(*pairs, strict=True), strict=True):
        wall = statistics.median(one.wall for one in cost)
        sender = statistics.median(one.sender for one in cost) / gigabytes
        receiver = statistics.median(one.receiver for one in cost) / gigabytes
        speed = f"{wall:.2f} s, {count / wall:.1f} files/s, {gigabytes * 1e3 / wall:.0f} MB/s"
        print(f"  {name}: {speed}, CPU s/GB sender {sender:.2f} receiver {receiver:.2f}")
    grown = max(ours.grown_mb for _curl, ours in pairs)
    print(f"  memory of our sender grew {grown} MB  goal <= {MEMORY_GOAL_MB}", flush=True)
    return ratio


def _files(folder: Path, count: int, size: int) -> list[Path]:
    """Write files that nobody has sent before."""
    folder.mkdir(exist_ok=True)
    noise = os.urandom(1 << 20)
    for number in range(count):
        with (folder / f"{number:05}").open("wb") as file:
            file.write(os.urandom(32))
            while (left := size - file.tell()) > 0:
                file.write(noise[:left])
    return sorted(folder.iterdir())


def _by_curl(files: list[Path], url: str, pid: int) -> Cost:
    words = [word for file in files for word in ("-T", str(file), url)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    line = ["curl", "-sS", *words]
    cost = _measured(pid, lambda: subprocess.run(line, check=True, stdout=subprocess.DEVNULL))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cost.wall, used, cost.receiver)


def _by_us(folder: Path, files: list[Path], world: World) -> Cost:
    words = ("--json", "account", "ticket", "--login", "demo-office", "--url", world.url)
    desktop = Desktop(Path(tempfile.mkdtemp(dir=folder)))
    desktop.enrol(str(world.vendorserver(*words)[0]["ticket"]))
    operations = desktop.hand_in(*(file.read_bytes() for file in files))
    try:
        start = _forget_peak()
        cost = _until_last_receipt(world.server_pid, desktop)
        cost = replace(cost, grown_mb=max(0, _peak() - start) >> 20)
        assert len(desktop.receipts()) == len(operations)
    finally:
        desktop.library.close()
    return cost


def _until_last_receipt(pid: int, desktop: Desktop) -> Cost:
    """Send; what the server finds in the files afterwards is not waited for."""
    so_far, costs = _since_now(pid), list[Cost]()

    def told(news: News) -> None:
        if isinstance(news, Moved) and news.state == OperationState.DELIVERED:
            costs.append(so_far())

    desktop.told = told
    desktop.send()
    return costs[-1]


def _measured(pid: int, act: Callable[[], object]) -> Cost:
    so_far = _since_now(pid)
    act()
    return so_far()


def _since_now(pid: int) -> Callable[[], Cost]:
    """Return what tells the cost from now on."""
    receiver = psutil.Process(pid)
    before, began, own = receiver.cpu_times(), time.perf_counter(), time.process_time()

    def so_far() -> Cost:
        after = receiver.cpu_times()
        used = after.user + after.system - before.user - before.system
        return Cost(time.perf_counter() - began, time.process_time() - own, used)

    return so_far


def _forget_peak() -> int:
    """Begin to measure the peak anew, where the system can; return the memory in use."""
    forget = Path("/proc/self/clear_refs")
    if forget.exists():
        forget.write_text("5")
    return psutil.Process().memory_info().rss


def _peak() -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        return psutil.Process().memory_info().rss
    line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
    return int(line.split()[1]) << 10


@contextmanager
def _our_server(folder: Path) -> Iterator[World]:
    world = World(folder / "ours")
    world.vendorserver("--json", "init", "--demo")
    world.start_server()
    try:
        yield world
    finally:
        world.stop()


@contextmanager
def _bare_receiver(folder: Path) -> Iterator[tuple[str, int]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["uvicorn", "benchmarks.bare_receiver:application", "--port", str(port)]
    place = folder / "bare"
    place.mkdir()
    server = subprocess.Popen(
        [sys.executable, "-m", *words, "--log-level", "error"],
        env={**os.environ, "RECEIVER_FOLDER": str(place)},
    )
    url = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(url)
        yield url, server.pid
    finally:
        server.terminate()
        server.wait()


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own address
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--size", type=int, default=5_000_000)
    parser.add_argument("--large", type=int, default=1_000_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
