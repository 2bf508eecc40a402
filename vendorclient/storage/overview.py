"""Answers the questions that a screen asks, each with one query."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from vendorcore.domain import MediaKind, instant_from_text

from vendorclient.storage.operations import OperationKind, OperationState

if TYPE_CHECKING:
    from sqlite3 import Row

    from vendorcore.evidence import Finding

    from vendorclient.storage.database import Database

_EVER = datetime.min.replace(tzinfo=UTC)
_PHOTOS = """
SELECT media_file.sha256, media_file.name, media_file.kind, media_file.size_bytes,
  media_file.device_key, coalesce(facts.is_whole, 0) AS was_read,
  coalesce(facts.captured_at_utc, '') AS captured_at,
  coalesce(json_extract(facts.body, '$.duration_s'), 0.0) AS duration_s,
  coalesce(json_extract(facts.body, '$.problem'), '') AS problem,
  coalesce(attachment.id, '') AS attachment_id,
  coalesce(attachment.process_id, '') AS process_id,
  coalesce(attachment.submission_id, '') AS submission_id,
  coalesce(attachment.verdict, '') AS verdict,
  coalesce(attachment.findings, '[]') AS findings,
  coalesce(attachment.note, '') AS note,
  coalesce(attachment.reason, '') AS reason,
  coalesce(attachment.label, '') AS label,
  coalesce(attachment.tagged_at, '') AS tagged_at,
  coalesce(json_extract(facts.body, '$.model'), '')
    || coalesce(' ' || json_extract(facts.body, '$.serial'), '') AS camera,
  coalesce(clock_correction.milliseconds, 0) AS shift_ms,
  receipt.receipt_no IS NOT NULL AS delivered
FROM media_file
LEFT JOIN facts ON facts.sha256 = media_file.sha256
LEFT JOIN corrected_file ON corrected_file.sha256 = media_file.sha256
LEFT JOIN clock_correction ON clock_correction.id = corrected_file.correction_id
LEFT JOIN attachment ON attachment.sha256 = media_file.sha256
  AND attachment.withdrawn_at = '' AND attachment.contract_id = ?
LEFT JOIN receipt ON receipt.op_id = attachment.id
WHERE attachment.id IS NOT NULL OR (media_file.released_at = '' AND NOT EXISTS (
  SELECT 1 FROM attachment AS other
  WHERE other.sha256 = media_file.sha256 AND other.withdrawn_at = ''))
ORDER BY captured_at = '', captured_at, media_file.import_seq, attachment.tagged_at
"""
_ELSEWHERE = """
SELECT count(DISTINCT sha256) AS n FROM attachment WHERE withdrawn_at = '' AND sha256 NOT IN (
  SELECT sha256 FROM attachment WHERE withdrawn_at = '' AND contract_id = ?)
"""
_HIDDEN = """
SELECT DISTINCT media_file.name, contract.name AS contract_name, contract.id AS contract_id,
  attachment.process_id, media_file.import_seq
FROM attachment JOIN media_file USING (sha256) JOIN contract ON contract.id = contract_id
WHERE withdrawn_at = '' AND sha256 NOT IN (
  SELECT sha256 FROM attachment WHERE withdrawn_at = '' AND contract_id = ?)
ORDER BY contract.name, media_file.import_seq LIMIT ?
"""
_COUNTS = """
SELECT attachment.contract_id, process_id, count(*) AS tagged,
  sum(submission_id <> '') AS submitted, count(receipt.receipt_no) AS delivered,
  sum(review_state = 'more-asked') AS more_asked, sum(review_state = 'accepted') AS accepted
FROM attachment LEFT JOIN receipt ON receipt.op_id = attachment.id
WHERE withdrawn_at = '' {only} GROUP BY {by}
"""
_SENDINGS = """
SELECT operation.id, operation.kind, operation.state, operation.size_bytes, upload_offset,
  operation.code, operation.detail, failures, pause_s, operation.changed_at,
  contract.id AS contract_id, contract.name AS contract_name,
  coalesce(media_file.name, iif(operation.kind = 'document', json_extract(payload, '$.name'), ''))
    AS file_name,
  coalesce(attachment.process_id, '') AS process_id,
  coalesce(receipt.receipt_no, '') AS receipt_no
FROM operation
JOIN contract ON contract.id = operation.contract_id
LEFT JOIN attachment ON attachment.id = operation.entity_id
LEFT JOIN media_file ON media_file.sha256 = attachment.sha256
LEFT JOIN receipt ON receipt.op_id = operation.id
WHERE operation.state <> 'cancelled'
ORDER BY operation.state IN ('delivered', 'released'),
  iif(operation.state IN ('delivered', 'released'), -operation.seq, operation.seq)
LIMIT ?
"""
_HISTORY = f"""{_SENDINGS.partition("WHERE")[0]}
WHERE operation.state IN ('delivered', 'released')
ORDER BY operation.changed_at DESC, operation.seq DESC
LIMIT ?
"""
_DOCUMENTS = """
SELECT contract_id, entity_id, state FROM operation
WHERE kind = 'document' AND state <> 'cancelled' {only} ORDER BY seq
"""
_REFUSED_FORM = """
SELECT id FROM operation WHERE entity_id = ? AND kind = 'put_contract' AND state = 'rejected'
ORDER BY seq DESC LIMIT 1
"""
_WAITING = """
SELECT count(*) AS n FROM operation WHERE state NOT IN ('delivered', 'released', 'cancelled')
"""
_UNTAGGED = """
SELECT count(*) AS n FROM media_file WHERE released_at = '' AND NOT EXISTS (
  SELECT 1 FROM attachment
  WHERE attachment.sha256 = media_file.sha256 AND attachment.withdrawn_at = '')
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRow:
    """One photo or video and where it stands in one contract; empty texts mean "not yet".

    captured_at is the time after correction; shift_ms says by how much the camera was set right.
    """

    sha256: str
    name: str
    kind: MediaKind
    size_bytes: int
    device_key: str
    was_read: bool
    captured_at: datetime | None
    duration_s: float
    problem: str
    attachment_id: str
    process_id: str
    submission_id: str
    verdict: str
    findings: tuple[Finding, ...]
    note: str
    delivered: bool
    reason: str = ""
    label: str = ""
    tagged_at: str = ""
    camera: str = ""
    shift_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenRow:
    """A photo that is not on the table because it is in another contract."""

    name: str
    contract_id: str
    contract_name: str
    process_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessCount:
    """How many photos one process of a contract has, and how far they have come."""

    tagged: int = 0
    submitted: int = 0
    delivered: int = 0
    more_asked: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingRow:
    """One thing that is sent, waits or was sent."""

    id: str
    kind: OperationKind
    state: OperationState
    size_bytes: int
    upload_offset: int
    code: str
    detail: str
    failures: int
    pause_s: float
    changed_at: datetime
    contract_id: str
    contract_name: str
    file_name: str
    process_id: str
    receipt_no: str = ""


class Overview:
    """What a screen asks of the library."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def photos(self, contract_id: str) -> list[PhotoRow]:
        """Return what is in this contract or in none, by the time it was taken, each once."""
        rows = {row["sha256"]: row for row in self._db.rows(_PHOTOS, contract_id)}
        photos = [_photo(row) for row in rows.values()]
        if any(photo.shift_ms for photo in photos):
            photos.sort(key=lambda photo: (photo.captured_at is None, photo.captured_at or _EVER))
        return photos

    def elsewhere(self, contract_id: str) -> int:
        """Return how many photos are not among these because they belong to other contracts."""
        return self._count(_ELSEWHERE, contract_id)

    def hidden(self, contract_id: str, limit: int) -> list[HiddenRow]:
        """Return the photos that are in other contracts only."""
        return [
            HiddenRow(
                name=row["name"],
                contract_id=row["contract_id"],
                contract_name=row["contract_name"],
                process_id=row["process_id"],
            )
            for row in self._db.rows(_HIDDEN, contract_id, limit)
        ]

    def untagged(self) -> int:
        """Return how many photos belong to no contract yet."""
        return self._count(_UNTAGGED)

    def waiting(self) -> int:
        """Return how many operations the server has not confirmed yet."""
        return self._count(_WAITING)

    def counts(self, contract_id: str = "") -> dict[tuple[str, str], ProcessCount]:
        """Return the counts by contract and process, of all contracts or of one."""
        return {
            (contract, process): ProcessCount(
                tagged=tagged,
                submitted=submitted,
                delivered=delivered,
                more_asked=more_asked,
                accepted=accepted,
            )
            for contract, process, tagged, submitted, delivered, more_asked, accepted in self._of(
                _COUNTS, contract_id
            )
        }

    def documents(self, contract_id: str = "") -> dict[tuple[str, str], OperationState]:
        """Return where the sending of each paper stands, by contract and document."""
        rows = self._of(_DOCUMENTS, contract_id)
        return {(r["contract_id"], r["entity_id"]): OperationState(r["state"]) for r in rows}

    def refused_form(self, contract_id: str) -> str:
        """Return the operation that holds the last form the server did not take, "" where none."""
        row = self._db.row(_REFUSED_FORM, contract_id)
        return str(row["id"]) if row else ""

    def sendings(self, limit: int) -> list[SendingRow]:
        """Return what is sent: what is open first, then what was delivered, newest first."""
        return [_sending(row) for row in self._db.rows(_SENDINGS, limit)]

    def _of(self, sql: str, contract_id: str) -> list[Row]:
        """Return the rows of one contract, or of all."""
        if not contract_id:
            return self._db.rows(sql.format(only="", by="attachment.contract_id, process_id"))
        return self._db.rows(sql.format(only="AND contract_id = ?", by="process_id"), contract_id)

    def history(self, limit: int) -> list[SendingRow]:
        """Return what the server has confirmed, newest first."""
        return [_sending(row) for row in self._db.rows(_HISTORY, limit)]

    def _count(self, sql: str, *values: str) -> int:
        row = self._db.row(sql, *values)
        return int(row["n"]) if row else 0


def _photo(row: Row) -> PhotoRow:
    values = dict(row)
    taken = values["captured_at"]
    return PhotoRow(
        **{
            **values,
            "kind": MediaKind(values["kind"]),
            "was_read": bool(values["was_read"]),
            "captured_at": _corrected(taken, values["shift_ms"]) if taken else None,
            "findings": _findings(values["findings"]),
            "delivered": bool(values["delivered"]),
        }
    )


def _corrected(taken: str, shift_ms: int) -> datetime:
    return instant_from_text(taken) + timedelta(milliseconds=shift_ms)


def _findings(text: str) -> tuple[Finding, ...]:
    if text == "[]":
        return ()
    from vendorcore.evidence import Finding  # the window opens before anything is weighed

    return tuple(map(Finding.from_json, json.loads(text)))


def _sending(row: Row) -> SendingRow:
    values = dict(row)
    values["kind"] = OperationKind(values["kind"])
    values["state"] = OperationState(values["state"])
    values["changed_at"] = instant_from_text(values["changed_at"])
    return SendingRow(**values)
