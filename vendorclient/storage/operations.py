"""One thing that is to be sent, and the states it passes through on its way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OperationKind(StrEnum):
    """What is told to the server."""

    PUT_CONTRACT = "put_contract"
    SUBMIT = "submit"
    ATTACH = "attach"
    WITHDRAW = "withdraw"
    DOCUMENT = "document"

    @property
    def carries_file(self) -> bool:
        """Whether a file is sent, not a form alone."""
        return self in (OperationKind.ATTACH, OperationKind.DOCUMENT)


class OperationState(StrEnum):
    """Where an operation stands; each state is on the disk before the step that needs it."""

    QUEUED = "queued"
    READY = "ready"
    CREATING = "creating"
    UPLOADING = "uploading"
    VERIFYING = "verifying"
    ATTACHING = "attaching"
    DELIVERED = "delivered"
    RELEASED = "released"
    BLOCKED = "blocked"
    RETRY_WAIT = "retry-wait"
    NEEDS_LOGIN = "needs-login"
    CONFLICT = "conflict"
    REJECTED = "rejected"
    SOURCE_MISSING = "source-missing"
    PAUSED = "paused"
    CANCELLED = "cancelled"

    def may_become(self, following: OperationState) -> bool:
        """Whether this step is allowed."""
        return following in ALLOWED[self]


_S = OperationState
# A step on the road broke off here: the server must be asked before anything is sent again.
UNDER_WAY = frozenset({_S.CREATING, _S.UPLOADING, _S.VERIFYING, _S.ATTACHING})
CONFIRMED = frozenset({_S.DELIVERED, _S.RELEASED})
NEEDS_PERSON = frozenset({_S.NEEDS_LOGIN, _S.CONFLICT, _S.REJECTED, _S.SOURCE_MISSING})
FINAL = CONFIRMED | {_S.CANCELLED}
_ASIDE = NEEDS_PERSON | {_S.BLOCKED, _S.RETRY_WAIT, _S.PAUSED, _S.CANCELLED}

ALLOWED: dict[OperationState, frozenset[OperationState]] = {
    _S.QUEUED: frozenset({_S.READY, _S.BLOCKED, _S.PAUSED, _S.CANCELLED}),
    _S.READY: _ASIDE | {_S.CREATING, _S.UPLOADING},
    # A form has no upload: the server's answer to its one request delivers it.
    _S.CREATING: _ASIDE | {_S.CREATING, _S.UPLOADING, _S.VERIFYING, _S.DELIVERED},
    _S.UPLOADING: _ASIDE | {_S.UPLOADING, _S.CREATING, _S.VERIFYING},
    _S.VERIFYING: _ASIDE | {_S.CREATING, _S.UPLOADING, _S.ATTACHING},
    _S.ATTACHING: _ASIDE | {_S.CREATING, _S.UPLOADING, _S.DELIVERED},
    _S.DELIVERED: frozenset({_S.RELEASED}),
    _S.RELEASED: frozenset(),
    _S.BLOCKED: frozenset({_S.READY, _S.PAUSED, _S.CANCELLED}),
    _S.RETRY_WAIT: frozenset({_S.READY, _S.PAUSED, _S.CANCELLED}),
    _S.NEEDS_LOGIN: frozenset({_S.READY, _S.PAUSED, _S.CANCELLED}),
    _S.CONFLICT: frozenset({_S.READY, _S.CANCELLED}),
    _S.REJECTED: frozenset({_S.READY, _S.CANCELLED}),
    _S.SOURCE_MISSING: frozenset({_S.READY, _S.CANCELLED}),
    _S.PAUSED: frozenset({_S.READY, _S.CANCELLED}),
    _S.CANCELLED: frozenset(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One row of the outbox without its payload; media_kind and sha256 are empty for forms."""

    id: str
    seq: int
    account_id: str
    kind: OperationKind
    entity_id: str
    contract_id: str
    depends_on: str
    size_bytes: int
    media_kind: str
    sha256: str
    state: OperationState
    upload_url: str
    upload_offset: int
    recreated: int
    failures: int
    pause_s: float
    code: str
    detail: str
