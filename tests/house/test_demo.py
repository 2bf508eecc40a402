"""The demonstration walks the whole road once, repeats no work, and ends with everything."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest

from tools.places import ROOT, child_environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONCE = "import sys; from tools import demo; sys.exit(demo.run(reset=False, once=True, port=0))"
KEEP = """
from tools import demo, processes
processes.stop_on_signals()
try:
    demo.serve(port=0)
except KeyboardInterrupt:
    print("ended")
"""

pytestmark = [pytest.mark.journey, pytest.mark.skipif(sys.platform == "win32", reason="signals")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


def start(folder: Path, program: str) -> subprocess.Popen[str]:
    environment = child_environment(VENDOR_DEMO=str(folder))
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def walk(folder: Path) -> str:
    """Walk the demonstration's road to its end and return what it said."""
    program = start(folder, ONCE)
    said, _nothing = program.communicate(timeout=240)
    assert program.returncode == 0, said
    return said


@pytest.fixture(scope="module")
def first(folder: Path) -> str:
    return walk(folder)


def test_every_submitted_file_comes_back_with_a_valid_receipt(first: str) -> None:
    verified = re.search(r"receipts verified: (\d+) / (\d+)", first)

    assert verified, first
    assert verified[1] == verified[2]
    assert int(verified[1]) >= 24


def test_a_second_start_repeats_no_work(folder: Path, first: str) -> None:
    second = walk(folder)

    assert re.search(r"receipts verified: \d+ / \d+", second)
    assert "imported" not in second
    for heading in ("enrolment", "the contract", "tagging", "submission"):
        assert heading in first
        assert heading not in second


@pytest.fixture
def serving(folder: Path, first: str) -> Iterator[subprocess.Popen[str]]:
    program = start(folder, KEEP)
    yield program
    program.kill()
    program.communicate()


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_everything(serving: subprocess.Popen[str], asked: signal.Signals) -> None:
    assert serving.stdout
    while "Ctrl-C" not in (line := serving.stdout.readline()):
        assert line, "the server did not start"
    family = psutil.Process(serving.pid).children(recursive=True)
    assert family

    serving.send_signal(asked)
    said, _nothing = serving.communicate(timeout=60)
    gone, alive = psutil.wait_procs(family, timeout=20)

    assert alive == []
    assert len(gone) == len(family)
    assert "ended" in said
