"""The database: all or nothing, brought up to date, never opened when it is not ours."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import Busy, NeedsPerson, NoSpace, NotWritable

from tests.vendorclient.builders import write
from vendorclient.storage.database import Database, border

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "client.db")
    yield opened
    opened.close()


def names(db: Database) -> list[str]:
    return [row["name"] for row in db.rows("SELECT name FROM setting ORDER BY name")]


def put(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("INSERT INTO setting (name, value) VALUES (?, '')", (name,))


def put_and_stumble(db: Database) -> None:
    with db.transaction():
        with db.transaction() as inner:
            put(inner, "a")
        raise ZeroDivisionError


def put_twice(db: Database) -> None:
    with db.transaction() as connection:
        put(connection, "a")
        put(connection, "a")


def test_a_broken_transaction_leaves_nothing_of_its_inner_ones(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        put_and_stumble(db)

    assert names(db) == []


def test_what_was_committed_is_there_for_others(db: Database) -> None:
    with db.transaction() as connection:
        put(connection, "a")

    with closing(Database(db.path)) as other:
        assert names(other) == ["a"]


def test_commits_reach_the_disk(db: Database) -> None:
    (row,) = db.rows("PRAGMA synchronous")
    (mode,) = db.rows("PRAGMA journal_mode")

    assert (row[0], mode[0]) == (2, "wal")


def test_a_newer_database_is_refused(db: Database) -> None:
    with db.transaction() as connection:
        connection.execute("PRAGMA user_version = 99")

    with pytest.raises(NeedsPerson, match="newer-data"):
        Database(db.path)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NeedsPerson, match="data-damaged"):
        Database(write(tmp_path / "client.db", b"no database" * 1000))


def test_a_folder_in_the_way_is_not_writable(tmp_path: Path) -> None:
    (tmp_path / "client.db").mkdir()

    with pytest.raises(NotWritable):
        Database(tmp_path / "client.db")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("database is locked", Busy),
        ("database or disk is full", NoSpace),
        ("attempt to write a readonly database", NotWritable),
        ("no such table: x", sqlite3.OperationalError),
    ],
)
def test_the_systems_words_become_ours(tmp_path: Path, said: str, kind: type[Exception]) -> None:
    with pytest.raises(kind), border(tmp_path):
        raise sqlite3.OperationalError(said)


def test_a_broken_rule_stays_what_it_is(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        put_twice(db)


def steps(folder: Path, *scripts: str) -> Path:
    """Write the steps of a schema down as files."""
    for number, script in enumerate(scripts, start=1):
        write(folder / f"{number:04}_step.sql", script.encode())
    return folder


FIRST = "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT);\n"
SECOND = "ALTER TABLE setting ADD COLUMN note TEXT;\nINSERT INTO setting VALUES ('new', '', '');\n"


def test_missing_steps_are_taken_after_a_copy_was_made(tmp_path: Path) -> None:
    path = tmp_path / "client.db"
    with closing(Database(path, steps(tmp_path / "old", FIRST))) as old, old.transaction() as open_:
        put(open_, "kept")

    with closing(Database(path, steps(tmp_path / "new", FIRST, SECOND))) as new:
        assert names(new) == ["kept", "new"]

    with closing(sqlite3.connect(tmp_path / "client.db.before-2")) as copy:
        assert copy.execute("SELECT name FROM setting").fetchall() == [("kept",)]


def test_copy_of_the_old_database_outlives_a_program_that_comes_later(tmp_path: Path) -> None:
    """Both found the old one; who comes later must not copy the new one over its copy."""
    path, new = tmp_path / "client.db", steps(tmp_path / "new", FIRST, SECOND)
    Database(path, steps(tmp_path / "old", FIRST)).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as quicker:
        quicker.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(1) as pool:
            slower = pool.submit(lambda: Database(path, new).close())
            wait((slower,), timeout=0.3)
            for statement in (*SECOND.splitlines(), "PRAGMA user_version = 2", "COMMIT"):
                quicker.execute(statement)
            slower.result()

    assert not (tmp_path / "client.db.before-2").exists()


def test_a_step_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    path, first = tmp_path / "client.db", steps(tmp_path / "old", FIRST)
    Database(path, first).close()
    broken = steps(tmp_path / "new", FIRST, SECOND + "SELECT nonsense;\n")

    with pytest.raises(sqlite3.OperationalError):
        Database(path, broken)

    with closing(Database(path, first)) as again:
        assert names(again) == []


def test_a_disk_that_fills_in_mid_transaction_is_named(db: Database) -> None:
    """SQLite then takes the transaction back by itself, and there is none to take back."""
    (pages,) = db.row("PRAGMA page_count") or ()
    db.row(f"PRAGMA max_page_count = {pages + 2}")

    with pytest.raises(NoSpace), db.transaction() as connection:
        connection.execute("INSERT INTO setting (name, value) VALUES ('a', ?)", ("x" * 100_000,))
