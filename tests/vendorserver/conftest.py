"""A server of its own for each test: its data folder, and a database that threads can share."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from django.db import connections

from vendorserver.settings.key_files import make_keys

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the test database in a file: a database in memory belongs to one thread."""
    if connections["default"].vendor == "sqlite":
        name = tmp_path_factory.mktemp("database") / "test.db"
        connections["default"].settings_dict["TEST"]["NAME"] = str(name)


@pytest.fixture
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    """Return the data folder that the server uses in this test."""
    settings.SERVER = dataclasses.replace(settings.SERVER, data_dir=tmp_path / "data")
    make_keys(tmp_path / "data" / "keys")
    return tmp_path / "data"
