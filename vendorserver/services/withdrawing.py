"""철회: taking an attachment back after sending, with a reason; nothing is erased."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import instant_text, is_id
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver.models import Withdrawal
from vendorserver.services import audit, changes, showcase, visible
from vendorserver.services.access import Viewer, require
from vendorserver.services.submissions import SENDERS

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.protocol import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWithdrawal:
    """Which attachment is taken back, and why."""

    id: str
    attachment: str
    reason: str

    def __post_init__(self) -> None:
        if not is_id(self.id):
            raise InvalidEntry(field="id", reason="malformed")
        if not self.reason.strip():
            raise InvalidEntry(field="reason", reason="empty")


def withdraw(viewer: Viewer, wish: NewWithdrawal, now: datetime) -> tuple[JsonObject, bool]:
    """Take an attachment back; return the withdrawal and whether it is new."""
    with transaction.atomic():
        rows = visible.attachments(viewer).select_for_update().filter(id=wish.attachment)
        if not rows.exists():
            raise Refused("not-found")
        require(viewer, *SENDERS)
        row = Withdrawal.objects.filter(attachment_id=wish.attachment).first()
        if row is not None and (row.id, row.reason) != (wish.id, wish.reason):
            raise Conflict(id=wish.id)
        if row is not None:
            return shown(row), False
        return shown(_withdraw(viewer, wish, now)), True


def shown(row: Withdrawal) -> JsonObject:
    """Return the protocol's form of a withdrawal."""
    return {
        "id": row.id,
        "attachment": row.attachment_id,
        "reason": row.reason,
        "at": instant_text(row.at),
    }


def _withdraw(viewer: Viewer, wish: NewWithdrawal, now: datetime) -> Withdrawal:
    if Withdrawal.objects.filter(id=wish.id).exists():
        raise Conflict(id=wish.id)
    row = Withdrawal.objects.create(
        id=wish.id,
        attachment_id=wish.attachment,
        account_id=viewer.account_id,
        reason=wish.reason,
        at=now,
    )
    showcase.forget(wish.attachment)
    news: JsonObject = {
        "attachment": wish.attachment,
        "reason": wish.reason,
        "at": instant_text(now),
    }
    changes.add(viewer.vendor_id, "withdrawal", row.id, news, now)
    audit.record(viewer.account_id, "attachment.withdrawn", wish.attachment, reason=wish.reason)
    return row
