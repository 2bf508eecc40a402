"""Where the packers find and put things, and what the program calls itself."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
HERE = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = BUILD / "dist"
FROZEN = DIST / "vendorclient"
INSTALLERS = BUILD / "installers"
# The first builds set these limits (Linux 302 and 84 MB, Windows 252 and 79 MB); growth needs a
# reason. Playing videos (QtMultimedia) came after them.
LARGEST_FOLDER_MB, LARGEST_INSTALLER_MB = 380, 110


def version() -> str:
    """Return the version of the project."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return str(project["version"])


def size_mb(place: Path) -> float:
    """Return the size of a file or a folder in megabytes."""
    files = [place] if place.is_file() else [one for one in place.rglob("*") if one.is_file()]
    return sum(one.lstat().st_size for one in files if not one.is_symlink()) / 1e6


def write_checksums(folder: Path) -> Path:
    """Write SHA256SUMS beside the installers."""
    target = folder / "SHA256SUMS"
    files = sorted(one for one in folder.iterdir() if one.is_file() and one != target)
    lines = [f"{hashlib.sha256(one.read_bytes()).hexdigest()}  {one.name}\n" for one in files]
    target.write_text("".join(lines), encoding="utf-8")
    return target
