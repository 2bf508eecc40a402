"""One worker that does all writing to the database, in the order it was asked."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol, TypeVar

from vendorclient.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")


class Writer(Protocol):
    """Whoever can do one piece of work on the database and hand back its result."""

    def do(self, work: Callable[[Database], T]) -> T:
        """Do the work and return what it returned, or raise what it raised."""


class Direct:
    """Does the work at once on a database of one's own thread; for commands."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def do(self, work: Callable[[Database], T]) -> T:
        """Do the work now."""
        return work(self._db)


class Lane:
    """The one-worker lane; its database connection lives and dies with its thread."""

    def __init__(self, path: Path) -> None:
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="lane")
        self._db = self._worker.submit(Database, path).result()

    def submit(self, work: Callable[[Database], T]) -> Future[T]:
        """Ask for work; the result comes later."""
        return self._worker.submit(work, self._db)

    def do(self, work: Callable[[Database], T]) -> T:
        """Ask for work and wait for it."""
        return self.submit(work).result()

    def close(self) -> None:
        """Finish what was asked and close the database."""
        self._worker.submit(self._db.close).result()
        self._worker.shutdown()
