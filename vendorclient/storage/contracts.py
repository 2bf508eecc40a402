"""Remembers the contracts: our present form, and the form that the server last confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from vendorcore.domain import instant_text
from vendorcore.errors import InvalidEntry
from vendorcore.protocol import (
    canonical_json,
    contract_from_json,
    contract_to_json,
    parse_object,
)

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.domain import Contract

    from vendorclient.storage.database import Database

_SAVE = """
INSERT INTO contract (id, account_id, name, number, state, signed_on, due_on, body, base_body,
  version, changed_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, number = excluded.number,
  state = excluded.state, signed_on = excluded.signed_on, due_on = excluded.due_on,
  body = excluded.body, version = excluded.version, changed_at = excluded.changed_at
"""


class Contracts:
    """The contracts of this library."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, contract: Contract, *, account_id: str, at: datetime) -> None:
        """Keep our form of a contract, new or changed."""
        with self._db.transaction() as connection:
            connection.execute(
                _SAVE,
                (
                    contract.id,
                    account_id,
                    contract.name,
                    contract.number,
                    contract.state,
                    contract.signed_on.isoformat(),
                    contract.due_on.isoformat(),
                    contract_text(contract),
                    contract.version,
                    instant_text(at),
                ),
            )

    def confirm(self, contract: Contract, *, account_id: str, at: datetime) -> None:
        """Keep the form that the server has confirmed; it becomes ours and the base of changes."""
        with self._db.transaction():
            self.save(contract, account_id=account_id, at=at)
            self.set_base(contract)

    def set_base(self, contract: Contract) -> None:
        """Keep the form that our changes are told apart by."""
        with self._db.transaction() as connection:
            connection.execute(
                "UPDATE contract SET base_body = ? WHERE id = ?",
                (contract_text(contract), contract.id),
            )

    def get(self, contract_id: str) -> Contract:
        """Return one contract; InvalidEntry("contract-unknown") when there is none."""
        found = self.find(contract_id)
        if found is None:
            raise InvalidEntry("contract-unknown", contract=contract_id)
        return found

    def find(self, contract_id: str) -> Contract | None:
        """Return one contract, None when there is none."""
        row = self._db.row("SELECT body FROM contract WHERE id = ?", contract_id)
        if row is None:
            return None
        before = _READ.setdefault(self._db, {})
        read = before[contract_id] = _read(row["body"], before.get(contract_id))
        return read[1]

    def base(self, contract_id: str) -> Contract | None:
        """Return the form that the server last confirmed, if it ever did."""
        row = self._db.row("SELECT base_body FROM contract WHERE id = ?", contract_id)
        if row is None or not row["base_body"]:
            return None
        return contract_from_json(parse_object(row["base_body"]))

    def all(self) -> list[Contract]:
        """Return the contracts, the next to be delivered first."""
        rows = self._db.rows("SELECT id, body FROM contract ORDER BY due_on, name, id")
        before = _READ.get(self._db, {})
        read = {row["id"]: _read(row["body"], before.get(row["id"])) for row in rows}
        _READ[self._db] = read
        return [contract for _text_hash, contract in read.values()]


# What was read last from each connection: a list of thousands and the page of one are shown anew
# at each change. A contract is frozen, so it can be shared.
_READ: WeakKeyDictionary[Database, dict[str, tuple[int, Contract]]] = WeakKeyDictionary()


def _read(body: str, before: tuple[int, Contract] | None) -> tuple[int, Contract]:
    """Return a contract with the hash of its text; the one read before where that is the same."""
    text_hash = hash(body)
    if before is not None and before[0] == text_hash:
        return before
    return text_hash, contract_from_json(parse_object(body))


def contract_text(contract: Contract) -> str:
    """Return how a contract is written down here."""
    return canonical_json(contract_to_json(contract)).decode()
