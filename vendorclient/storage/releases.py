"""Which originals are at the server for certain, so that their place here may be given up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.domain import instant_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from vendorclient.storage.database import Database

# Every live attachment has its receipt, nothing about it is still to be sent, and it was read.
_GOOD = """
FROM media_file AS m JOIN attachment AS a ON a.sha256 = m.sha256 AND a.withdrawn_at = ''
JOIN receipt AS r ON r.op_id = a.id JOIN operation AS o ON o.id = a.id
WHERE m.released_at = '' AND r.stored_at <= ? AND o.state IN ('delivered', 'released')
  AND EXISTS (SELECT 1 FROM facts WHERE facts.sha256 = m.sha256)
  AND NOT EXISTS (
    SELECT 1 FROM attachment AS b JOIN operation AS p ON p.entity_id = b.id
    WHERE b.sha256 = m.sha256 AND p.state NOT IN ('delivered', 'released', 'cancelled'))
  AND NOT EXISTS (
    SELECT 1 FROM attachment AS b WHERE b.sha256 = m.sha256 AND b.withdrawn_at = ''
    AND NOT EXISTS (SELECT 1 FROM receipt AS q WHERE q.op_id = b.id AND q.stored_at <= ?))
"""
_DUE = f"""
SELECT m.sha256, m.size_bytes, a.id AS attachment_id, a.account_id, r.receipt_no, r.signed
{_GOOD} GROUP BY m.sha256 ORDER BY m.import_seq
"""
_STILL = f"SELECT 1 {_GOOD} AND m.sha256 = ? LIMIT 1"
# A contract's papers lie in the same store under the same kind of name.
_NAMED = """
SELECT 1 FROM contract WHERE instr(body, ?1) OR instr(base_body, ?1) OR instr(theirs_body, ?1)
UNION ALL SELECT 1 FROM document_file WHERE sha256 = ?1
UNION ALL SELECT 1 FROM draft_part WHERE instr(value, ?1)
UNION ALL SELECT 1 FROM draft_step WHERE instr(parts, ?1)
UNION ALL SELECT 1 FROM operation
  WHERE state NOT IN ('delivered', 'released', 'cancelled') AND instr(payload, ?1)
LIMIT 1
"""
_HOLDER = """
SELECT m.sha256, m.size_bytes, a.id AS attachment_id, a.account_id, r.receipt_no, r.signed
FROM media_file AS m JOIN attachment AS a ON a.sha256 = m.sha256
JOIN receipt AS r ON r.op_id = a.id
WHERE m.released_at <> '' AND m.sha256 = ? ORDER BY a.withdrawn_at <> '', r.log_index DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One original with a receipt: the server has it under this attachment of this account."""

    sha256: str
    size_bytes: int
    attachment_id: str
    account_id: str
    receipt_no: str
    signed: str


class Releases:
    """The rows about originals that are given up here; the files themselves lie in Originals."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def due(self, before: datetime) -> list[Held]:
        """Return what has had its receipts since then, the first imported first."""
        until = instant_text(before)
        return [Held(**dict(row)) for row in self._db.rows(_DUE, until, until)]

    def give_up(self, held: Held, before: datetime, at: datetime) -> bool:
        """Note that an original goes; whether it still may, looked at in the same transaction."""
        until = instant_text(before)
        with self._db.transaction() as connection:
            if self._db.row(_STILL, until, until, held.sha256) is None:
                return False
            if self._db.row(_NAMED, held.sha256) is not None:
                return False
            connection.execute(
                "UPDATE media_file SET released_at = ? WHERE sha256 = ?",
                (instant_text(at), held.sha256),
            )
            connection.execute(
                "UPDATE operation SET state = 'released', changed_at = ? WHERE state = 'delivered'"
                " AND id IN (SELECT id FROM attachment WHERE sha256 = ? AND withdrawn_at = '')",
                (instant_text(at), held.sha256),
            )
        return True

    def take_back(self, sha256: str) -> None:
        """Note that an original is here again."""
        with self._db.transaction() as connection:
            connection.execute("UPDATE media_file SET released_at = '' WHERE sha256 = ?", (sha256,))

    def is_released(self, sha256: str) -> bool:
        """Whether an original was given up here."""
        sql = "SELECT 1 FROM media_file WHERE sha256 = ? AND released_at <> ''"
        return self._db.row(sql, sha256) is not None

    def all(self) -> dict[str, int]:
        """Return the size of each original that was given up here."""
        sql = "SELECT sha256, size_bytes FROM media_file WHERE released_at <> ''"
        return {row["sha256"]: int(row["size_bytes"]) for row in self._db.rows(sql)}

    def of_contract(self, contract_id: str) -> Iterator[str]:
        """Yield what was given up of one contract."""
        sql = """SELECT DISTINCT m.sha256 FROM media_file AS m JOIN attachment AS a USING (sha256)
          WHERE m.released_at <> '' AND a.contract_id = ? AND a.withdrawn_at = ''"""
        for row in self._db.rows(sql, contract_id):
            yield row["sha256"]

    def holder(self, sha256: str) -> Held | None:
        """Return under which attachment the server has what was given up here."""
        row = self._db.row(_HOLDER, sha256)
        return Held(**dict(row)) if row else None
