"""Starts programs for the tests of the house."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tools.places import ROOT, child_environment

if TYPE_CHECKING:
    from pathlib import Path


def python(
    *words: str, interpreter: str = sys.executable, folder: Path = ROOT, **extra: str
) -> subprocess.CompletedProcess[str]:
    """Run Python with these words and return what it said."""
    environment = child_environment(QT_QPA_PLATFORM="offscreen", **extra)
    return subprocess.run(
        [interpreter, *words],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
