"""Moves what was handed in to another process or contract: taken back there, handed in here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.errors import InvalidEntry, NeedsPerson

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.submitting import submit
from vendorclient.app.tagging import Said, tag
from vendorclient.app.withdrawing import withdraw
from vendorclient.storage.attachments import Attachments

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from vendorcore.domain import Attachment

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What a move made: the withdrawal of the old attachment, and the new one."""

    withdrawal_id: str
    attachment_id: str
    submission_id: str


def move(
    db: Database,
    *,
    attachment_id: str,
    contract_id: str,
    process_id: str,
    reason: str,
    account_id: str,
    now: Callable[[], datetime],
    announce: Announce = nobody,
) -> Moved:
    """Move one attachment after sending, with a reason; all of it happens or nothing.

    The withdrawal is queued first: who loses the right to see it loses it before anybody gains it.
    """
    with db.transaction():
        old = Attachments(db).get(attachment_id).attachment
        if (contract_id, process_id) == (old.contract_id, old.process_id):
            raise InvalidEntry(field="process", reason="same")
        gone = withdraw(
            db, attachment_id=attachment_id, reason=reason, account_id=account_id, now=now
        )
        new_id = _tagged_anew(db, old, contract_id, process_id, account_id, now)
        handed = submit(db, contract_id=contract_id, account_id=account_id, now=now, only=(new_id,))
    announce(Changed.of(Kind.ATTACHMENTS, Kind.OUTBOX))
    return Moved(withdrawal_id=gone.id, attachment_id=new_id, submission_id=handed.submission_id)


def _tagged_anew(
    db: Database,
    old: Attachment,
    contract_id: str,
    process_id: str,
    account_id: str,
    now: Callable[[], datetime],
) -> str:
    (tagged,) = tag(
        db,
        contract_id=contract_id,
        process_id=process_id,
        sha256s=[old.sha256],
        account_id=account_id,
        now=now,
        said=Said(note=old.note, reason=old.reason, label=old.label),
    )
    if not Attachments(db).get(tagged.attachment_id).is_open:
        raise NeedsPerson("already-submitted", attachment=tagged.attachment_id)
    return tagged.attachment_id
