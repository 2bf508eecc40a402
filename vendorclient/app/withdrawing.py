"""Takes evidence back that was handed in (철회), with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import Withdrawal, new_id
from vendorcore.errors import InvalidEntry, NeedsPerson

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.storage.attachments import Attachments
from vendorclient.storage.operations import FINAL, NEEDS_PERSON, OperationKind, OperationState
from vendorclient.storage.outbox import Outbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database
    from vendorclient.storage.operations import Operation


def withdraw(
    db: Database,
    *,
    attachment_id: str,
    reason: str,
    account_id: str,
    now: Callable[[], datetime],
    announce: Announce = nobody,
) -> Withdrawal:
    """Take one attachment back; its rows and receipt stay, the server is told next.

    What waits for a person and never left this computer is given up here and now.
    """
    if not reason.strip():
        raise InvalidEntry(field="reason", reason="empty")
    with db.transaction():
        attached = Attachments(db).get(attachment_id)
        if not attached.submission_id:
            raise NeedsPerson("not-submitted", attachment=attachment_id)
        if attached.withdrawn_at:
            raise NeedsPerson("already-withdrawn", attachment=attachment_id)
        withdrawal = Withdrawal(
            id=new_id(),
            attachment_id=attachment_id,
            reason=reason.strip(),
            account_id=account_id,
            withdrawn_at=now(),
        )
        Attachments(db).withdraw(withdrawal)
        sending = Outbox(db).get(attachment_id)
        if sending is not None and _never_left(sending):
            Outbox(db).cancel([attachment_id])
        else:
            _queue(db, withdrawal, attached.attachment.contract_id, sending)
    announce(Changed.of(Kind.ATTACHMENTS, Kind.OUTBOX))
    return withdrawal


def _never_left(sending: Operation) -> bool:
    """Whether an attachment stands aside before its last byte was sent: nobody else knows it."""
    aside = NEEDS_PERSON | {OperationState.BLOCKED, OperationState.PAUSED}
    return sending.state in aside and sending.upload_offset < sending.size_bytes


def _queue(
    db: Database, withdrawal: Withdrawal, contract_id: str, sending: Operation | None
) -> None:
    Outbox(db).queue(
        id=withdrawal.id,
        account_id=withdrawal.account_id,
        kind=OperationKind.WITHDRAW,
        entity_id=withdrawal.id,
        contract_id=contract_id,
        depends_on=sending.id if sending and sending.state not in FINAL else "",
        payload={"attachment": withdrawal.attachment_id, "reason": withdrawal.reason},
    )
