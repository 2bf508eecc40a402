"""Remembers the evidence: what was attached where, handed in, judged and taken back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vendorcore.domain import (
    Attachment,
    Review,
    ReviewState,
    Stage,
    instant_from_text,
    instant_text,
)
from vendorcore.errors import InvalidEntry
from vendorcore.evidence import Facts, Finding, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import datetime

    from vendorcore.domain import Submission, Withdrawal

    from vendorclient.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """One attachment with all that is known about it by now; empty texts mean "not yet"."""

    attachment: Attachment
    verdict: Verdict
    findings: tuple[Finding, ...]
    submission_id: str = ""
    server_verdict: str = ""
    server_findings: tuple[Finding, ...] = ()
    review: Review
    withdrawn_at: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it was tagged but neither handed in nor taken back."""
        return not self.submission_id and not self.withdrawn_at


class Attachments:
    """The attachments of this library."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, attachment: Attachment, findings: tuple[Finding, ...], verdict: Verdict) -> None:
        """Keep a new attachment with what our own weighing remarked."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO attachment (id, contract_id, process_id, sha256, account_id, note,"
                " reason, label, tagged_at, verdict, findings)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    attachment.id,
                    attachment.contract_id,
                    attachment.process_id,
                    attachment.sha256,
                    attachment.account_id,
                    attachment.note,
                    attachment.reason,
                    attachment.label,
                    instant_text(attachment.tagged_at),
                    verdict,
                    findings_text(findings),
                ),
            )

    def annotate(
        self, changed: Attachment, findings: tuple[Finding, ...], verdict: Verdict
    ) -> None:
        """Change what is said about an attachment that was not handed in yet."""
        self._change(
            "note = ?, reason = ?, label = ?, findings = ?, verdict = ?",
            (changed.note, changed.reason, changed.label, findings_text(findings), verdict),
            changed.id,
        )

    def remove(self, attachment_id: str) -> None:
        """Forget an attachment that was not handed in yet."""
        with self._db.transaction() as connection:
            connection.execute(
                "DELETE FROM attachment WHERE id = ? AND submission_id = ''", (attachment_id,)
            )

    def find(self, contract_id: str, process_id: str, sha256: str) -> Attached | None:
        """Return the attachment of a file to a process, unless it was withdrawn."""
        row = self._db.row(
            "SELECT * FROM attachment WHERE contract_id = ? AND process_id = ? AND sha256 = ?"
            " AND withdrawn_at = ''",
            contract_id,
            process_id,
            sha256,
        )
        return None if row is None else _attached(row)

    def get(self, attachment_id: str) -> Attached:
        """Return one attachment; InvalidEntry("attachment-unknown") when there is none."""
        row = self._db.row("SELECT * FROM attachment WHERE id = ?", attachment_id)
        if row is None:
            raise InvalidEntry("attachment-unknown", attachment=attachment_id)
        return _attached(row)

    def of_contract(self, contract_id: str) -> list[Attached]:
        """Return the attachments of a contract in the order of their tagging."""
        return self._rows("contract_id = ?", contract_id)

    def of_file(self, sha256: str) -> list[Attached]:
        """Return where one file is attached, without what was withdrawn."""
        return self._rows("sha256 = ? AND withdrawn_at = ''", sha256)

    def all(self) -> list[Attached]:
        """Return every attachment that was not withdrawn."""
        return self._rows("withdrawn_at = ''")

    def hashes(self) -> dict[str, str]:
        """Return the picture hash of each file that is attached and has one."""
        rows = self._db.rows(
            "SELECT DISTINCT sha256, dhash64 FROM attachment JOIN facts USING (sha256)"
            " WHERE withdrawn_at = '' AND dhash64 <> ''"
        )
        return {row["sha256"]: row["dhash64"] for row in rows}

    def cameras(self) -> frozenset[str]:
        """Return the cameras whose pictures are attached (Facts.device)."""
        rows = self._db.rows(
            "SELECT DISTINCT json_extract(body, '$.make') AS make,"
            " json_extract(body, '$.model') AS model, json_extract(body, '$.serial') AS serial"
            " FROM attachment JOIN facts USING (sha256) WHERE withdrawn_at = ''"
        )
        return frozenset(
            Facts(
                name="",
                make=row["make"] or "",
                model=row["model"] or "",
                serial=row["serial"] or "",
            ).device
            for row in rows
        )

    def submit(self, submission: Submission) -> None:
        """Keep a submission and bind its attachments to it."""
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO submission (id, contract_id, account_id, submitted_at)"
                " VALUES (?, ?, ?, ?)",
                (
                    submission.id,
                    submission.contract_id,
                    submission.account_id,
                    instant_text(submission.submitted_at),
                ),
            )
            connection.executemany(
                "UPDATE attachment SET submission_id = ? WHERE id = ?",
                [(submission.id, attachment_id) for attachment_id in submission.attachment_ids],
            )

    def complete(self, submission_id: str) -> None:
        """Note that every attachment of a submission has its receipt."""
        with self._db.transaction() as connection:
            connection.execute("UPDATE submission SET complete = 1 WHERE id = ?", (submission_id,))

    def withdraw(self, withdrawal: Withdrawal) -> None:
        """Keep a withdrawal (철회) with its reason; the attachment's row stays."""
        at = instant_text(withdrawal.withdrawn_at)
        with self._db.transaction() as connection:
            connection.execute(
                "INSERT INTO withdrawal (id, attachment_id, account_id, reason, withdrawn_at)"
                " VALUES (?, ?, ?, ?, ?)",
                (
                    withdrawal.id,
                    withdrawal.attachment_id,
                    withdrawal.account_id,
                    withdrawal.reason,
                    at,
                ),
            )
            self.mark_withdrawn(withdrawal.attachment_id, withdrawal.withdrawn_at)

    def mark_withdrawn(self, attachment_id: str, at: datetime) -> None:
        """Note that an attachment was taken back, here or on another computer."""
        self._change("withdrawn_at = ?", (instant_text(at),), attachment_id)

    def set_server_findings(
        self, attachment_id: str, findings: Iterable[Finding], verdict: Verdict
    ) -> None:
        """Keep what the server's own weighing remarked."""
        values = (findings_text(findings), verdict)
        self._change("server_findings = ?, server_verdict = ?", values, attachment_id)

    def set_review(self, review: Review) -> None:
        """Keep what the institution said."""
        values = (review.state, review.reason)
        self._change("review_state = ?, review_reason = ?", values, review.attachment_id)

    def _change(self, what: str, values: tuple[str, ...], attachment_id: str) -> None:
        with self._db.transaction() as connection:
            connection.execute(
                f"UPDATE attachment SET {what} WHERE id = ?",  # noqa: S608 - our own columns
                (*values, attachment_id),
            )

    def _rows(self, where: str, *values: str) -> list[Attached]:
        sql = f"SELECT * FROM attachment WHERE {where} ORDER BY tagged_at, id"  # noqa: S608 - our own words
        return [_attached(row) for row in self._db.rows(sql, *values)]


def findings_text(findings: Iterable[Finding]) -> str:
    """Return findings as JSON text."""
    return json.dumps([finding.to_json() for finding in findings], ensure_ascii=False)


def _findings(text: str) -> tuple[Finding, ...]:
    records: list[dict[str, Any]] = json.loads(text)
    return tuple(Finding.from_json(record) for record in records)


def _attached(row: sqlite3.Row) -> Attached:
    return Attached(
        attachment=_attachment(row),
        verdict=Verdict(row["verdict"]),
        findings=_findings(row["findings"]),
        submission_id=row["submission_id"],
        server_verdict=row["server_verdict"],
        server_findings=_findings(row["server_findings"]),
        review=Review(
            attachment_id=row["id"],
            state=ReviewState(row["review_state"]),
            reason=row["review_reason"],
        ),
        withdrawn_at=row["withdrawn_at"],
    )


def _attachment(row: sqlite3.Row) -> Attachment:
    return Attachment(
        id=row["id"],
        sha256=row["sha256"],
        contract_id=row["contract_id"],
        process_id=row["process_id"],
        account_id=row["account_id"],
        tagged_at=instant_from_text(row["tagged_at"]),
        note=row["note"],
        reason=row["reason"],
        label=Stage(row["label"]),
    )
