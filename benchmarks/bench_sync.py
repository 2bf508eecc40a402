"""Sending many small files and one large one, beside curl into a bare receiver, by turns.

    python benchmarks/bench_sync.py [--files 200] [--size 5000000] [--large 1000000000] [--rounds 3]

Both receivers hash and make durable. Ours also signs a receipt for each file. Seconds are what a
person waits; CPU seconds stand beside, for a busy computer; growth is of the client's memory.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from benchmarks.receivers import bare_receiver, nginx, our_server
from tests.journeys.desktop import Desktop
from vendorclient.app.way import Way
from vendorclient.storage.operations import OperationState
from vendorclient.sync.decide import MOST_ALONG
from vendorclient.sync.desk import Moved

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.journeys.world import World
    from vendorclient.storage.accounts import Server
    from vendorclient.sync.answers import Answer
    from vendorclient.sync.desk import News
    from vendorclient.sync.transport import Transport

GOAL = 1.3
NGINX_GOAL = 8
MEMORY_GOAL_MB = 40
TRIPS_GOAL = 3


@dataclass(frozen=True, kw_only=True)
class Others:
    """Where files are put beside us; nginx only where it is installed."""

    bare: tuple[str, int]
    dav: tuple[str, int] | None


@dataclass(frozen=True)
class Cost:
    """Seconds that passed, and CPU seconds of sender and receiver."""

    wall: float
    sender: float
    receiver: float
    grown_mb: int = 0
    taken_mb: int = 0
    requests: int = 0


def main() -> int:
    asked = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with bare_receiver(folder) as bare, our_server(folder) as world, nginx(folder) as dav:
            others = Others(bare=bare, dav=dav)
            _by_us(folder, _files(folder / "first", 3, 1000), world)  # what is loaded once
            ratios = [
                _compared(folder, others, world, count, size, asked.rounds)
                for count, size in ((asked.files, asked.size), (1, asked.large))
            ]
    return 0 if max(ratios) <= GOAL else 1


def _compared(
    folder: Path, others: Others, world: World, count: int, size: int, rounds: int
) -> float:
    """Print and return our time as a multiple of curl's, the median of the rounds."""
    runs: dict[str, list[Cost]] = {"curl": [], "nginx": [], "ours": []}
    for number in range(rounds):
        files = _files(folder / "files", count, size)
        for name in sorted(runs, reverse=bool(number % 2)):
            runs[name] += _run(name, folder, files, others, world)
        for file in files:
            file.unlink()
    print(f"{count} x {size / 1e6:.0f} MB")
    for name, costs in runs.items():
        if costs:
            print(_line(name, costs, count, count * size / 1e9))
    _print_ratios(runs, count)
    return _ratio(runs, "curl", "wall")


def _run(name: str, folder: Path, files: list[Path], others: Others, world: World) -> list[Cost]:
    if name == "ours":
        return [_by_us(folder, files, world)]
    address = others.bare if name == "curl" else others.dav
    return [_by_curl(files, *address)] if address else []


def _line(name: str, costs: list[Cost], count: int, gigabytes: float) -> str:
    wall = statistics.median(one.wall for one in costs)
    sender = statistics.median(one.sender for one in costs) / gigabytes
    receiver = statistics.median(one.receiver for one in costs) / gigabytes
    speed = f"{wall:.2f} s, {count / wall:.1f} files/s, {gigabytes * 1e3 / wall:.0f} MB/s"
    return f"  {name}: {speed}, CPU s/GB sender {sender:.2f} receiver {receiver:.2f}"


def _print_ratios(runs: dict[str, list[Cost]], count: int) -> None:
    """Print what was promised, and how far it holds."""
    _print_goal("time, times curl into the bare receiver", _ratio(runs, "curl", "wall"), GOAL)
    _print_goal("CPU of the sender, times curl", _ratio(runs, "curl", "sender"), GOAL)
    _print_goal("CPU of the receiver, times the bare one", _ratio(runs, "curl", "receiver"), GOAL)
    if runs["nginx"]:
        times = _ratio(runs, "nginx", "receiver")
        _print_goal("CPU of the receiver, times nginx", times, NGINX_GOAL)
    ours = runs["ours"]
    _print_goal("memory of the sender, MB more", max(o.grown_mb for o in ours), MEMORY_GOAL_MB)
    _print_goal("memory of the receiver, MB more", max(o.taken_mb for o in ours), MEMORY_GOAL_MB)
    if count > 1:  # a large file goes in several pieces
        _print_goal("round trips for a file", max(o.requests for o in ours) / count, TRIPS_GOAL)


def _print_goal(name: str, value: float, goal: float) -> None:
    print(
        f"  {name}: {value:.2f}  goal <= {goal} {'ok' if value <= goal else 'MISSED'}", flush=True
    )


def _ratio(runs: dict[str, list[Cost]], other: str, what: str) -> float:
    pairs = zip(runs[other], runs["ours"], strict=True)
    return statistics.median(getattr(us, what) / max(getattr(it, what), 0.01) for it, us in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedWay(Way):
    """A way that counts the requests about files."""

    seen: list[str]

    @classmethod
    def over(cls, way: Way) -> CountedWay:
        """Return the same way, counted."""
        own = {entry.name: getattr(way, entry.name) for entry in fields(way)}
        return cls(seen=[], **own)

    def requests(self) -> int:
        """Return how many there were."""
        return len(self.seen)

    def connect(self, server: Server) -> Transport:
        """Return a connection whose requests are noted."""
        made, seen = Way.connect(self, server), self.seen
        call = made.call

        def noted(method: str, path: str, **rest: Any) -> Answer:
            if path.startswith(("/uploads/", "/api/v1/attachments/")):
                seen.append(path)
            return call(method, path, **rest)

        made.call = noted  # type: ignore[method-assign]  # only here, to count
        return made


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
    words = [word for file in files for word in ("-T", str(file), f"{url}{file.name}")]
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
        desktop.way.line.along_bytes = MOST_ALONG
        desktop.way = (counted := CountedWay.over(desktop.way))
        start, theirs = _forget_peak(os.getpid()), _forget_peak(world.server_pid)
        cost = _until_last_receipt(world.server_pid, desktop, {op.id for op in operations})
        cost = replace(
            cost,
            grown_mb=max(0, _peak(os.getpid()) - start) >> 20,
            taken_mb=max(0, _peak(world.server_pid) - theirs) >> 20,
            requests=counted.requests(),
        )
        assert len(desktop.receipts()) == len(operations)
    finally:
        desktop.library.close()
    return cost


def _until_last_receipt(pid: int, desktop: Desktop, waiting: set[str]) -> Cost:
    """Send; what the server finds in the files afterwards is not waited for."""
    so_far, costs = _since_now(pid), list[Cost]()

    def told(news: News) -> None:
        if isinstance(news, Moved) and news.state == OperationState.DELIVERED:
            waiting.discard(news.op)  # forms are delivered too, before the files
            if not waiting and not costs:  # looking costs the sender: once is enough
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


def _forget_peak(pid: int) -> int:
    """Begin to measure the peak anew, where the system can; return the memory in use."""
    forget = Path(f"/proc/{pid}/clear_refs")
    if forget.exists():
        forget.write_text("5")
    return psutil.Process(pid).memory_info().rss


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return psutil.Process(pid).memory_info().rss
    line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
    return int(line.split()[1]) << 10


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--size", type=int, default=5_000_000)
    parser.add_argument("--large", type=int, default=1_000_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
