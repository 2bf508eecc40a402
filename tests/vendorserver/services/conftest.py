"""A server that has something to lose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.vendorserver.builders import a_computer, a_stored_contract, an_attachment
from vendorserver.settings.folder import write_settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(data_dir: Path) -> Path:
    """Return a data folder with one receipt, as init would have made it."""
    write_settings(data_dir, {"server_id": "memory", "name": "시험"})
    computer = a_computer()
    an_attachment(computer, a_stored_contract(computer.viewer))
    return data_dir
