"""Remembers which papers of contracts were taken in here; their bytes lie among the originals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import instant_text

from vendorclient.storage.originals import Stored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from vendorclient.storage.database import Database


# Papers that a contract or a draft names, whose bytes nobody wrote down as taken in.
_NAMED = """
SELECT DISTINCT json_extract(doc.value, '$.sha256') AS sha256,
  json_extract(doc.value, '$.size_bytes') AS size_bytes
FROM (
  SELECT value FROM contract, json_each(contract.body, '$.documents')
  UNION ALL SELECT value FROM draft_part WHERE key LIKE 'documents:%') AS doc
WHERE json_valid(doc.value)
  AND json_extract(doc.value, '$.sha256') NOT IN (SELECT sha256 FROM document_file)
"""
# Contracts that the server knows with a paper that lies here and was never queued.
_FORGOTTEN = """
SELECT DISTINCT contract.id, contract.account_id
FROM contract, json_each(contract.base_body, '$.documents') AS doc
JOIN document_file ON document_file.sha256 = json_extract(doc.value, '$.sha256')
WHERE contract.base_body <> '' AND NOT document_file.fetched AND NOT EXISTS (
  SELECT 1 FROM operation WHERE operation.contract_id = contract.id AND kind = 'document'
    AND entity_id = json_extract(doc.value, '$.id'))
"""


class DocumentFiles:
    """The papers whose bytes this computer has."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, stored: Stored, at: datetime) -> None:
        """Remember a paper that was taken in here; the same content twice is one."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO document_file (sha256, size_bytes, taken_at) VALUES (?, ?, ?)"
                " ON CONFLICT (sha256) DO UPDATE SET fetched = 0",
                (stored.sha256, stored.size_bytes, instant_text(at)),
            )

    def add_fetched(self, stored: Stored, at: datetime) -> None:
        """Remember a paper that came from the server: it need not be sent from here."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO document_file (sha256, size_bytes, taken_at, fetched)"
                " VALUES (?, ?, ?, 1) ON CONFLICT (sha256) DO NOTHING",
                (stored.sha256, stored.size_bytes, instant_text(at)),
            )

    def is_ours(self, sha256: str) -> bool:
        """Whether a paper of this content was taken in here, to be sent from here."""
        sql = "SELECT 1 FROM document_file WHERE sha256 = ? AND NOT fetched"
        return self._db.row(sql, sha256) is not None

    def named(self) -> Iterator[Stored]:
        """Yield the papers that contracts and drafts name and that are not written down here."""
        for row in self._db.rows(_NAMED):
            yield Stored(str(row["sha256"]), int(row["size_bytes"]))

    def forgotten(self) -> list[tuple[str, str]]:
        """Return contracts (and their account) with a paper of ours that was never queued."""
        return [(row["id"], row["account_id"]) for row in self._db.rows(_FORGOTTEN)]

    def all(self) -> list[str]:
        """Return the content hash of each paper."""
        return [row["sha256"] for row in self._db.rows("SELECT sha256 FROM document_file")]
