"""Remembers the photos and videos: what they are, where they were seen, what they say."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vendorcore.domain import MediaFile, MediaKind, instant_from_text, instant_text, korean_day
from vendorcore.errors import InvalidEntry
from vendorcore.evidence import Circumstances, Facts, instants, possible

from vendorclient.storage.names import plain
from vendorclient.storage.originals import Stored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from vendorclient.storage.database import Database


Mark = tuple[str, int, str]
# A file by itself, without any promise.
_ALONE = Circumstances()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A place on a device where a file was seen, as the device described it."""

    device_key: str
    path: str
    size_bytes: int
    modified_at: datetime | None

    @property
    def mark(self) -> Mark:
        """What must be the same for the shortcut to hold."""
        return plain(self.path), self.size_bytes, _instant_or_empty(self.modified_at)


class Media:
    """The rows about originals; the bytes themselves lie in Originals."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def remember_device(self, key: str, kind: str, label: str, at: datetime) -> None:
        """Write down that a device was there."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO device (key, kind, label, seen_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (key)"
                " DO UPDATE SET label = excluded.label, seen_at = excluded.seen_at",
                (key, kind, plain(label), instant_text(at)),
            )

    def devices(self) -> list[tuple[str, str]]:
        """Return key and name of every device that was here, folders left out, the last first."""
        rows = self._db.rows(
            "SELECT key, label FROM device WHERE kind <> 'folder' ORDER BY seen_at DESC, key"
        )
        return [(row["key"], row["label"]) for row in rows]

    def device_label(self, key: str) -> str:
        """Return the name of a device as people saw it last, or nothing."""
        row = self._db.row("SELECT label FROM device WHERE key = ?", key)
        return "" if row is None else str(row["label"])

    def add(self, file: MediaFile, seen: Sighting) -> bool:
        """Write down an original that is already durable; whether it is new to the library."""
        with self._db.transaction() as connection:
            added = connection.execute(_INSERT, _values(file)).rowcount == 1
            if not added:
                self._bring_back(connection, file.sha256)
            at = instant_text(file.imported_at)
            connection.execute(_SEEN, (seen.device_key, *seen.mark, file.sha256, at))
        return added

    def sightings(self, device_key: str) -> dict[Mark, Stored]:
        """Return what each (path, size, time) of a device was the last time; only a shortcut."""
        rows = self._db.rows(_SIGHTINGS, device_key)
        return {
            (row["device_path"], row["listed_bytes"], row["modified_at"]): Stored(
                row["sha256"], row["size_bytes"]
            )
            for row in rows
        }

    def released(self) -> frozenset[str]:
        """Return what was delivered and then given up here; a card need not bring it again."""
        rows = self._db.rows("SELECT sha256 FROM media_file WHERE released_at <> ''")
        return frozenset(row["sha256"] for row in rows)

    def forget_sightings(self, sha256: str) -> None:
        """Take the shortcut away, so that the next import reads this file from the card again."""
        with self._db.transaction() as connection:
            connection.execute("DELETE FROM sighting WHERE sha256 = ?", (sha256,))

    def find(self, sha256: str) -> MediaFile | None:
        """Return one file of the library."""
        row = self._db.row("SELECT * FROM media_file WHERE sha256 = ?", sha256)
        return None if row is None else _file(row)

    def get(self, sha256: str) -> MediaFile:
        """Return one file of the library; InvalidEntry("media-unknown") when there is none."""
        found = self.find(sha256)
        if found is None:
            raise InvalidEntry("media-unknown", sha256=sha256)
        return found

    def several(self, sha256s: Sequence[str]) -> list[MediaFile]:
        """Return files of the library in the order given; InvalidEntry for one unknown."""
        marks = ", ".join("?" * len(sha256s))
        rows = self._db.rows(f"SELECT * FROM media_file WHERE sha256 IN ({marks})", *sha256s)  # noqa: S608 - question marks alone
        found = {row["sha256"]: _file(row) for row in rows}
        return [found[one] if one in found else self.get(one) for one in sha256s]

    def all(self) -> Iterator[MediaFile]:
        """Yield every file in the order of import."""
        for row in self._db.rows("SELECT * FROM media_file ORDER BY import_seq"):
            yield _file(row)

    def without_facts(self) -> list[MediaFile]:
        """Return the files that were not wholly read yet, in the order of import."""
        rows = self._db.rows(
            "SELECT * FROM media_file WHERE sha256 NOT IN"
            " (SELECT sha256 FROM facts WHERE is_whole = 1)"
            " AND released_at = '' ORDER BY import_seq"
        )
        return [_file(row) for row in rows]

    def not_looked_at(self) -> list[str]:
        """Return the files of which nothing at all is known yet, in the order of import."""
        rows = self._db.rows(
            "SELECT sha256 FROM media_file WHERE sha256 NOT IN (SELECT sha256 FROM facts)"
            " AND released_at = '' ORDER BY import_seq"
        )
        return [str(row["sha256"]) for row in rows]

    def set_facts(self, facts: Facts, at: datetime, *, whole: bool = True) -> None:
        """Write down what a file says about itself, and its kind as its content shows it.

        A first look (`whole=False`) never takes the place of a whole reading.
        """
        body = json.dumps(facts.to_json(), ensure_ascii=False, sort_keys=True)
        captured_at = next(iter(instants(facts, _ALONE)), None)
        day = None if captured_at is None else korean_day(captured_at)
        with self._db.transaction() as connection:
            connection.execute(
                _LOOKED_AT,
                (
                    facts.sha256,
                    body,
                    _instant_or_empty(captured_at),
                    "" if day is None else day.isoformat(),
                    instant_text(at),
                    facts.dhash64,
                    whole,
                ),
            )
            connection.execute(
                "UPDATE media_file SET kind = ? WHERE sha256 = ? AND kind <> ?",
                (facts.kind, facts.sha256, facts.kind),
            )

    def facts(self, sha256: str) -> Facts | None:
        """Return what a file says about itself, once it was wholly read."""
        row = self._db.row("SELECT body FROM facts WHERE sha256 = ? AND is_whole = 1", sha256)
        return None if row is None else Facts.from_json(json.loads(row["body"]))

    def read_of_device(self, device_key: str) -> list[tuple[MediaFile, Facts]]:
        """Return each file that came from a device and was looked at, with its facts."""
        rows = self._db.rows(
            "SELECT media_file.*, body FROM media_file JOIN facts USING (sha256)"
            " WHERE device_key = ? ORDER BY import_seq",
            device_key,
        )
        return [(_file(row), Facts.from_json(json.loads(row["body"]))) for row in rows]

    def shots_of_device(
        self, device_key: str, seen: Mapping[str, Facts]
    ) -> Iterator[tuple[str, datetime, Facts]]:
        """Yield path, time of import and facts of each file that came from a device.

        Facts that the caller has seen are not read again: a full card holds 20,000.
        """
        for row in self._db.rows(_SHOTS, device_key):
            facts = seen.get(row["sha256"]) or Facts.from_json(json.loads(row["body"]))
            yield row["device_path"], instant_from_text(row["imported_at"]), facts

    def _bring_back(self, connection: sqlite3.Connection, sha256: str) -> None:
        """A file whose original had been given up is whole again."""
        connection.execute(
            "UPDATE media_file SET released_at = '' WHERE sha256 = ? AND released_at <> ''",
            (sha256,),
        )


_INSERT = """
INSERT INTO media_file (sha256, size_bytes, name, kind, device_key, device_path, modified_at,
  imported_at, import_seq)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(import_seq), 0) + 1 FROM media_file))
ON CONFLICT (sha256) DO NOTHING
"""
_SIGHTINGS = """
SELECT sighting.device_path, sighting.size_bytes AS listed_bytes, sighting.modified_at,
  sha256, media_file.size_bytes
FROM sighting JOIN media_file USING (sha256) WHERE sighting.device_key = ?
"""
_SHOTS = """
SELECT sha256, device_path, imported_at, body FROM media_file JOIN facts USING (sha256)
WHERE device_key = ? ORDER BY import_seq
"""
_LOOKED_AT = """
INSERT INTO facts (sha256, body, captured_at_utc, captured_on, read_at, dhash64, is_whole)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (sha256) DO UPDATE SET body = excluded.body, captured_on = excluded.captured_on,
  captured_at_utc = excluded.captured_at_utc, read_at = excluded.read_at,
  dhash64 = excluded.dhash64, is_whole = 1 WHERE excluded.is_whole = 1
"""
_SEEN = """
INSERT OR REPLACE INTO sighting (device_key, device_path, size_bytes, modified_at, sha256, seen_at)
VALUES (?, ?, ?, ?, ?, ?)
"""


def _values(file: MediaFile) -> tuple[Any, ...]:
    return (
        file.sha256,
        file.size_bytes,
        plain(file.name),
        file.kind,
        file.device_key,
        plain(file.device_path),
        _instant_or_empty(file.modified_at),
        instant_text(file.imported_at),
    )


def _file(row: sqlite3.Row) -> MediaFile:
    modified_at = row["modified_at"]
    return MediaFile(
        sha256=row["sha256"],
        size_bytes=row["size_bytes"],
        name=row["name"],
        kind=MediaKind(row["kind"]),
        device_key=row["device_key"],
        device_path=row["device_path"],
        imported_at=instant_from_text(row["imported_at"]),
        modified_at=possible(instant_from_text(modified_at)) if modified_at else None,
    )


def _instant_or_empty(instant: datetime | None) -> str:
    return "" if instant is None else instant_text(instant)
