"""A real X server that draws into memory, for what only a real screen can show."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.journeys.world import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LACKING = [name for name in ("Xvfb", "dbus-daemon") if not shutil.which(name)]
needs_screen = pytest.mark.skipif(
    bool(LACKING), reason=f"a real screen needs {', '.join(LACKING) or 'nothing more'}"
)


@contextmanager
def screen() -> Iterator[Mapping[str, str]]:
    """Run an X server and yield the environment of programs that show themselves on it."""
    ours, theirs = os.pipe()
    words = [
        "-displayfd",
        str(theirs),
        "-screen",
        "0",
        "1920x1080x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]
    server = subprocess.Popen(["Xvfb", *words], pass_fds=[theirs], stderr=subprocess.DEVNULL)
    os.close(theirs)
    try:
        with os.fdopen(ours, encoding="ascii") as told:
            number = told.readline().strip()
        assert number, "the X server did not begin"
        yield {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait()


def run_inside(*words: str, patience_s: int = 280) -> str:
    """Run tests once more in a process that shows itself on such a screen; return what it said."""
    line = [sys.executable, "-m", "pytest", *words, "--no-cov", "-q", "-p", "no:cacheprovider"]
    with screen() as environment:
        done = subprocess.run(
            line,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=patience_s,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def session_bus() -> Iterator[str]:
    """Run a session bus of its own and yield its address."""
    words = ["--session", "--nofork", "--nopidfile", "--print-address=1"]
    bus = subprocess.Popen(["dbus-daemon", *words], stdout=subprocess.PIPE, encoding="ascii")
    assert bus.stdout is not None
    try:
        yield bus.stdout.readline().strip()
    finally:
        bus.terminate()
        bus.wait()
        bus.stdout.close()
