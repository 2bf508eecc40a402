"""Remembers the vendor's 직접생산확인증명: which product, from when, until when, as printed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from vendorcore.domain import Certificate

if TYPE_CHECKING:
    from vendorclient.storage.database import Database


class Certificates:
    """The certificates of this vendor."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, certificate: Certificate) -> None:
        """Keep a certificate, new or changed."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO certificate (id, detail_no, number, valid_from, valid_to)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    certificate.id,
                    certificate.detail_no,
                    certificate.number,
                    certificate.valid_from.isoformat(),
                    certificate.valid_to.isoformat(),
                ),
            )

    def remove(self, certificate_id: str) -> None:
        """Forget a certificate."""
        with self._db.transaction() as connection:
            connection.execute("DELETE FROM certificate WHERE id = ?", (certificate_id,))

    def all(self) -> list[Certificate]:
        """Return all certificates, the next to end first."""
        rows = self._db.rows("SELECT * FROM certificate ORDER BY valid_to, detail_no, id")
        return [
            Certificate(
                id=row["id"],
                detail_no=row["detail_no"],
                number=row["number"],
                valid_from=date.fromisoformat(row["valid_from"]),
                valid_to=date.fromisoformat(row["valid_to"]),
            )
            for row in rows
        ]
