"""Remembers what the bundled catalogue lacks: newer entries, and those that were asked for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vendorcore.domain import instant_text

if TYPE_CHECKING:
    from datetime import datetime
    from sqlite3 import Row

    from vendorclient.storage.database import Database

# The setting that holds the operator's columns of the 원부자재 구매내역서; empty: the bundled ones.
COLUMNS_OF_SERVER = "material-columns-of-server"
# The setting that holds the ids of the requests that the server has.
SENT = "catalogue-sent"


class EntryState(StrEnum):
    """How an entry came here, and what became of it."""

    LISTED = "listed"
    ASKED = "asked"
    REFUSED = "refused"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEntry:
    """One entry of the catalogue beside the bundled ones."""

    id: str
    state: EntryState
    merged_into: str
    body: dict[str, Any]
    reason: str = ""


class Catalogue:
    """Entries beside the bundled catalogue: kind is institution or product."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(
        self,
        kind: str,
        entry_id: str,
        body: dict[str, Any],
        *,
        state: EntryState,
        at: datetime,
        merged_into: str = "",
        reason: str = "",
    ) -> None:
        """Keep an entry, new or changed."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO catalogue_entry"
                " (kind, id, state, merged_into, body, changed_at, reason)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    kind,
                    entry_id,
                    state,
                    merged_into,
                    json.dumps(body, ensure_ascii=False),
                    instant_text(at),
                    reason,
                ),
            )

    def all(self, kind: str) -> list[KeptEntry]:
        """Return the entries of a kind."""
        rows = self._db.rows(
            "SELECT id, state, merged_into, body, reason FROM catalogue_entry"
            " WHERE kind = ? ORDER BY id",
            kind,
        )
        return [_kept(row) for row in rows]

    def requests(self, sent: str) -> list[tuple[str, KeptEntry]]:
        """Return what was asked for, by kind; `sent` are ids as JSON, some of them listed now."""
        rows = self._db.rows(
            "SELECT kind, id, state, merged_into, body, reason FROM catalogue_entry"
            " WHERE state <> 'listed' OR id IN (SELECT value FROM json_each(?)) ORDER BY id",
            sent,
        )
        return [(row["kind"], _kept(row)) for row in rows]


def _kept(row: Row) -> KeptEntry:
    return KeptEntry(
        id=row["id"],
        state=EntryState(row["state"]),
        merged_into=row["merged_into"],
        body=json.loads(row["body"]),
        reason=row["reason"],
    )
