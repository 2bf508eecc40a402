"""Looks at the outbox and says what goes next; what waited long enough becomes ready again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorclient.storage.operations import UNDER_WAY, OperationKind, OperationState
from vendorclient.storage.originals import Stored
from vendorclient.sync.decide import in_order, is_stuck, may_start

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from vendorclient.storage.operations import Operation
    from vendorclient.sync.clock import Clock
    from vendorclient.sync.library import Library

_S = OperationState
DEPENDS = "depends"
SERVER_FULL = "server-full"
METERED = "metered-line"
NO_DOCUMENTS = "server-takes-no-documents"


class Waits:
    """Until when each refused operation waits; the computer's clock cannot park one for years."""

    def __init__(self, clock: Clock, is_costly: Callable[[], bool] = lambda: False) -> None:
        self._clock = clock
        self._is_costly = is_costly
        self._until: dict[str, float] = {}
        self._space_until = 0.0
        self.takes_documents = True

    def begin(self, op_id: str, seconds: float) -> None:
        """Let one operation wait."""
        self._until[op_id] = self._clock.monotonic() + seconds

    def begin_space(self, seconds: float) -> None:
        """Let all originals wait: the server has no room."""
        self._space_until = self._clock.monotonic() + seconds

    def is_over(self, op_id: str) -> bool:
        """Whether an operation has waited long enough; after a start nothing waits."""
        return self._until.get(op_id, 0.0) <= self._clock.monotonic()

    def forget(self) -> None:
        """Let everything be tried again: the line is another one."""
        self._until.clear()

    def allow(self, op: Operation) -> bool:
        """Whether this may go now; forms always may."""
        return not self.obstacle(op)

    def obstacle(self, op: Operation) -> str:
        """Return why originals wait: the server has no room, or each megabyte costs money."""
        if not op.kind.carries_file:
            return ""
        if op.kind is OperationKind.DOCUMENT and not self.takes_documents:
            return NO_DOCUMENTS
        if self._is_costly():
            return METERED
        return SERVER_FULL if self._space_until > self._clock.monotonic() else ""

    def seconds_left(self, op_ids: Collection[str]) -> float:
        """Return how long until the first of these may be tried again."""
        now = self._clock.monotonic()
        return max(0.0, min((self._until.get(op_id, now) for op_id in op_ids), default=now) - now)


def plan(library: Library, waits: Waits, accounts: Collection[str]) -> list[Operation]:
    """Return what can be sent now for these accounts, in the order to send it."""
    with library.db.transaction():  # nobody cancels one between the look and the step
        operations = [op for op in library.outbox.open() if op.account_id in accounts]
        states = library.outbox.states({op.depends_on for op in operations if op.depends_on})
        now = [_stepped(library, waits, op, states) for op in operations]
    begun = [op for op in now if op.state in UNDER_WAY]
    return begun + in_order(op for op in now if op.state is _S.READY)


def _stepped(
    library: Library, waits: Waits, op: Operation, states: dict[str, OperationState]
) -> Operation:
    """Return the operation in the state that it should be in before anything is sent."""
    if op.state is _S.SOURCE_MISSING and _is_back(library, op):
        return library.outbox.move(op, _S.READY)
    state = _wanted(op, states, waits)
    if state is op.state:
        return op
    reason = DEPENDS if is_stuck(op, states) else waits.obstacle(op)
    return library.outbox.move(op, state, code=reason if state is _S.BLOCKED else "")


def _is_back(library: Library, op: Operation) -> bool:
    """Whether an original that was missing has been imported again."""
    sha256 = str(library.outbox.payload(op.id).get("sha256", ""))
    return library.originals.holds(Stored(sha256, op.size_bytes))


def _wanted(op: Operation, states: dict[str, OperationState], waits: Waits) -> OperationState:
    if op.state is _S.RETRY_WAIT:
        return _S.READY if waits.is_over(op.id) else op.state
    if op.state not in (_S.QUEUED, _S.READY, _S.BLOCKED):
        return op.state
    if is_stuck(op, states):
        return _S.BLOCKED
    if not waits.allow(op):
        return _S.BLOCKED if op.state is _S.READY or may_start(op, states) else op.state
    return _S.READY if may_start(op, states) else op.state
