"""A server as it always is, and a client under Windows with a drive for cards."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.journeys.world import World
from tools.windows import wine

PATIENCE_S = 120


@dataclass
class WindowsWorld(World):
    """The client runs under wine; D: is its reader."""

    def vendorclient(self, *words: str) -> list[dict[str, Any]]:
        """Run a client command under Windows and return what it printed as JSON."""
        code, rows, said = self.attempt(*words)
        assert code == 0, said
        return rows

    def attempt(self, *words: str) -> tuple[int, list[dict[str, Any]], str]:
        """Return how a command ended, its rows and everything that it said."""
        done = wine.run(
            wine.python_line("-m", "vendorclient", *words),
            env=wine.environment(VENDORCLIENT_DATA=wine.windows_path(self.base / "client")),
            timeout=PATIENCE_S,
        )
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        return done.returncode, [json.loads(line) for line in lines], done.stdout + done.stderr
