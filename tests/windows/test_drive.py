"""A removable drive of Windows comes and goes; the card driver sees it, and loses nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tools.windows import wine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="wine is looked at from Linux"),
]

# One line for each question: which cards there are, their state, their files; or what went wrong.
LOOK = """
import json, sys
from vendorclient.devices.card import find
from vendorcore.errors import VendorError
kept = None
for line in sys.stdin:
    if line.strip() == "read":
        try:
            kept.storages()
            said = sum(len(piece) for entry in kept.entries() for piece in kept.read(entry))
        except VendorError as error:
            said = error.code
    elif line.strip() == "state":
        said = kept.state()
    else:
        cards = list(find())
        kept = cards[0] if cards else kept
        said = [[str(one.mount.root), one.label, [e.path for e in one.entries()]] for one in cards]
    print(json.dumps(said), flush=True)
"""
RING = """
import ctypes
from vendorclient.devices.events import sources
from vendorclient.devices.events.bell import Bell
bell = Bell()
found = sources(bell)
# A desktop that has just been made passes on nothing yet: Windows tells again and again.
def tell():
    ctypes.windll.user32.PostMessageW(0xFFFF, 0x0219, 0x0007, 0)
    return bell.wait(2)
print(len(found), any(tell() for _ in range(20)))
[one.stop() for one in found]
"""


class Looking:
    """A Windows program that answers."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            wine.python_line("-c", LOOK),
            env=wine.environment(),
            cwd=wine.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    def ask(self, question: str) -> Any:
        """Return the answer to one question."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{question}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def looking() -> Iterator[Looking]:
    made = Looking()
    yield made
    made.process.communicate()


@pytest.fixture
def card(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "card" / "DCIM" / "100CANON"
    folder.mkdir(parents=True)
    (folder / "용접_1.JPG").write_bytes(os.urandom(2_500_000))
    (folder / "IMG_0002.JPG").write_bytes(b"")
    yield tmp_path / "card"
    wine.pull_card()


def test_card_is_found_read_and_missed(card: Path) -> None:
    wine.pull_card()
    with looking() as windows:
        before = windows.ask("look")
        wine.insert_card(card)
        there = windows.ask("look")
        read = windows.ask("read")
        wine.pull_card()
        after = windows.ask("look")
        state = windows.ask("state")
        lost = windows.ask("read")

    files = ["DCIM/100CANON/IMG_0002.JPG", "DCIM/100CANON/용접_1.JPG"]
    assert before == []
    assert [[root, sorted(paths)] for root, _label, paths in there] == [["D:\\", files]]
    assert read == 2_500_000
    assert after == []
    assert (state, lost) == ("gone", "device-gone")


def test_bell_rings_when_windows_tells_of_a_device() -> None:
    wine.shut_down()  # a desktop begun without a screen stays so for a while, and has no windows
    done = wine.run(["xvfb-run", "-a", *wine.python_line("-c", RING)], timeout=120)

    assert done.stdout.split() == ["1", "True"], done.stderr
