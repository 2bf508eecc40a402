"""보완 요청: an institution asks for more, the parties answer; working hours count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.catalogue import holidays
from vendorcore.domain import ContractState, ReviewState, Side, instant_text
from vendorcore.domain.working_hours import closing_of, due_after, is_working_day
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver.models import Supplement, SupplementReply
from vendorserver.services import audit, changes, reviewing, visible
from vendorserver.services.access import Viewer, require
from vendorserver.services.reviewing import REVIEWERS
from vendorserver.services.submissions import SENDERS

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

# 4 working hours, 1 day, 3 days, 5 days: the standard times of public service.
HOURS = (4, 8, 24, 40)
WRITERS = (*SENDERS, *REVIEWERS)
LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is missing, whom to ask about it, and within how many working hours."""

    reason: str
    person: str
    phone: str
    hours: int

    def __post_init__(self) -> None:
        for field in ("reason", "person", "phone"):
            _check_text(field, getattr(self, field))
        if self.hours not in HOURS:
            raise InvalidEntry(field="hours", reason="unknown")


def ask(viewer: Viewer, attachment_id: str, wish: Ask, now: datetime) -> Supplement:
    """Ask the vendor for more; the review and the news carry the reason and the due time."""
    due_at = due_after(now, wish.hours, holidays())
    with transaction.atomic():
        reviewing.review(
            viewer, attachment_id, ReviewState.MORE_ASKED, wish.reason, now, due_at=due_at
        )
        return Supplement.objects.create(
            attachment_id=attachment_id,
            account_id=viewer.account_id,
            reason=wish.reason,
            person=wish.person,
            phone=wish.phone,
            asked_at=now,
            due_at=due_at,
        )


def reply(viewer: Viewer, supplement_id: str, text: str, now: datetime) -> SupplementReply:
    """Add an answer to the thread of a request."""
    with transaction.atomic():
        row = _writable(viewer, supplement_id)
        _check_text("text", text)
        audit.record(viewer.account_id, "supplement.replied", row.id)
        return row.replies.create(account_id=viewer.account_id, text=text, at=now)


def postpone(
    viewer: Viewer, supplement_id: str, day: date, reason: str, now: datetime
) -> SupplementReply:
    """Move the due time to the end of a later working day; never without a reason."""
    with transaction.atomic():
        row = _writable(viewer, supplement_id)
        _check_text("reason", reason)
        if row.closed_at and ContractState(row.attachment.contract.state).is_over:
            raise Conflict("supplement-closed")
        due_at = closing_of(day)
        if due_at <= max(row.due_at, now) or not is_working_day(day, holidays()):
            raise InvalidEntry(field="day", reason="not-later")
        row.due_at = due_at
        row.save(update_fields=["due_at"])
        news = {"state": ReviewState.MORE_ASKED.value, "reason": row.reason}
        news["due_at"] = instant_text(due_at)
        changes.add(row.attachment.vendor_id, "review", row.attachment_id, dict(news), now)
        audit.record(viewer.account_id, "supplement.postponed", row.id, due_at=news["due_at"])
        return row.replies.create(
            account_id=viewer.account_id, text=reason, postponed_to=due_at, at=now
        )


def waiting(viewer: Viewer) -> QuerySet[Supplement]:
    """Return the requests that are still open, the most urgent first."""
    rows = visible.supplements(viewer).filter(closed_at=None, attachment__withdrawal=None)
    return rows.select_related("attachment__contract__vendor", "attachment__process")


def thread(viewer: Viewer, attachment_id: str) -> QuerySet[Supplement]:
    """Return the requests to one piece of evidence with their answers, the newest first."""
    rows = visible.supplements(viewer).filter(attachment_id=attachment_id).order_by("-asked_at")
    return rows.select_related("account").prefetch_related("replies__account")


def may_review(viewer: Viewer) -> bool:
    """Whether this person speaks for an institution."""
    return viewer.side is Side.INSTITUTION and viewer.role in REVIEWERS


def may_write(viewer: Viewer) -> bool:
    """Whether this person may answer and postpone."""
    return viewer.role in WRITERS


def _writable(viewer: Viewer, supplement_id: str) -> Supplement:
    rows = visible.supplements(viewer).select_for_update(of=("self",))
    row = rows.select_related("attachment").filter(id=supplement_id).first()
    if row is None:
        raise Refused("not-found")
    require(viewer, *WRITERS)
    return row


def _check_text(field: str, text: str) -> None:
    if not text.strip():
        raise InvalidEntry(field=field, reason="empty")
    if len(text) > LONGEST:
        raise InvalidEntry(field=field, reason="too-long")
