"""The loop that sends: short, without rules of its own; one bad item never stops the rest."""

from __future__ import annotations

import logging
import random
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from vendorcore.errors import Busy, NeedsPerson, Offline, VendorError
from vendorcore.protocol import canonical_json

from vendorclient.storage.operations import UNDER_WAY, OperationKind, OperationState
from vendorclient.sync import feed
from vendorclient.sync.crew import Crew
from vendorclient.sync.decide import (
    SPACE_PAUSE,
    is_silent,
    jittered,
    pause_after,
    state_after,
    stops_everything,
)
from vendorclient.sync.desk import Desks
from vendorclient.sync.forms import put_contract, submit, withdraw
from vendorclient.sync.planning import SERVER_FULL, Waits, plan
from vendorclient.sync.returned import Returned
from vendorclient.sync.trust import reach, remember

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Self

    from vendorclient.storage.operations import Operation
    from vendorclient.sync.clock import Stop
    from vendorclient.sync.desk import Desk, Office

log = logging.getLogger(__name__)
# Who only looks whether somebody sends holds the lock for a moment.
_LOCK_PATIENCE_S = 1.0
# How long an idle engine waits before it looks whether another program queued something.
_LOOK_S = 2.0
_WORKED_ON = UNDER_WAY | {OperationState.READY}
STEPS: dict[OperationKind, Callable[[Desk, Operation], Operation]] = {
    OperationKind.PUT_CONTRACT: put_contract,
    OperationKind.SUBMIT: submit,
    OperationKind.WITHDRAW: withdraw,
}


@contextmanager
def only_engine(lock_path: Path) -> Iterator[None]:
    """Hold the lock of the one process that sends; NeedsPerson("engine-running") otherwise."""
    lock = FileLock(lock_path, timeout=_LOCK_PATIENCE_S)
    try:
        lock.acquire()
    except Timeout as error:
        raise NeedsPerson("engine-running") from error
    try:
        yield
    finally:
        lock.release()


class Engine:
    """Sends what lies in the outbox of one library to its one server."""

    def __init__(self, office: Office, *, source: random.Random | None = None) -> None:
        self._office = office
        self._library = office.library
        self._random = source or random.Random()  # noqa: S311 - spreads the load, hides nothing
        self._desks = Desks(office)
        self._crew = Crew(office)
        self._delivered: set[str] = set()
        self._returned = Returned(office.library)
        self.waits = Waits(office.clock, self._is_costly)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._crew.close()

    def run_until_done(self, patience_s: float = 60.0) -> None:
        """Send everything that can be sent, then hear what the server found; raise why not.

        A server that goes away in the middle, such as for a restart, is waited for.
        """
        self._reach()
        waited, failures = 0.0, 0
        while not self._library.paused:
            try:
                if failures:
                    self._reach()
                self.send_round()
                failures, pause = 0, self._pause_before_next()
            except Offline:
                failures += 1
                pause = jittered(pause_after(failures), self._random)
                if waited + pause > patience_s:
                    raise
            if pause is None or waited + pause > patience_s:
                break
            self._office.clock.wait(pause)
            waited += pause
        self._hear()

    def run(self, stop: Stop) -> None:
        """Send for as long as the program runs; offline it asks again, ever more rarely."""
        failures, reached = 0, False
        while not stop.is_set():
            if self._line_is_new():
                reached, failures = False, 0
            try:
                if not reached:
                    self._reach()
                reached, failures = True, 0
                pause = self._round_and_pause()
            except VendorError as error:
                reached, failures = False, failures + 1
                log.info("the server cannot be reached: %s", error)
                pause = jittered(pause_after(failures), self._random)
            self._office.clock.wait(pause)

    def send_round(self) -> int:
        """Send what can be sent now, forms first; return how much was delivered."""
        self._office.may_send()
        self._look()
        self._returned.take_up()
        before = len(self._delivered)
        seen = self._library.outbox.last_seq()
        todo = plan(self._library, self.waits, self._desks.open)
        for op in todo:
            desk = self._desk_now(op, seen)
            if desk and not op.kind.carries_file:
                self._finish(desk, op, self._tried(desk, op))
        self._send_originals([op for op in todo if op.kind.carries_file], seen)
        return len(self._delivered) - before

    def _send_originals(self, originals: list[Operation], seen: int) -> None:
        """Let the hands send; what stops one stops the others after what they have begun."""
        trouble: VendorError | None = None

        def desk_of(op: Operation) -> Desk | None:
            return None if trouble else self._desk_now(op, seen)

        for desk, op, error in self._crew.send(originals, desk_of):
            try:
                self._finish(desk, op, error)
            except VendorError as stopping:
                trouble = trouble or stopping
        if trouble:
            raise trouble

    def _desk_now(self, op: Operation, seen: int) -> Desk | None:
        """Return where to work on an operation, None when it must not begin now."""
        if self._library.paused or self._library.outbox.last_seq() != seen:
            return None
        return self._desks.open.get(op.account_id) if self.waits.allow(op) else None

    def _is_costly(self) -> bool:
        """Whether originals wait because each megabyte costs money."""
        return self._office.line.metered and not self._library.sends_when_metered

    def _line_is_new(self) -> bool:
        """After a sleep or on another network old connections are dead and old waits are void."""
        clock = self._office.clock
        if not self._office.line.is_new(clock.now(), clock.monotonic()):
            return False
        self._desks.transport.close()
        self._crew.reconnect()
        self.waits.forget()
        return True

    def _look(self) -> None:
        """Who enrolled anew is tried again with what waited for the sign-in."""
        fresh = {desk.account.id for desk in self._desks.look()}
        for op in self._library.outbox.open() if fresh else ():
            if op.state is OperationState.NEEDS_LOGIN and op.account_id in fresh:
                self._library.outbox.move(op, OperationState.READY)

    def _round_and_pause(self) -> float:
        if self._library.paused:
            return _LOOK_S
        return 0.0 if self.send_round() else _LOOK_S

    def _tried(self, desk: Desk, form: Operation) -> Exception | None:
        """Send one form and return what stood in its way."""
        try:
            STEPS[form.kind](desk, form)
        except Exception as error:
            return error
        return None

    def _finish(self, desk: Desk, op: Operation, error: Exception | None) -> None:
        """Note one operation's outcome; only what concerns all of them is raised."""
        if error is None:
            self._delivered.add(op.id)
        elif isinstance(error, VendorError):
            self._set_aside(desk, op.id, error)
        else:
            log.error("operation %s failed unexpectedly", op.id, exc_info=error)
            self._set_aside(desk, op.id, NeedsPerson("unknown", reason=type(error).__name__))

    def _set_aside(self, desk: Desk, op_id: str, error: VendorError) -> None:
        log.info("operation %s: %s", op_id, error)
        if is_silent(error):
            return
        if stops_everything(error):
            self._stop_unless_reached(error)
        with self._library.db.transaction():
            op = self._library.outbox.get(op_id)
            if op is None or op.state not in _WORKED_ON:
                return
            aside = self._moved_aside(op, error)
            self._returned.expect(op, error.code)
        desk.say(op, aside)

    def _stop_unless_reached(self, error: VendorError) -> None:
        """Raise when the way to the server is shut: then the operation stays as it is."""
        self._reach()
        if not isinstance(error, Offline):
            self._library.note_trouble(error.code)
            raise error

    def _moved_aside(self, op: Operation, error: VendorError) -> Operation:
        """Return the operation where it waits, or where a person must look at it."""
        state, failures, pause = state_after(error), op.failures, 0.0
        if error.code == SERVER_FULL and op.kind.carries_file:
            state = OperationState.BLOCKED
            self.waits.begin_space(SPACE_PAUSE.total_seconds())
        if state is OperationState.NEEDS_LOGIN:
            self._desks.close(op.account_id)
        if state is OperationState.RETRY_WAIT:
            failures += 1
            asked = error.retry_after if isinstance(error, Busy) else 0.0
            pause = jittered(pause_after(failures), self._random, asked)
            self.waits.begin(op.id, pause)
        return self._library.outbox.move(
            op, state, code=error.code, detail=_detail(error), failures=failures, pause_s=pause
        )

    def _reach(self) -> None:
        """Return when our own server answers and we may send; raise and remember why not."""
        try:
            health, error_ms = reach(
                self._desks.transport, self._library.accounts, self._office.clock
            )
            self._office.may_send()
        except VendorError as error:
            self._library.note_trouble(error.code)
            raise
        self._library.note_trouble("")
        self.waits.takes_documents = health.takes_documents
        remember(health, error_ms, self._library)

    def _pause_before_next(self) -> float | None:
        """Return how long to wait before another round helps, None when none would."""
        open_now = [op for op in self._library.outbox.open() if op.account_id in self._desks.open]
        waiting = [op.id for op in open_now if op.state is OperationState.RETRY_WAIT]
        if plan(self._library, self.waits, self._desks.open):
            return 0.0
        return self.waits.seconds_left(waiting) if waiting else None

    def _hear(self) -> None:
        """Receive the feed; wait a moment for what the server finds in what was just sent."""
        ends = self._office.clock.monotonic() + feed.LONGEST_WAIT_S
        for desk in list(self._desks.open.values()):
            feed.fetch(desk)
            while self._unweighed(desk):
                left = int(ends - self._office.clock.monotonic())
                if left <= 0 or not feed.fetch(desk, left):
                    break

    def _unweighed(self, desk: Desk) -> bool:
        return any(
            op.account_id == desk.account.id
            and op.kind is OperationKind.ATTACH
            and not self._library.attachments.get(op.entity_id).server_verdict
            for op in filter(None, map(self._library.outbox.get, self._delivered))
        )


def _detail(error: VendorError) -> str:
    """Return the values of the error's sentence as JSON text; the sentence is made when shown."""
    plain = {
        key: value if isinstance(value, str | int | bool) else str(value)
        for key, value in error.details.items()
    }
    return canonical_json(dict(plain)).decode() if plain else ""
