"""A vendor's clerk with a sender of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.vendorserver.uploads.builders import Sender, a_token, an_account
from vendorserver.services.access import Viewer, viewer_of

if TYPE_CHECKING:
    from pathlib import Path

    from vendorserver.models import Account


@pytest.fixture
def clerk(transactional_db: None, data_dir: Path) -> Account:
    return an_account("kim")


@pytest.fixture
def viewer(clerk: Account) -> Viewer:
    return viewer_of(clerk)


@pytest.fixture
def sender(clerk: Account) -> Sender:
    return Sender(a_token(clerk))
