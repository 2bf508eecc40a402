"""The shim, built when it is needed, and the programs that run under it."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import pytest

from tests.journeys.world import PATIENCE_S, ROOT, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.journeys.builders import Joined
    from tests.journeys.world import World

SOURCE = Path(__file__).with_name("shim.c")
needs_shim = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("cc"), reason="needs LD_PRELOAD and a C compiler"
)
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
KILL, AFTER, HALF, EIO, ENOSPC = "K", "A", "H", "E", "N"
NOTHING = {"at": 0, "what": KILL, "span": 1}
KILLED = -9


@lru_cache
def shim() -> Path:
    """Return the shim, compiled once."""
    built = Path(mkdtemp(prefix="shim-")) / "shim.so"
    words = ["cc", "-O2", "-shared", "-fPIC", "-o", str(built), str(SOURCE), "-ldl", "-lpthread"]
    subprocess.run(words, check=True, capture_output=True)
    return built


@dataclass(frozen=True)
class Outcome:
    """How a program ended, and how many calls it made."""

    code: int
    calls: int


class Forge:
    """A loaded program that is started again and again, each time with a fault of its own."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._heard()

    def begin(self, at: int = 0, what: str = KILL, span: int = 1) -> int:
        """Start the program and return its process; outcome() waits for its end."""
        assert self._process.stdin is not None
        fault = {"at": at, "what": what, "span": span}
        self._process.stdin.write(json.dumps(fault).encode() + b"\n")
        self._process.stdin.flush()
        return int(self._heard()["pid"])

    def ends_within(self, seconds: float) -> bool:
        """Whether the program ends by itself within the time."""
        return bool(select.select([self._process.stdout], [], [], seconds)[0])

    def outcome(self) -> Outcome:
        """Return how the program ended."""
        return Outcome(**self._heard())

    def run(self, at: int = 0, what: str = KILL, span: int = 1) -> Outcome:
        """Run the program to its end."""
        self.begin(at, what, span)
        return self.outcome()

    def _heard(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the forge broke"
        found: dict[str, Any] = json.loads(line)
        return found


@contextmanager
def forge(
    kind: str, prefix: Path, *words: str, record: Path | None = None, counted: bool = True
) -> Iterator[Forge]:
    """Lend a loaded program; its calls below a folder are counted, and may fail."""
    environment = {
        **os.environ,
        **({"LD_PRELOAD": str(shim()), "FAULT_PREFIX": str(prefix)} if counted else {}),
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "VENDORCLIENT_DATA": str(prefix),
    }
    if record is not None:
        environment["FAULT_LOG"] = str(record)
    log = prefix.parent / f"{kind}.log"
    with log.open("ab") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.crashing.forge", kind, *words],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    try:
        yield Forge(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.kill()
        process.wait(PATIENCE_S)
        if process.stdout is not None:
            process.stdout.close()


@contextmanager
def client_of(
    joined: Joined, record: Path | None = None, *, counted: bool = True
) -> Iterator[Forge]:
    """Lend the client of a world."""
    world = joined.world
    words = (str(world.card), joined.contract, joined.process)
    with forge("road", world.base / "client", *words, record=record, counted=counted) as made:
        yield made


@contextmanager
def server_of(world: World, record: Path | None = None, *, counted: bool = True) -> Iterator[Forge]:
    """Lend the server of a world in the place of the one that runs."""
    world.stop()
    data, port = str(world.base / "server"), world.url.rpartition(":")[2]
    words = (data, port, str(_announce(world)))
    with forge("server", world.base / "server", *words, record=record, counted=counted) as made:
        yield made


def serve(world: World, server: Forge, **fault: Any) -> int:
    """Start the server with its fault and return its pid once it listens, or has met its fault."""
    _announce(world).unlink(missing_ok=True)
    pid = server.begin(**fault)
    wait_until(lambda: _is_up(world) or not is_alive(pid))
    return pid


def end(pid: int, server: Forge) -> Outcome:
    """Pull the plug of a server that may have met its fault already."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    return server.outcome()


def is_alive(pid: int) -> bool:
    """Whether a program that the forge has begun still runs."""
    return Path(f"/proc/{pid}").exists()


def _announce(world: World) -> Path:
    return world.base / "announced.json"


def _is_up(world: World) -> bool:
    found = _announce(world)
    return found.exists() and found.read_text().endswith("}\n")
