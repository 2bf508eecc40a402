"""Writes down what a person says about photos: note, reason (사유), 작업 전·중·후."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.storage.attachments import Attachments

if TYPE_CHECKING:
    from collections.abc import Collection

    from vendorcore.domain import Stage

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database


def annotate(
    db: Database,
    contract_id: str,
    sha256s: Collection[str],
    *,
    note: str | None = None,
    reason: str | None = None,
    label: Stage | None = None,
    announce: Announce = nobody,
) -> int:
    """Say something anew about photos that are tagged and not handed in; return how many.

    What is not given stays as it was; an empty text takes away what was written.
    """
    attachments, count = Attachments(db), 0
    with db.transaction():
        for one in attachments.of_contract(contract_id):
            if one.is_open and one.attachment.sha256 in sha256s:
                old = one.attachment
                changed = replace(
                    old,
                    note=old.note if note is None else note.strip(),
                    reason=old.reason if reason is None else reason.strip(),
                    label=old.label if label is None else label,
                )
                attachments.annotate(changed, one.findings, one.verdict)
                count += 1
    announce(Changed.of(Kind.ATTACHMENTS))
    return count
