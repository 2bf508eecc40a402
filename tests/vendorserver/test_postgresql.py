"""The same tests of services and storage once more on a real PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.vendorserver.cli.test_commands import Shell

if TYPE_CHECKING:
    from collections.abc import Iterator

pgserver = pytest.importorskip("pgserver", reason="no PostgreSQL in a wheel for this system")

ROOT = Path(__file__).resolve().parents[2]
# What rests on locks, constraints, numbers and types; the rest asks nothing else of a database.
TESTS = [
    "tests/vendorserver/services/test_contracts.py",
    "tests/vendorserver/services/test_evidence.py",
    "tests/vendorserver/services/test_feed.py",
    "tests/vendorserver/services/test_showing.py",
    "tests/vendorserver/services/test_keeping.py::test_rows_come_back_exactly_as_they_were",
]


@pytest.fixture(scope="module")
def postgresql_url() -> Iterator[str]:
    # Not below pytest's own folder: that one is closed to the user whom PostgreSQL runs as.
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


def test_a_server_moves_to_postgresql_and_comes_back_from_its_backup(
    postgresql_url: str, tmp_path: Path
) -> None:
    moved_url, restored_url = (a_database(postgresql_url, name) for name in ("moved", "restored"))
    office, moved, restored = (Shell(tmp_path / name) for name in ("office", "moved", "restored"))
    office.rows("init", "--demo")
    office.rows("move", "--to", str(moved.data), "--database-url", moved_url)
    moved.rows("backup", "--to", str(tmp_path / "backup"))
    words = ("--from", str(tmp_path / "backup"), "--database-url", restored_url, "--verify")
    done = {key: row[key] for row in restored.rows("restore", *words) for key in row}
    assert done["summary"]["damaged"] == 0
    checks = {row["check"]: row for row in restored.rows("doctor")}
    assert checks["database"]["seen"].startswith("postgresql")
    assert all(row["well"] for row in checks.values())
    assert restored.rows("account", "list") == office.rows("account", "list")


def a_database(url: str, name: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url.replace("/postgres?", f"/{name}?")


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
