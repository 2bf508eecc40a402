"""Where things lie in a checkout."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
DEMO = Path(os.environ.get("VENDOR_DEMO", ROOT / ".demo"))
RESOURCES = ROOT / "resources"
CODE = ("vendorcore", "vendorclient", "vendorserver")


def venv_python() -> Path:
    """Return the Python of the checkout's own environment."""
    if sys.platform == "win32":
        return VENV / "Scripts" / "python.exe"
    return VENV / "bin" / "python"


def child_environment(**extra: str) -> dict[str, str]:
    """Return the environment for programs that dev.py starts."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}
    return kept | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"} | extra


def say(text: str = "", end: str = "\n") -> None:
    """Print a line at once, also into a pipe that cannot show Hangul."""
    try:
        print(text, end=end, flush=True)
    except UnicodeEncodeError:
        print(text.encode("ascii", "replace").decode(), end=end, flush=True)
