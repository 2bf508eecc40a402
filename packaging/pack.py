"""Freezes the program and makes the installer of this system: `python3 dev.py pack`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from places import (
    BUILD,
    DIST,
    FROZEN,
    INSTALLERS,
    LARGEST_FOLDER_MB,
    LARGEST_INSTALLER_MB,
    ROOT,
    size_mb,
    write_checksums,
)


def main() -> int:
    """Do what the words say."""
    parser = argparse.ArgumentParser(prog="pack", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="use the folder frozen before")
    parser.add_argument("--no-installer", action="store_true", help="freeze and test only")
    words = parser.parse_args()
    if not words.keep:
        freeze()
    if self_test(FROZEN):
        return 1
    show_start()
    found = [] if words.no_installer else [installer()]
    if found:
        write_checksums(INSTALLERS)
    return 0 if all([_fits(FROZEN, LARGEST_FOLDER_MB), *map(_fits_installer, found)]) else 1


def freeze() -> None:
    """Run PyInstaller with our specification."""
    line = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    places = ["--distpath", str(DIST), "--workpath", str(BUILD / "work")]
    spec = str(ROOT / "packaging" / "vendorclient.spec")
    subprocess.run([*line, *places, spec], check=True, cwd=ROOT)


def self_test(folder: Path) -> int:
    """Let the frozen program test itself."""
    program = folder / ("vendorclient.exe" if sys.platform == "win32" else "vendorclient")
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    return subprocess.run([program, "--self-test"], env=environment, check=False).returncode


def show_start() -> None:
    """Print how long the frozen and the plain program take to answer."""
    frozen = _seconds([str(FROZEN / "vendorclient"), "--help"])
    plain = _seconds([sys.executable, "-m", "vendorclient", "--help"])
    print(f"start: frozen {frozen:.2f} s, plain {plain:.2f} s")


def installer() -> Path:
    """Make the installer of this system."""
    if sys.platform == "win32":
        from windows import nsis

        return nsis.make()
    if sys.platform == "darwin":
        from macos import dmg

        return dmg.make()
    import deb

    return deb.make()


def _seconds(line: list[str]) -> float:
    taken = []
    for _round in range(3):
        began = time.perf_counter()
        subprocess.run(line, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        taken.append(time.perf_counter() - began)
    return sorted(taken)[1]


def _fits_installer(place: Path) -> bool:
    return _fits(place, LARGEST_INSTALLER_MB)


def _fits(place: Path, limit_mb: float) -> bool:
    size = size_mb(place)
    print(f"{place.name}: {size:.1f} MB (limit {limit_mb} MB)")
    return size <= limit_mb


if __name__ == "__main__":
    sys.exit(main())
