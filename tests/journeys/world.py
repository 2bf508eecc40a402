"""A real server, a real client and a card in one folder, each a process that can be killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 180  # a computer that others use too
GOOD = ("101NIKON/DSCN0138.JPG", "100CANON/IMG_1038.JPG", "103KODAK/DCP_4386.JPG")


@dataclass
class World:
    """Folders of one server, one client and one card."""

    base: Path
    url: str = ""
    _server: subprocess.Popen[bytes] | None = None
    _environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.card.mkdir(parents=True)
        self._environment = {
            **os.environ,
            "VENDORCLIENT_DATA": str(self.base / "client"),
            "VENDORCLIENT_CARDS": str(self.base / "card"),
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
        }

    def set(self, **environment: str) -> None:
        """Let the programs find this in their environment."""
        self._environment.update(environment)

    @property
    def card(self) -> Path:
        """The folder of photos on the card."""
        return self.base / "card" / "DCIM" / "100CANON"

    @property
    def client_db(self) -> Path:
        """The client's database."""
        return self.base / "client" / "client.db"

    @property
    def server_db(self) -> Path:
        """The server's database."""
        return self.base / "server" / "server.db"

    @property
    def server_pid(self) -> int:
        """The process of the running server."""
        assert self._server is not None
        return self._server.pid

    def run(self, program: str, *words: str) -> list[dict[str, Any]]:
        """Run one command to its end and return what it printed as JSON."""
        done = subprocess.run(
            [sys.executable, "-m", program, *words],
            env=self._environment,
            cwd=ROOT,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith(b"{")]

    def vendorserver(self, *words: str) -> list[dict[str, Any]]:
        """Run a server command on this world's data."""
        return self.run("vendorserver", "--data", str(self.base / "server"), *words)

    def vendorclient(self, *words: str) -> list[dict[str, Any]]:
        """Run a client command on this world's data."""
        return self.run("vendorclient", *words)

    def start_server(self) -> None:
        """Start the server; on its old port when it ran before."""
        announce = self.base / "announce.json"
        announce.unlink(missing_ok=True)
        port = self.url.rpartition(":")[2] or "0"
        words = ["--data", str(self.base / "server"), "serve", "--port", port]
        with (self.base / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "vendorserver", *words, "--announce", str(announce)],
                env=self._environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        wait_until(lambda: announce.exists() and announce.read_text().endswith("}\n"))
        self.url = json.loads(announce.read_text())["url"]

    def kill_server(self) -> None:
        """Pull the server's plug."""
        assert self._server is not None
        self._server.kill()
        self._server.wait(PATIENCE_S)
        self._server = None

    def stop(self) -> None:
        """End what still runs."""
        if self._server is not None:
            self._server.send_signal(signal.SIGTERM)
            self._server.wait(PATIENCE_S)
            self._server = None

    def start_road(self, contract: str, process: str) -> subprocess.Popen[bytes]:
        """Start the client's road (import, tag, submit, send) as one process that says "go"."""
        road = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.road", str(self.card), contract, process],
            env=self._environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        assert road.stdout is not None
        assert road.stdout.readline() == b"go\n"
        return road

    def put_photos(self, count: int, seed: random.Random) -> None:
        """Put photos with new content on the card: the sample with other pixels behind its end."""
        samples = ROOT / "resources" / "sample-card" / "camera" / "DCIM"
        for _ in range(count):
            number = len(list(self.card.iterdir())) + 1
            tail = seed.randbytes(seed.randrange(1, 60_000))
            content = (samples / seed.choice(GOOD)).read_bytes() + tail
            (self.card / f"IMG_{number:04}.JPG").write_bytes(content)


def wait_until(condition: Any) -> None:
    """Wait for another process, but not for ever."""
    ends = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.02)


def a_seed(name: str) -> random.Random:
    """Return a random source whose seed is printed when a test fails."""
    seed = int(os.environ.get("JOURNEY_SEED", "0")) or time.time_ns() % 1_000_000
    sys.stdout.write(f"JOURNEY_SEED={seed}\n")
    return random.Random(seed ^ zlib.crc32(name.encode()))
