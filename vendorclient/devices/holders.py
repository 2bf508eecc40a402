"""Finds out which program holds a phone or camera, and asks the desktop to let go."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import psutil

RELEASE_SECONDS = 15.0
# GNOME's file manager mounts by these; KDE's closes them by itself when asked to unmount.
_SCHEMES = ("gphoto2", "mtp")


def holder_of(node: str, *, own: Sequence[int] = ()) -> str:
    """Return the name of the program that has a device file open, or nothing."""
    import psutil

    for process in psutil.process_iter(["pid", "name"]):
        if process.pid not in own and _holds(process, node):
            return str(process.info["name"])
    return ""


def release(seconds: float = RELEASE_SECONDS) -> bool:
    """Ask the desktop to let go of phones and cameras; whether it could be asked."""
    gio = shutil.which("gio")
    if gio is None:
        return False
    for scheme in _SCHEMES:
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(
                [gio, "mount", "-s", scheme],
                check=False,
                capture_output=True,
                timeout=seconds,
            )
    return True


def _holds(process: psutil.Process, node: str) -> bool:
    """Look into /proc, because psutil lists regular files only."""
    try:
        return any(
            str(link.readlink()) == node for link in Path(f"/proc/{process.pid}/fd").iterdir()
        )
    except OSError:
        return False
