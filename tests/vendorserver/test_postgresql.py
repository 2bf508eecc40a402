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
from vendorserver.services.throttle import FREE_ATTEMPTS

if TYPE_CHECKING:
    from collections.abc import Iterator

pgserver = pytest.importorskip("pgserver", reason="no PostgreSQL in a wheel for this system")

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def postgresql_url() -> Iterator[str]:
    # Not below pytest's own folder: that one is closed to the user whom PostgreSQL runs as.
    with tempfile.TemporaryDirectory(prefix="postgresql-") as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        _hurry(server.get_uri())
        yield server.get_uri()
        server.cleanup()


def _hurry(url: str) -> None:
    """Let the test's own server wait for no disk: no power fails here."""
    with psycopg.connect(url, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")


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
    run(postgresql_url, "-m", "not sqlite", "tests/vendorserver/services")


def test_random_calls_meet_no_surprise_on_postgresql(postgresql_url: str) -> None:
    run(postgresql_url, "-m", "not long", "tests/vendorserver/api/test_description.py")


def run(url: str, *words: str) -> None:
    """Run tests once more, with this database instead of SQLite."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--no-cov", "-p", "no:cacheprovider", *words],
        env=os.environ | {"VENDORSERVER_DATABASE_URL": url},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "skipped" not in done.stdout


GUESS = """
import django
django.setup()
from datetime import UTC, datetime
from vendorcore.errors import Refused
from vendorserver.services import accounts, throttle
from vendorcore.errors import SignInNeeded
now, taken = datetime(2026, 11, 20, 3, tzinfo=UTC), 0
input()
for _ in range(5):
    try:
        accounts.proven("operator", "wrong", now)
    except SignInNeeded:
        taken += 1
    except Refused:
        pass
print(taken)
"""


@pytest.mark.long
@pytest.mark.parametrize("store", ["sqlite", "postgresql"])
def test_guesses_through_four_workers_are_counted_together(
    postgresql_url: str, tmp_path: Path, store: str
) -> None:
    office = Shell(tmp_path / "office")
    if store == "postgresql":
        office.environment["VENDORSERVER_DATABASE_URL"] = a_database(postgresql_url, "guessed")
    office.rows("init", "--demo")
    said = {"DJANGO_SETTINGS_MODULE": "vendorserver.settings.django"}
    said |= {"VENDORSERVER_DATA": str(office.data)}
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", GUESS],
            env=office.environment | said,
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    answers = [worker.communicate(timeout=120)[0] for worker in _all_told(workers)]
    assert sum(map(int, answers)) == FREE_ATTEMPTS


def _all_told(workers: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    """Let all begin before anybody is waited for."""
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("\n")
        worker.stdin.flush()
    return workers
