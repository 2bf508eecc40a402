"""One person at work with one contract."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.vendorclient.builders import Library, a_contract, at_noon
from vendorclient.app.submitting import Submitted, submit
from vendorclient.app.tagging import Tagged, tag
from vendorclient.app.withdrawing import withdraw
from vendorclient.storage.outbox import Outbox

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.domain import Contract

OLD = datetime(2025, 1, 1, 12, 0)  # noqa: DTZ001 - a camera's clock has no zone


class Desk:
    """One person at work with one contract."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library = library
        self.folder = folder
        self.contract = library.sign(a_contract())
        self.db = library.db

    def photo(self, content: bytes = b"picture", **facts: Any) -> str:
        sha256 = self.library.one(self.folder / content.hex()[:12], "a.jpg", content)
        self.library.know(sha256, **facts)
        return sha256

    def tag(self, *sha256s: str, place: int = 0, **more: Any) -> list[Tagged]:
        contract = more.pop("contract", self.contract)
        return tag(
            self.db,
            contract_id=contract.id,
            process_id=contract.processes[place].id,
            sha256s=sha256s,
            account_id=self.library.account_id,
            now=at_noon,
            **more,
        )

    def submit(self, contract: Contract | None = None) -> Submitted:
        chosen = (contract or self.contract).id
        account = self.library.account_id
        return submit(self.db, contract_id=chosen, account_id=account, now=at_noon)

    def withdraw(self, attachment_id: str, reason: str = "잘못 넣음") -> None:
        withdraw(
            self.db,
            attachment_id=attachment_id,
            reason=reason,
            account_id=self.library.account_id,
            now=at_noon,
        )

    def queue(self) -> list[tuple[str, str, str]]:
        return [(op.kind, op.id, op.depends_on) for op in Outbox(self.db).open()]
