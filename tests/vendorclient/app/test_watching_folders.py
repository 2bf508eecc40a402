"""A photo that is laid into a watched folder comes in by itself, until it must stop."""

from __future__ import annotations

from contextlib import closing
from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING

from vendorcore.errors import NoSpace

from tests.vendorclient.builders import Library, a_contract, at_noon, write
from vendorclient.app.watched import Watch, WatchRule, WatchSummary, add_rule
from vendorclient.app.watching_folders import follow
from vendorclient.devices.events.bell import Bell
from vendorclient.storage.database import Database
from vendorclient.storage.lane import Direct

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

PATIENCE_S = 30


def test_photo_laid_into_the_folder_comes_in(library: Library, tmp_path: Path) -> None:
    write(tmp_path / "재단" / "a.jpg", b"one")
    contract = library.sign(a_contract())
    process = contract.processes[0].id
    add_rule(library.db, source=str(tmp_path / "재단"), contract_id=contract.id, process_id=process)
    add_rule(library.db, source="card-1", contract_id=contract.id, process_id=process)
    bell, stop = Bell(), Event()
    told: SimpleQueue[WatchSummary] = SimpleQueue()

    def work() -> None:
        def tell(_rule: WatchRule, done: WatchSummary) -> None:
            told.put(done)

        with closing(Database(library.folder.database_path)) as db:
            watch = Watch(
                folder=library.folder,
                db=db,
                writer=Direct(db),
                originals=library.originals,
                now=at_noon,
                wait=lambda _seconds: None,
            )
            follow(watch, tell, bell=bell, stop=stop)

    thread = Thread(target=work)
    thread.start()
    first = told.get(timeout=PATIENCE_S)
    write(tmp_path / "재단" / "b.jpg", b"two")
    second = told.get(timeout=PATIENCE_S)
    stop.set()
    bell.ring()
    thread.join(PATIENCE_S)

    assert [first.imported, second.imported] == [1, 1]
    assert [one.process_id for one in second.suggested] == [process]
    assert not thread.is_alive()


def test_drive_that_is_away_is_passed_over(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    add_rule(library.db, source=str(folder), contract_id="c", process_id="p")
    folder.rmdir()
    bell, stop = Bell(), Event()
    watch = Watch(
        folder=library.folder,
        db=library.db,
        writer=library.writer,
        originals=library.originals,
        now=at_noon,
    )
    stop_at_the_first_pause = _Stopping(stop)

    follow(watch, lambda _rule, _done: None, bell=stop_at_the_first_pause, stop=stop)

    assert stop_at_the_first_pause.asked == 1
    assert not bell.wait(0)


class _Stopping(Bell):
    """A bell whose first wait is the last."""

    def __init__(self, stop: Event) -> None:
        super().__init__()
        self._stop = stop
        self.asked = 0

    def wait(self, seconds: float) -> bool:
        assert seconds > 1
        self.asked += 1
        self._stop.set()
        return False


def test_full_disk_ends_no_watching(library: Library, tmp_path: Path) -> None:
    """A full disk fails even those who only read; it is looked at again once there is room."""
    write(tmp_path / "재단" / "a.jpg", b"one")
    add_rule(library.db, source=str(tmp_path / "재단"), contract_id="c", process_id="p")
    stop = Event()
    told: list[WatchSummary] = []
    watch = Watch(
        folder=library.folder,
        db=_FullAtFirst(library.folder.database_path),
        writer=library.writer,
        originals=library.originals,
        now=at_noon,
        wait=lambda _seconds: None,
    )

    def tell(_rule: WatchRule, done: WatchSummary) -> None:
        told.append(done)
        stop.set()

    follow(watch, tell, bell=_Soon(), stop=stop)

    assert [done.imported for done in told] == [1]
    watch.db.close()


class _FullAtFirst(Database):
    """A database whose disk has no room at the first look."""

    looks = 0

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        self.looks += 1
        if self.looks == 1:
            raise NoSpace
        return super().row(sql, *values)


class _Soon(Bell):
    """A bell for which nobody waits long."""

    def wait(self, seconds: float | None = None) -> bool:
        return super().wait(0)
