"""What follows which answer, what to do next, how long to wait: arithmetic without waiting."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING

from vendorcore.errors import (
    Cancelled,
    Conflict,
    NeedsPerson,
    NeedsTime,
    NotReadable,
    Offline,
    SignInNeeded,
    VendorError,
)

from vendorclient.storage.operations import (
    CONFIRMED,
    NEEDS_PERSON,
    Operation,
    OperationKind,
    OperationState,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from random import Random

FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(minutes=5)
SPACE_PAUSE = timedelta(minutes=10)
SMALLEST_CHUNK, FIRST_CHUNK, LARGEST_CHUNK = 256 << 10, 8 << 20, 64 << 20
_CHUNK_SECONDS = 10.0
MOST_CREATIONS = 3
# A file of this size goes along with its announcement: a round trip less. A smaller one goes
# unasked: to ask costs more than to send it in vain.
MOST_ALONG, SMALL_FILE = FIRST_CHUNK, SMALLEST_CHUNK
# 409: there is no other form to choose, such as for a process that has photos and must stay.
_REFUSED_AS_IT_IS = 409
# What stands here is not sent by itself any more, so that a withdrawal need not wait for it.
_GIVEN_UP = frozenset(
    {
        OperationState.REJECTED,
        OperationState.CONFLICT,
        OperationState.SOURCE_MISSING,
        OperationState.CANCELLED,
    }
)


class Step(StrEnum):
    """Which request was answered."""

    CREATE = "create"
    ASK = "ask"
    PATCH = "patch"
    ATTACH = "attach"
    FORM = "form"


class Then(StrEnum):
    """What an answer that was not a success leads to."""

    ASK_OFFSET = "ask-offset"
    CREATE_ANEW = "create-anew"
    CREATE_BARE = "create-bare"
    SMALLER_CHUNK = "smaller-chunk"
    CHECK_SOURCE = "check-source"
    FETCH_RECEIPT = "fetch-receipt"
    MERGE = "merge"
    WAIT = "wait"
    WAIT_FOR_SPACE = "wait-for-space"
    SIGN_IN = "sign-in"
    SETTLE = "settle"


_LATER = frozenset({408, 423, 425, 429, 500, 502, 503, 504})
_MENDED_BY_CODE = {
    (Step.ATTACH, "upload-incomplete"): Then.ASK_OFFSET,
    (Step.ATTACH, "upload-unknown"): Then.CREATE_ANEW,
    (Step.ATTACH, "hash-mismatch"): Then.CHECK_SOURCE,
    (Step.PATCH, "hash-mismatch"): Then.CHECK_SOURCE,
    (Step.CREATE, "hash-mismatch"): Then.CHECK_SOURCE,
    (Step.CREATE, "upload-taken-over"): Then.CREATE_BARE,
    (Step.ATTACH, "conflict"): Then.FETCH_RECEIPT,
    (Step.FORM, "version-mismatch"): Then.MERGE,
}
_MENDED_BY_STATUS = {
    (Step.ASK, 404): Then.CREATE_ANEW,
    (Step.ASK, 410): Then.CREATE_ANEW,
    (Step.PATCH, 404): Then.CREATE_ANEW,
    (Step.PATCH, 410): Then.CREATE_ANEW,
    (Step.PATCH, 409): Then.ASK_OFFSET,
    (Step.PATCH, 460): Then.CHECK_SOURCE,
    (Step.FORM, 412): Then.MERGE,
}


def then(step: Step, status: int, code: str, *, ours: bool = True) -> Then:
    """Return what follows a refusal; ours is whether our server itself wrote it."""
    if status == 413 and not ours and step is Step.PATCH:
        return Then.SMALLER_CHUNK  # a proxy on the way limits the size of a body
    if status == 413 and not ours and step is Step.CREATE:
        return Then.CREATE_BARE
    if status == 401:
        return Then.SIGN_IN
    if status == 507:
        return Then.WAIT_FOR_SPACE
    if status in _LATER or status >= 500:
        return Then.WAIT
    mended = _MENDED_BY_CODE.get((step, code)) or _MENDED_BY_STATUS.get((step, status))
    return mended or Then.SETTLE


def state_after(error: VendorError) -> OperationState:
    """Return where an operation stands aside after an error that its road could not mend."""
    if isinstance(error, SignInNeeded):
        return OperationState.NEEDS_LOGIN
    if isinstance(error, Conflict) and error.details.get("status") != _REFUSED_AS_IT_IS:
        return OperationState.CONFLICT
    if isinstance(error, NotReadable) and error.code == "source-missing":
        return OperationState.SOURCE_MISSING
    if isinstance(error, NeedsTime):
        return OperationState.RETRY_WAIT
    return OperationState.REJECTED


def stops_everything(error: VendorError) -> bool:
    """Whether an error concerns the way to the server, not the one operation."""
    return isinstance(error, Offline) or error.code in ("program-too-old", "wrong-server-key")


def is_silent(error: VendorError) -> bool:
    """Whether nothing is said: the person stopped it."""
    return isinstance(error, Cancelled)


def needs_person(error: VendorError) -> bool:
    """Whether trying again by itself would not help."""
    return isinstance(error, NeedsPerson)


def pause_after(failures: int) -> timedelta:
    """Double the pause with each failure in a row, up to five minutes."""
    return min(FIRST_PAUSE * (1 << min(max(failures - 1, 0), 16)), LONGEST_PAUSE)


def jittered(pause: timedelta, random: Random, asked: float = 0.0) -> float:
    """Return seconds: anything up to the pause, never less than what the server asked for."""
    return max(asked, random.uniform(0.0, pause.total_seconds()))


def next_chunk(size: int, seconds: float, most: int = LARGEST_CHUNK) -> int:
    """Return the next chunk's size so that one takes about ten seconds, and is let through."""
    fitting = int(size * _CHUNK_SECONDS / max(seconds, 0.001))
    return max(SMALLEST_CHUNK, min(fitting, size * 2, most))


def smaller_chunk(size: int) -> int:
    """Return half the size, 0 when it cannot be smaller."""
    return size // 2 if size // 2 >= SMALLEST_CHUNK else 0


def may_start(op: Operation, states: Mapping[str, OperationState]) -> bool:
    """Whether what the operation depends on is confirmed, or given up where that is taken back."""
    enough = CONFIRMED | _GIVEN_UP if op.kind is OperationKind.WITHDRAW else CONFIRMED
    return not op.depends_on or states.get(op.depends_on) in enough


def is_stuck(op: Operation, states: Mapping[str, OperationState]) -> bool:
    """Whether what the operation depends on waits for a person or was cancelled."""
    stuck = NEEDS_PERSON | {OperationState.BLOCKED, OperationState.CANCELLED}
    return not may_start(op, states) and states.get(op.depends_on) in stuck


def in_order(operations: Iterable[Operation]) -> list[Operation]:
    """Forms before photos before videos, small before large, contracts in turn."""
    within: dict[tuple[int, str], count[int]] = {}
    numbered = []
    for op in sorted(operations, key=_within_contract):
        turn = next(within.setdefault((_rank(op), op.contract_id), count()))
        numbered.append(((_rank(op), turn, op.seq), op))
    return [op for _, op in sorted(numbered, key=lambda pair: pair[0])]


def _within_contract(op: Operation) -> tuple[int, int, int]:
    """Forms go as they were queued: each builds on the one before."""
    return (_rank(op), op.size_bytes if _rank(op) else 0, op.seq)


def _rank(op: Operation) -> int:
    if not op.kind.carries_file:
        return 0
    return 2 if op.media_kind == "video" else 1
