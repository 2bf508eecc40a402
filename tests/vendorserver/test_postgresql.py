"""The same tests of services and storage once more on a real PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

pgserver = pytest.importorskip("pgserver", reason="no PostgreSQL in a wheel for this system")

ROOT = Path(__file__).resolve().parents[2]
# What rests on locks, constraints, numbers and types; the rest asks nothing else of a database.
TESTS = [
    "tests/vendorserver/services/test_contracts.py",
    "tests/vendorserver/services/test_evidence.py",
    "tests/vendorserver/services/test_feed.py",
    "tests/vendorserver/services/test_keeping.py::test_rows_come_back_exactly_as_they_were",
]


@pytest.fixture(scope="module")
def postgresql_url() -> Iterator[str]:
    # Not below pytest's own folder: that one is closed to the user whom PostgreSQL runs as.
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


def test_the_services_keep_their_promises_on_postgresql(postgresql_url: str) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "tests/vendorserver/services",
        ],
        env=os.environ | {"VENDORSERVER_DATABASE_URL": postgresql_url},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "skipped" not in done.stdout
