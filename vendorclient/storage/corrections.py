"""Remembers how cameras' clocks were set right: by how much, for which files, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry
from vendorcore.evidence import Correction, Source

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from vendorclient.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One correction, the card and camera it was stated for, and how many files it holds for."""

    correction: Correction
    device_key: str
    camera: str
    files: int


class Corrections:
    """The corrections of this library; a file follows the newest one that was stated for it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(
        self,
        correction: Correction,
        *,
        device_key: str,
        camera: str,
        account_id: str,
        sha256s: Iterable[str],
    ) -> None:
        """Keep a correction and let these files follow it."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO clock_correction (id, device_key, camera, milliseconds, source,"
                " reason, photo, code, account_id, stated_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    correction.id,
                    device_key,
                    camera,
                    correction.milliseconds,
                    correction.source,
                    correction.reason,
                    correction.photo,
                    correction.code,
                    account_id,
                    correction.stated_at,
                ),
            )
            connection.executemany(
                "INSERT OR REPLACE INTO corrected_file (sha256, correction_id) VALUES (?, ?)",
                [(sha256, correction.id) for sha256 in sha256s],
            )

    def of_file(self, sha256: str) -> Correction | None:
        """Return the correction that holds for a file."""
        row = self._db.row(_OF_FILE, sha256)
        return None if row is None else _correction(row)

    def all(self) -> list[Kept]:
        """Return every correction that was ever stated, the newest last."""
        return [
            Kept(
                correction=_correction(row),
                device_key=row["device_key"],
                camera=row["camera"],
                files=row["files"],
            )
            for row in self._db.rows(_ALL)
        ]

    def release(self, correction_id: str) -> list[str]:
        """Let the files of a correction go by their cameras again; return them."""
        if self._db.row("SELECT 1 FROM clock_correction WHERE id = ?", correction_id) is None:
            raise InvalidEntry("correction-unknown", correction=correction_id)
        with self._db.transaction() as connection:
            rows = connection.execute(
                "DELETE FROM corrected_file WHERE correction_id = ? RETURNING sha256",
                (correction_id,),
            ).fetchall()
        return [row["sha256"] for row in rows]


_COLUMNS = """clock_correction.id, milliseconds, source, reason, photo, code, stated_at,
  CASE account.name WHEN '' THEN account.login ELSE account.name END AS said_by"""
_OF_FILE = f"""
SELECT {_COLUMNS} FROM corrected_file
JOIN clock_correction ON clock_correction.id = correction_id
JOIN account ON account.id = account_id WHERE sha256 = ?
"""  # noqa: S608 - our own columns
_ALL = f"""
SELECT {_COLUMNS}, device_key, camera,
  (SELECT count(*) FROM corrected_file WHERE correction_id = clock_correction.id) AS files
FROM clock_correction JOIN account ON account.id = account_id
ORDER BY clock_correction.rowid
"""  # noqa: S608 - our own columns


def _correction(row: sqlite3.Row) -> Correction:
    return Correction(
        id=row["id"],
        milliseconds=row["milliseconds"],
        source=Source(row["source"]),
        by=row["said_by"],
        stated_at=row["stated_at"],
        reason=row["reason"],
        photo=row["photo"],
        code=row["code"],
    )
