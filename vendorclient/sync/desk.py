"""The desk at which one account's operations are worked on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vendorcore.errors import NeedsPerson

from vendorclient.sync.caller import Caller
from vendorclient.sync.decide import FIRST_CHUNK, LARGEST_CHUNK
from vendorclient.sync.line import Line
from vendorclient.sync.tokens import LOCK_NAME, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorclient.storage.accounts import Account, Server
    from vendorclient.storage.operations import Operation, OperationState
    from vendorclient.sync.clock import Clock
    from vendorclient.sync.library import Library
    from vendorclient.sync.secrets import Secrets
    from vendorclient.sync.transport import Transport


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """An operation has come to another state."""

    op: str
    kind: str
    state: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The server has told something new: contract, submission, findings, review, withdrawal."""

    kind: str
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """So much of an original is safe at the server."""

    op: str
    sent_bytes: int
    size_bytes: int


News = Moved | Heard | Progress


def tell_nobody(news: News) -> None:
    """Drop the news."""


def always() -> None:
    """Let the sending begin whenever there is a way to the server."""


@dataclass(slots=True, kw_only=True)
class Desk:
    """One account with everything that its operations need."""

    library: Library
    account: Account
    server: Server
    caller: Caller
    clock: Clock
    told: Callable[[News], None] = tell_nobody
    version: str = "0"
    line: Line = field(default_factory=Line)
    chunk_bytes: int = field(default=FIRST_CHUNK)
    most_chunk_bytes: int = field(default=LARGEST_CHUNK)
    creates_with_bytes: bool = True

    def move(self, op: Operation, state: OperationState, **changes: Any) -> Operation:
        """Commit one step, then say so."""
        moved = self.library.outbox.move(op, state, **changes)
        self.say(op, moved)
        return moved

    def say(self, op: Operation, moved: Operation) -> None:
        """Say what a step has changed; only after it was committed."""
        if moved.state is not op.state:
            self.told(Moved(op=op.id, kind=op.kind, state=moved.state, code=moved.code))
        if moved.upload_offset not in (0, op.upload_offset):
            self.told(
                Progress(op=op.id, sent_bytes=moved.upload_offset, size_bytes=moved.size_bytes)
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What all desks share: how to reach the server, secrets, time, who listens."""

    library: Library
    connect: Callable[[Server], Transport]
    secrets: Secrets
    clock: Clock
    told: Callable[[News], None] = tell_nobody
    version: str = "0"
    line: Line = field(default_factory=Line)
    may_send: Callable[[], None] = always  # raises what must be done before anything is sent

    def desk(self, account: Account, server: Server, transport: Transport) -> Desk:
        """Return the desk of an account that the server knows."""
        tokens = Tokens(
            account,
            transport=transport,
            secrets=self.secrets,
            clock=self.clock,
            lock_path=self.library.folder.secrets_dir / LOCK_NAME,
        )
        return Desk(
            library=self.library,
            account=account,
            server=server,
            caller=Caller(transport, tokens),
            clock=self.clock,
            told=self.told,
            version=self.version,
            line=self.line,
        )


class Desks:
    """The desks of everybody who is enrolled; looks again when somebody enrolled anew."""

    def __init__(self, office: Office) -> None:
        server = office.library.accounts.server()
        if server is None:
            raise NeedsPerson("not-enrolled")
        self._office = office
        self._enrolments: dict[str, str] = {}
        self.server = server
        self.transport = office.connect(server)
        self.open: dict[str, Desk] = {}

    def look(self) -> list[Desk]:
        """Open desks for new enrolments and return them."""
        self._follow_address()
        fresh = []
        for account in self._office.library.accounts.all():
            if account.enrolled and self._enrolments.get(account.id) != account.enrolled_at:
                self._enrolments[account.id] = account.enrolled_at
                desk = self._office.desk(account, self.server, self.transport)
                self.open[account.id] = desk
                fresh.append(desk)
        return fresh

    def close(self, account_id: str) -> None:
        """Send nothing for an account until it is enrolled anew."""
        self.open.pop(account_id, None)

    def _follow_address(self) -> None:
        """The server may have moved: an enrolment tells its new address."""
        present = self._office.library.accounts.server() or self.server
        if present.url != self.server.url:
            self.server, self.transport = present, self._office.connect(present)
            self._enrolments.clear()
