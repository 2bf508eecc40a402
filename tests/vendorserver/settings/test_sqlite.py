"""Threads that write wait for their turn; whoever fails or closes half-way gives it back."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from django.db.utils import OperationalError

from vendorserver.settings.databases import sqlite
from vendorserver.settings.sqlite.base import DatabaseWrapper

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.django_db


def opened(path: Path, **options: Any) -> DatabaseWrapper:
    described = sqlite(str(path))
    described["OPTIONS"] |= options
    usual = {"CONN_MAX_AGE": 0, "AUTOCOMMIT": True, "TIME_ZONE": None, "USER": "", "PASSWORD": ""}
    return DatabaseWrapper(usual | described | {"CONN_HEALTH_CHECKS": False}, "apart")


def begin(connection: DatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(connection: DatabaseWrapper) -> None:
    connection.commit()
    connection.set_autocommit(True)


def add(path: Path) -> None:
    connection = opened(path)
    begin(connection)
    connection.cursor().execute("UPDATE tally SET n = n + 1")
    end(connection)
    connection.close()


def test_many_who_write_at_once_all_get_their_turn(tmp_path: Path) -> None:
    path = tmp_path / "db"
    connection = opened(path)
    connection.cursor().execute("CREATE TABLE tally (n INTEGER)")
    connection.cursor().execute("INSERT INTO tally VALUES (0)")
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, [path] * 80))
    assert connection.cursor().execute("SELECT n FROM tally").fetchone() == (80,)
    connection.close()


def test_who_waits_too_long_is_told_as_by_sqlite_itself(tmp_path: Path) -> None:
    first, second = opened(tmp_path / "db"), opened(tmp_path / "db", timeout=0.01)
    begin(first)
    with pytest.raises(OperationalError, match="locked"):
        begin(second)
    end(first)
    begin(second)
    end(second)
    first.close()
    second.close()


def test_who_is_locked_out_by_another_program_gives_the_turn_back(tmp_path: Path) -> None:
    connection, other = opened(tmp_path / "db", timeout=0.01), opened(tmp_path / "db")
    other.ensure_connection()
    other.connection.execute("BEGIN IMMEDIATE")  # as another process: without our queue
    with pytest.raises(OperationalError):
        begin(connection)
    other.connection.execute("ROLLBACK")
    begin(connection)
    end(connection)
    connection.close()
    other.close()


def test_who_closes_half_way_gives_the_turn_back(tmp_path: Path) -> None:
    path, gone = tmp_path / "db", threading.Event()

    def leave() -> None:
        connection = opened(path)
        begin(connection)
        connection.close()
        gone.set()

    threading.Thread(target=leave).start()
    assert gone.wait(20)
    connection = opened(path, timeout=1)
    begin(connection)
    end(connection)
    connection.close()
