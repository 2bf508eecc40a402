"""Starts programs and ends them again together with everything that they started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from typing import IO, TYPE_CHECKING

from tools.places import ROOT, child_environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

GRACE_SECONDS = 10


def start(
    line: Sequence[str],
    log: IO[bytes] | int | None = None,
    extra: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program as the head of its own group."""
    environment = child_environment(**(extra or {}))
    if sys.platform == "win32":
        group = subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(
            line, cwd=ROOT, env=environment, stdout=log, stderr=log, creationflags=group
        )
    return subprocess.Popen(
        line, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
    )


def stop(child: subprocess.Popen[bytes]) -> None:
    """End a program and its group, politely first."""
    if child.poll() is None:
        _signal(child, hard=False)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(GRACE_SECONDS)
    _signal(child, hard=True)
    child.wait(GRACE_SECONDS)


def _signal(child: subprocess.Popen[bytes], *, hard: bool) -> None:
    """Tell the whole group; a group that is gone already is what we want."""
    if sys.platform == "win32":
        if child.poll() is None:
            _tell_windows(child, hard=hard)
        return
    try:
        os.killpg(child.pid, signal.SIGKILL if hard else signal.SIGTERM)
    except (ProcessLookupError, PermissionError):
        return


def _tell_windows(child: subprocess.Popen[bytes], *, hard: bool) -> None:
    if sys.platform != "win32":
        return
    if hard:
        subprocess.run(
            ["taskkill", "/F", "/T", "/PID", str(child.pid)], check=False, capture_output=True
        )
    else:
        child.send_signal(signal.CTRL_BREAK_EVENT)


def stop_on_signals() -> None:
    """Let every signal that asks for an end do what Ctrl-C does.

    SIGINT is set too: a shell that starts a program in the background switches it off.
    """
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    if sys.platform == "win32":
        signal.signal(signal.SIGBREAK, _interrupt)
    elif signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup switched it off
        signal.signal(signal.SIGHUP, _interrupt)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt
