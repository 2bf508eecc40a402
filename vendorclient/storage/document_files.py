"""Remembers which papers of contracts were taken in here; their bytes lie among the originals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import instant_text

if TYPE_CHECKING:
    from datetime import datetime

    from vendorclient.storage.database import Database
    from vendorclient.storage.originals import Stored


class DocumentFiles:
    """The papers whose bytes this computer has."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, stored: Stored, at: datetime) -> None:
        """Remember a paper; the same content twice is one."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO document_file (sha256, size_bytes, taken_at) VALUES (?, ?, ?)"
                " ON CONFLICT (sha256) DO NOTHING",
                (stored.sha256, stored.size_bytes, instant_text(at)),
            )

    def holds(self, sha256: str) -> bool:
        """Whether a paper of this content was taken in here."""
        return self._db.row("SELECT 1 FROM document_file WHERE sha256 = ?", sha256) is not None

    def all(self) -> list[str]:
        """Return the content hash of each paper."""
        return [row["sha256"] for row in self._db.rows("SELECT sha256 FROM document_file")]
