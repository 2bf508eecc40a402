"""증빙 확인: what an institution says to a piece of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import ContractState, ReviewState, Role, instant_text
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver.models import Contract, Review, Supplement
from vendorserver.services import audit, changes, notices, visible
from vendorserver.services.access import Viewer, require

if TYPE_CHECKING:
    from datetime import datetime

    from vendorserver.models import Attachment

REVIEWERS = (Role.MANAGER, Role.INSPECTOR)


def review(
    viewer: Viewer,
    attachment_id: str,
    state: ReviewState,
    reason: str,
    now: datetime,
    *,
    due_at: datetime | None = None,
) -> Review:
    """Store the institution's word and tell the vendor; asking for more needs a reason.

    Each word closes the requests before it.
    """
    if state is ReviewState.MORE_ASKED and not reason.strip():
        raise InvalidEntry(field="reason", reason="empty")
    with transaction.atomic():
        row = visible.media(viewer).filter(id=attachment_id).first()
        if row is None:
            raise Refused("not-found")
        require(viewer, *REVIEWERS)
        if state is ReviewState.MORE_ASKED:
            _check_running(row)
        said = Review.objects.create(
            attachment=row, account_id=viewer.account_id, state=state.value, reason=reason, at=now
        )
        Supplement.objects.filter(attachment=row, closed_at=None).update(closed_at=now)
        news = {"state": state.value, "reason": reason}
        news["due_at"] = instant_text(due_at) if due_at else ""
        changes.add(row.vendor_id, "review", row.id, dict(news), now)
        audit.record(viewer.account_id, "attachment.reviewed", row.id, state=state.value)
        _tell_vendor(row, state, reason, now)
    return said


def _check_running(row: Attachment) -> None:
    """Refuse to ask for more when the contract is over: nobody would answer."""
    states = Contract.objects.select_for_update().filter(id=row.contract_id)
    if ContractState(states.values_list("state", flat=True).get()).is_over:
        raise Conflict("contract-over")


def _tell_vendor(row: Attachment, state: ReviewState, reason: str, now: datetime) -> None:
    kind = notices.REQUEST if state is ReviewState.MORE_ASKED else notices.DECISION
    said = {"contract": row.contract.name, "reason": reason}
    notices.tell(notices.of_vendor(row.contract), kind, said, f"/evidence/{row.id}", now)
