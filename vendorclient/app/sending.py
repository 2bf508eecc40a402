"""Sends what waits (전송), and says how far it is."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from functools import partial
from threading import Lock, Thread
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.reasons import Reason, reasons
from vendorclient.app.releasing import release_by_rule
from vendorclient.app.sending_documents import queue_forgotten
from vendorclient.app.updating import refuse_too_old
from vendorclient.storage.accounts import Accounts
from vendorclient.sync.clock import SystemClock
from vendorclient.sync.desk import Heard, Moved, Office, tell_nobody
from vendorclient.sync.engine import Engine, only_engine
from vendorclient.sync.library import Library
from vendorclient.sync.listener import Listener
from vendorclient.sync.row_states import EngineState, RowState, engine_state, row_counts

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from vendorclient.app.changed import Announce
    from vendorclient.app.way import Way
    from vendorclient.paths import DataFolder
    from vendorclient.sync.desk import News

_HEARD = {
    "contract": Kind.CONTRACTS,
    "submission": Kind.ATTACHMENTS,
    "findings": Kind.ATTACHMENTS,
    "review": Kind.ATTACHMENTS,
    "withdrawal": Kind.ATTACHMENTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How far the sending is, and why what stands aside does so."""

    state: EngineState
    waiting: int
    sending: int
    delivered: int
    needs_person: int
    bytes_left: int
    reasons: tuple[Reason, ...] = ()

    def to_json(self) -> dict[str, str | int]:
        """Return the state and the counts as JSON."""
        return {name: value for name, value in asdict(self).items() if name != "reasons"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person has chosen about the sending."""

    paused: bool
    bytes_per_second: int
    sends_when_metered: bool


def choices(folder: DataFolder) -> Choices:
    """Return what is chosen now."""
    with Library(folder) as library:
        return Choices(
            paused=library.paused,
            bytes_per_second=library.bytes_per_second,
            sends_when_metered=library.sends_when_metered,
        )


def send(
    folder: DataFolder,
    way: Way,
    *,
    told: Callable[[News], None] = tell_nobody,
    announce: Announce = nobody,
    patience_s: float = 60.0,
) -> Status:
    """Send everything that waits and hear what the server found; raise when it cannot begin.

    Offline, Untrusted("wrong-server-key"), NeedsPerson("not-enrolled" | "engine-running"),
    SignInNeeded. What was refused for one thing alone is in the status, not raised.
    """
    with (
        only_engine(folder.engine_lock_path),
        Library(folder) as library,
        Engine(_office(library, way, told, announce)) as engine,
    ):
        queue_forgotten(library.db, library.originals, way.clock.now())
        engine.run_until_done(patience_s)
    return status(folder)


def send_for_ever(
    folder: DataFolder,
    way: Way,
    stop: Event,
    *,
    told: Callable[[News], None] = tell_nobody,
    announce: Announce = nobody,
) -> None:
    """Send and listen until told to stop; call it on a thread of its own, ring way.clock to wake.

    Raises NeedsPerson("engine-running") when another program sends already.
    """
    with only_engine(folder.engine_lock_path), Library(folder) as library:
        while library.accounts.server() is None and not stop.is_set():
            way.clock.wait(1.0)
        if stop.is_set():
            return
        queue_forgotten(library.db, library.originals, way.clock.now())
        office = _office(library, way, told, announce)
        way.line.wake = way.clock.ring
        listening = (folder, way, stop, told, announce)
        Thread(target=_listen, args=listening, name="listener", daemon=True).start()
        tidying = (folder, replace(way, clock=SystemClock()), stop, announce)
        Thread(target=release_by_rule, args=tidying, name="releaser", daemon=True).start()
        with Engine(office) as engine:
            engine.run(stop)


def pause(folder: DataFolder, *, on: bool, announce: Announce = nobody) -> None:
    """Stop the sending, or let it go on."""
    with Library(folder) as library:
        library.pause(on=on)
    announce(Changed.of(Kind.OUTBOX))


def limit_speed(folder: DataFolder, bytes_per_second: int, *, announce: Announce = nobody) -> None:
    """Send originals no faster than this; 0 is as fast as the line goes."""
    with Library(folder) as library:
        library.limit(bytes_per_second)
    announce(Changed.of(Kind.OUTBOX, Kind.SETTINGS))


def send_when_metered(folder: DataFolder, *, on: bool, announce: Announce = nobody) -> None:
    """Let originals go, or wait, where each megabyte costs money."""
    with Library(folder) as library:
        library.send_when_metered(on=on)
    announce(Changed.of(Kind.OUTBOX, Kind.SETTINGS))


def status(folder: DataFolder) -> Status:
    """Return how far the sending is."""
    with Library(folder) as library:
        counts = library.outbox.counts()
        rows, running = row_counts(counts), _is_running(folder)
        begun = rows[RowState.SENDING]  # goes on when somebody sends again; until then it waits
        trouble = library.trouble if Accounts(library.db).server() else "not-enrolled"
        return Status(
            state=engine_state(
                counts,
                running=running,
                paused=library.paused,
                trouble=trouble,
            ),
            waiting=rows[RowState.WAITING] + rows[RowState.RETRYING] + (0 if running else begun),
            sending=begun if running else 0,
            delivered=rows[RowState.DONE],
            needs_person=rows[RowState.NEEDS_PERSON],
            bytes_left=library.outbox.bytes_left(),
            reasons=reasons(library.outbox.open(), library.trouble),
        )


def _is_running(folder: DataFolder) -> bool:
    try:
        with FileLock(folder.engine_lock_path, timeout=0):
            return False
    except Timeout:
        return True


def _office(library: Library, way: Way, told: Callable[[News], None], announce: Announce) -> Office:
    one_at_a_time = Lock()

    def tell(news: News) -> None:
        with one_at_a_time:
            told(news)
        if isinstance(news, Moved):
            announce(Changed.of(Kind.OUTBOX, Kind.ATTACHMENTS))
        elif isinstance(news, Heard):
            announce(Changed.of(_HEARD.get(news.kind, Kind.OUTBOX)))

    return Office(
        library=library,
        connect=way.connect,
        secrets=way.secrets,
        clock=way.clock,
        told=tell,
        version=way.version,
        line=way.line,
        may_send=partial(refuse_too_old, library.db, way.version),
    )


def _listen(
    folder: DataFolder,
    way: Way,
    stop: Event,
    told: Callable[[News], None],
    announce: Announce,
) -> None:
    with Library(folder) as library:
        own = replace(way, clock=SystemClock())  # the bell of one thread is not the other's
        Listener(_office(library, own, told, announce)).run(stop)
