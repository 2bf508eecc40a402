"""Remembers which institutions and products were chosen lately."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import instant_text

if TYPE_CHECKING:
    from datetime import datetime

    from vendorclient.storage.database import Database

_MOST = 100


class Recent:
    """What was chosen in a search, the latest first."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def choose(self, kind: str, entry_id: str, at: datetime) -> None:
        """Remember a choice."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO recent_choice (kind, entry_id, chosen_at) VALUES (?, ?, ?)",
                (kind, entry_id, instant_text(at)),
            )

    def of(self, kind: str) -> list[str]:
        """Return the ids that were chosen, the latest first."""
        rows = self._db.rows(
            "SELECT entry_id FROM recent_choice WHERE kind = ? ORDER BY chosen_at DESC LIMIT ?",
            kind,
            _MOST,
        )
        return [row["entry_id"] for row in rows]
