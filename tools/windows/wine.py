"""The Windows that wine plays: where it lies, how a program is started in it, its drives."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from tools.places import ROOT, child_environment

if TYPE_CHECKING:
    from collections.abc import Sequence

HOME = Path(os.environ.get("VENDOR_WINDOWS", ROOT / ".windows"))
PREFIX, PYTHON = HOME / "prefix", HOME / "python"
_READER = HOME / "reader"
WINE = "/usr/lib/wine/wine64"
# Inherited, it would name folders of this system.
_NOT_THERE = ("TMPDIR", "HOME_DIR", "VENDORCLIENT_CARDS", "VENDORCLIENT_DATA", "VIRTUAL_ENV")


def is_here() -> bool:
    """Whether wine and a screen that nobody sees are installed."""
    return Path(WINE).exists() and bool(shutil.which("xvfb-run"))


def environment(**extra: str) -> dict[str, str]:
    """Return the environment of a program in it."""
    kept = {name: value for name, value in child_environment().items() if name not in _NOT_THERE}
    own = {
        "WINEPREFIX": str(PREFIX),
        "WINEARCH": "win64",
        "WINEDEBUG": "-all",
        "PYTHONPATH": windows_path(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return kept | own | extra


def python_line(*words: str) -> list[str]:
    """Return the line that starts the Windows Python."""
    return [WINE, str(PYTHON / "python.exe"), *words]


def run(
    line: Sequence[str], *, env: dict[str, str] | None = None, timeout: float | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a Windows program to its end; its output goes through a pipe, or Python dies of it."""
    return subprocess.run(
        line,
        env=env or environment(),
        cwd=ROOT,
        timeout=timeout,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def windows_path(path: Path) -> str:
    """Return a path as Windows programs know it."""
    return "Z:" + str(path.absolute()).replace("/", "\\")


def add_reader() -> None:
    """Give that Windows an empty reader for cards, drive D:; it is known from its start on."""
    key = r"HKLM\Software\Wine\Drives"
    run([WINE, "reg", "add", key, "/v", "D:", "/t", "REG_SZ", "/d", "floppy", "/f"])
    (PREFIX / "dosdevices" / "d:").symlink_to(_READER.absolute())
    shut_down()


def shut_down() -> None:
    """End that Windows with all that runs in it; the next program starts it anew."""
    run([WINE.replace("wine64", "wineserver64"), "-k", "-w"])


def insert_card(folder: Path) -> None:
    """Put a card into the reader: a folder plays it."""
    pull_card()
    _READER.symlink_to(folder.absolute())


def pull_card() -> None:
    """Take the card out, whatever is going on."""
    _READER.unlink(missing_ok=True)
