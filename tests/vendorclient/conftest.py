"""What the tests of the desktop program share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.vendorclient.builders import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Return a new library."""
    opened = Library(tmp_path / "library")
    yield opened
    opened.close()
