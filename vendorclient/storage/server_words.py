"""How far the client has read what the server says, and what it said against our own form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.protocol import canonical_json, contract_from_json, contract_to_json, parse_object

if TYPE_CHECKING:
    from vendorcore.domain import Contract

    from vendorclient.storage.database import Database


class ServerWords:
    """The cursor of each account, and the other side of each unsettled conflict."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def cursor(self, account_id: str) -> str:
        """Return how far this account has read, "" at the beginning."""
        row = self._db.row("SELECT value FROM cursor WHERE account_id = ?", account_id)
        return str(row["value"]) if row else ""

    def set_cursor(self, account_id: str, value: str) -> None:
        """Remember how far this account has read."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO cursor (account_id, value) VALUES (?, ?)"
                " ON CONFLICT (account_id) DO UPDATE SET value = excluded.value",
                (account_id, value),
            )

    def keep_theirs(self, contract_id: str, theirs: Contract | None) -> None:
        """Keep the form that stands against ours until a person has chosen; None: settled."""
        text = canonical_json(contract_to_json(theirs)).decode() if theirs else ""
        with self._db.transaction() as connection:
            connection.execute(
                "UPDATE contract SET theirs_body = ? WHERE id = ?", (text, contract_id)
            )

    def theirs(self, contract_id: str) -> Contract | None:
        """Return the form that stands against ours, None when nothing is to be settled."""
        row = self._db.row("SELECT theirs_body FROM contract WHERE id = ?", contract_id)
        if not row or not row["theirs_body"]:
            return None
        return contract_from_json(parse_object(row["theirs_body"]))
