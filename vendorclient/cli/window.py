"""Without a command the window opens, where there is a screen for it."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

from vendorcore.text import current_language

if TYPE_CHECKING:
    from pathlib import Path


def can_open() -> bool:
    """Whether there is a screen, and the part of the program that draws on it."""
    has_screen = sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    return has_screen and find_spec("PySide6") is not None


def try_window(root: Path) -> int:
    """Open the window, close it at once and say how it was drawn."""
    from vendorclient.ui import self_test

    print(self_test.try_window(root))
    return 0


def open_window(root: Path, *, language: str) -> int:
    """Open the window and stay until it is closed; language is what was asked for, if it was."""
    from vendorclient.ui import window

    return window.open_window(root, language=str(current_language()) if language else "")
