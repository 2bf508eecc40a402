"""Tests that look at Windows from outside: python3 dev.py test --windows makes it ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.windows.world import WindowsWorld
from tools.windows import wine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def _windows_is_here() -> None:
    if not (wine.HOME / "prepared").exists():
        pytest.skip("python3 dev.py test --windows prepares wine and a Windows Python")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[WindowsWorld]:
    made = WindowsWorld(tmp_path)
    yield made
    made.stop()
    wine.pull_card()
