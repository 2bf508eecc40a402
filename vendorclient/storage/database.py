"""Opens the client's database: durable, checked, brought up to date by numbered steps."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.errors import Busy, NeedsPerson, NoSpace, NotWritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STEPS = Path(__file__).with_name("migrations")
_BUSY_MS = 20_000
# What the database needs beside itself to be opened at all.
_ROOM_BYTES = 64 << 10


class Database:
    """One connection to client.db; each thread opens its own."""

    def __init__(self, path: Path, steps: Path = STEPS) -> None:
        self.path = path
        with border(path):
            self._connection = _connect(path)
            try:
                _prepare(self._connection)
                _migrate(self._connection, path, _steps(steps))
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Do everything inside the block or nothing of it; nested blocks join the outer one."""
        connection = self._connection
        if connection.in_transaction:
            yield connection
            return
        with border(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                _roll_back(connection)
                raise
            connection.execute("COMMIT")

    def teach(self, name: str, arguments: int, function: Callable[..., int | None]) -> None:
        """Let statements call a function of ours that answers the same question always alike."""
        self._connection.create_function(name, arguments, function, deterministic=True)

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Return all rows of a query."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError:
            with border(self.path):  # asked for thousands of times: it costs only where it helps
                raise

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """Return the first row of a query, None when there is none."""
        try:
            found: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        except sqlite3.DatabaseError:
            with border(self.path):
                raise
        return found


@contextmanager
def border(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text:
            raise Busy(path=str(path)) from error
        if "full" in text or ("I/O" in text and not _has_room(path)):
            raise NoSpace(path=str(path)) from error
        if "readonly" in text or "unable to open" in text:
            raise NotWritable(path=str(path)) from error
        raise
    except sqlite3.DatabaseError as error:
        if "malformed" in str(error) or "not a database" in str(error):
            raise NeedsPerson("data-damaged", path=str(path)) from error
        raise


def _has_room(path: Path) -> bool:
    """Whether the disk can take anything; a full one fails even those who only read."""
    return shutil.disk_usage(path.parent).free > _ROOM_BYTES


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_MS / 1000, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "fullfsync = 1",  # macOS: a plain fsync does not reach the disk there
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _migrate(connection: sqlite3.Connection, path: Path, steps: dict[int, Path]) -> None:
    """Apply the steps that are missing, after copying the database; refuse a newer one."""
    present = _version(connection)
    if present > max(steps):
        raise NeedsPerson("newer-data", path=str(path), found=present, known=max(steps))
    if present == max(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        present = _version(connection)  # another program may have been quicker
        if 0 < present < max(steps):
            _copy(path, path.with_name(f"{path.name}.before-{max(steps)}"))
        for number in range(present + 1, max(steps) + 1):
            for statement in _statements(steps[number].read_text("utf-8")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
    except BaseException:
        _roll_back(connection)
        raise
    connection.execute("COMMIT")


def _roll_back(connection: sqlite3.Connection) -> None:
    """Undo a transaction; SQLite has done so by itself where the disk became full."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _steps(folder: Path) -> dict[int, Path]:
    return {
        int(found[1]): path
        for path in sorted(folder.glob("*.sql"))
        if (found := re.match(r"(\d{4})_", path.name))
    }


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _copy(path: Path, target: Path) -> None:
    with closing(sqlite3.connect(path)) as here, closing(sqlite3.connect(target)) as copy:
        here.backup(copy)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
