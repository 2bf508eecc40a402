"""One computer with the real client on it, driven by the functions that its commands call."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from vendorcore.protocol import Receipt

from tests.vendorclient.sync.builders import hand_in, save_contract
from vendorclient.app.enrolling import enrol
from vendorclient.app.sending import Status, send
from vendorclient.app.way import Way
from vendorclient.paths import open_data_folder
from vendorclient.storage.operations import OperationState
from vendorclient.sync.clock import FakeClock
from vendorclient.sync.decide import SMALL_FILE
from vendorclient.sync.desk import Office
from vendorclient.sync.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vendorcore.domain import Contract

    from vendorclient.storage.operations import Operation
    from vendorclient.sync.desk import News


class Desktop:
    """A data folder whose waits pass at once."""

    def __init__(self, root: Path) -> None:
        self.folder = open_data_folder(root)
        self.library = Library(self.folder)
        self.clock = FakeClock(datetime.now(UTC))
        self.way = replace(Way.of(self.folder), clock=self.clock)
        self.way.line.along_bytes = SMALL_FILE
        self.news: list[News] = []
        self.told: Callable[[News], None] = self.news.append

    def enrol(self, ticket: str) -> None:
        """Join the server that the ticket names."""
        enrol(self.library.db, ticket, self.way)

    def hand_in(self, *contents: bytes, contract: Contract | None = None) -> list[Operation]:
        """Hand in files to the one process of a contract."""
        return hand_in(self.library, contract or save_contract(self.library), *contents)

    def send(self) -> Status:
        """Send as the command "sync --once" does."""
        return send(self.folder, self.way, told=self.told)

    def access_token(self) -> str:
        """Return a token with which others than the client may speak for its account."""
        account, server = self.library.accounts.all()[0], self.library.accounts.server()
        assert server is not None
        office = Office(
            library=self.library,
            connect=self.way.connect,
            secrets=self.way.secrets,
            clock=self.clock,
        )
        return office.desk(account, server, self.way.connect(server)).caller.tokens.bearer()

    def state(self, op: Operation) -> OperationState:
        """Return where an operation stands now."""
        return self.now(op).state

    def now(self, op: Operation) -> Operation:
        """Return an operation as it is now."""
        found = self.library.outbox.get(op.id)
        assert found is not None
        return found

    def receipts(self) -> list[Receipt]:
        """Return the receipts of this computer, each checked with the pinned key."""
        keys = self.library.accounts.keys()
        operations = self.library.outbox.of_entity
        found = []
        for row in self.library.db.rows("SELECT op_id FROM receipt ORDER BY log_index"):
            signed = self.library.receipts.of_operation(row["op_id"])
            assert signed is not None
            assert [op.state for op in operations(row["op_id"])] == [OperationState.DELIVERED]
            found.append(Receipt.check(signed, keys))
        return found
