"""What people see of the sending: five states of a row, five states of the whole."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from vendorclient.storage.operations import OperationState

if TYPE_CHECKING:
    from collections.abc import Mapping


class RowState(StrEnum):
    """대기, 전송 중, 완료, 다시 시도, 확인 필요: what stands beside one thing."""

    WAITING = "waiting"
    SENDING = "sending"
    DONE = "done"
    RETRYING = "retrying"
    NEEDS_PERSON = "needs-person"


class EngineState(StrEnum):
    """What the sending as a whole is doing."""

    IDLE = "idle"
    WAITING = "waiting"
    SENDING = "sending"
    OFFLINE = "offline"
    PAUSED = "paused"
    NEEDS_PERSON = "needs-person"


# The one table: DONE means the server's word was verified, nothing less.
# What a person cancelled is no longer a row.
ROW_STATES: dict[OperationState, RowState] = {
    OperationState.QUEUED: RowState.WAITING,
    OperationState.READY: RowState.WAITING,
    OperationState.BLOCKED: RowState.WAITING,
    OperationState.PAUSED: RowState.WAITING,
    OperationState.CREATING: RowState.SENDING,
    OperationState.UPLOADING: RowState.SENDING,
    OperationState.VERIFYING: RowState.SENDING,
    OperationState.ATTACHING: RowState.SENDING,
    OperationState.DELIVERED: RowState.DONE,
    OperationState.RELEASED: RowState.DONE,
    OperationState.RETRY_WAIT: RowState.RETRYING,
    OperationState.NEEDS_LOGIN: RowState.NEEDS_PERSON,
    OperationState.CONFLICT: RowState.NEEDS_PERSON,
    OperationState.REJECTED: RowState.NEEDS_PERSON,
    OperationState.SOURCE_MISSING: RowState.NEEDS_PERSON,
}


def row_counts(counts: Mapping[OperationState, int]) -> dict[RowState, int]:
    """Return how many rows people see in each state."""
    found = dict.fromkeys(RowState, 0)
    for state, count in counts.items():
        if state in ROW_STATES:
            found[ROW_STATES[state]] += count
    return found


# Troubles with the server that mend themselves; the others need a person.
_AWAY = ("offline", "not-our-server", "busy")


def engine_state(
    counts: Mapping[OperationState, int], *, running: bool, paused: bool, trouble: str
) -> EngineState:
    """Return the state of the whole: what hinders comes first, then what is going on.

    Idle is only who has nothing to send; what waits while nobody sends is waiting.
    The trouble is the code of what stands between us and the server, empty when nothing does.
    """
    rows = row_counts(counts)
    moving = rows[RowState.SENDING] + rows[RowState.RETRYING] + _free_to_go(counts)
    if paused and moving + rows[RowState.WAITING]:
        return EngineState.PAUSED
    if trouble and moving:
        return EngineState.OFFLINE if trouble in _AWAY else EngineState.NEEDS_PERSON
    if running and moving:
        return EngineState.SENDING
    if rows[RowState.NEEDS_PERSON]:
        return EngineState.NEEDS_PERSON
    return EngineState.WAITING if moving + rows[RowState.WAITING] else EngineState.IDLE


def _free_to_go(counts: Mapping[OperationState, int]) -> int:
    return counts.get(OperationState.QUEUED, 0) + counts.get(OperationState.READY, 0)
