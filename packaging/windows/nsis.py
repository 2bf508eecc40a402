"""Makes the Windows installer out of the frozen folder; NSIS runs on Windows and on Debian."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from places import FROZEN, INSTALLERS, size_mb, version

SCRIPT = Path(__file__).parent / "vendorclient.nsi"


def make(
    frozen: Path = FROZEN, folder: Path = INSTALLERS, release: str = "", *, quick: bool = False
) -> Path:
    """Write the installer and return where it lies."""
    folder.mkdir(parents=True, exist_ok=True)
    release = release or version()
    target = folder / f"VendorClient-{release}-x64.exe"
    program = shutil.which("makensis") or "makensis"
    numbers = ".".join([*release.split("."), "0", "0", "0", "0"][:4])
    defines = {
        "VERSION": release,
        "VERSION_NUMBERS": numbers,
        "FROZEN": frozen,
        "OUTPUT": target,
        "SIZE_KB": round(size_mb(frozen) * 1000),
    }
    line = [program, "-V2", "-INPUTCHARSET", "UTF8"]
    line += ["-DQUICK"] if quick else []
    line += [f"-D{name}={value}" for name, value in defines.items()]
    subprocess.run([*line, str(SCRIPT)], check=True)
    return target
