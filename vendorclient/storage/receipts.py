"""The server's receipts, exactly as they came; only verified ones are ever stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import instant_text
from vendorcore.protocol import Signed

from vendorclient.storage.outbox import utc_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from vendorcore.protocol import Receipt

    from vendorclient.storage.database import Database


class Receipts:
    """One receipt for each delivered attachment."""

    def __init__(self, db: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._db = db
        self._now = now

    def store(self, receipt: Receipt, signed: Signed) -> None:
        """Keep a receipt whose signature was checked; the same one twice is kept once."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO receipt (receipt_no, op_id, sha256, signed, log_index, stored_at)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (receipt_no) DO NOTHING",
                (
                    receipt.receipt_no,
                    receipt.op_id,
                    receipt.sha256,
                    signed.text,
                    receipt.log_index,
                    instant_text(self._now()),
                ),
            )

    def of_operation(self, op_id: str) -> Signed | None:
        """Return the receipt of one attachment, None before it was delivered."""
        row = self._db.row("SELECT signed FROM receipt WHERE op_id = ?", op_id)
        return Signed.from_text(row["signed"]) if row else None

    def of_content(self, sha256: str) -> bool:
        """Whether the server has confirmed this content for any of its processes."""
        sql = """SELECT 1 FROM attachment JOIN receipt ON receipt.op_id = attachment.id
          WHERE attachment.sha256 = ? LIMIT 1"""
        return self._db.row(sql, sha256) is not None

    def texts(self) -> list[tuple[str, str, str]]:
        """Return (receipt number, sha256, stored text) of all, in the order of the log."""
        rows = self._db.rows("SELECT receipt_no, sha256, signed FROM receipt ORDER BY log_index")
        return [(row["receipt_no"], row["sha256"], row["signed"]) for row in rows]
