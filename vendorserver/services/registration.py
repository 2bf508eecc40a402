"""신청 심사: applications wait, are approved, held or rejected, each step with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Case, IntegerField, Value, When

from vendorcore.domain import RegistrationState, Role
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver.models import Registration
from vendorserver.services import approving, audit, invitations, kinds, notices
from vendorserver.services.applying import Application, apply
from vendorserver.services.approving import known_organisation
from vendorserver.services.steps import note

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from vendorcore.protocol import JsonObject

    from vendorserver.models import Account

__all__ = [
    "APPROVERS",
    "Application",
    "Decision",
    "apply",
    "decide",
    "decision_of",
    "known_organisation",
    "of_operator",
    "shown",
    "waiting",
]

APPROVERS = (Role.ADMIN.value, Role.APPROVER.value)


@dataclass(frozen=True, slots=True)
class Decision:
    """What an operator decides, and why; missing names the papers that still have to come."""

    state: RegistrationState
    reason: str = ""
    join: bool = False
    missing: tuple[str, ...] = ()
    version: int = 0

    def __post_init__(self) -> None:
        if self.state.needs_reason and not (self.reason.strip() or self.missing):
            raise InvalidEntry(field="reason", reason="empty")


def decide(
    operator: Account, registration_id: str, decision: Decision, now: datetime
) -> Registration:
    """Take one step; an approval makes the organisation and the account, or the change."""
    if operator.role not in APPROVERS:
        raise Refused("forbidden")
    with transaction.atomic():
        row = Registration.objects.select_for_update().filter(id=registration_id).first()
        if row is None:
            raise Refused("not-found")
        kind = kinds.kind(row.kind)
        _check(row, kind, operator, decision)
        row.state, row.reason = decision.state.value, decision.reason.strip()
        row.missing = [kind.paper(key).key for key in decision.missing]
        row.version += 1
        if decision.state is RegistrationState.APPROVED:
            approving.approve(row, kind, operator, join=decision.join)
        row.save()
        note(row, operator, now)
        audit.record(operator.id, "registration.decided", row.id, state=row.state)
        notices.tell_applicant(row, kind, now)
        if row.state == RegistrationState.APPROVED:
            invitations.settle(row, row.account, now)
        else:
            invitations.refuse(row)
    return row


def decision_of(hold: str, reject: str, *, join: bool = False) -> Decision:
    """Return the decision that the words of a command mean."""
    if hold and reject:
        raise InvalidEntry(field="--hold", reason="both")
    if hold:
        return Decision(RegistrationState.ON_HOLD, hold)
    if reject:
        return Decision(RegistrationState.REJECTED, reject)
    return Decision(RegistrationState.APPROVED, join=join)


def waiting() -> QuerySet[Registration]:
    """Return the applications that an operator has to look at: new ones first, then held ones."""
    states = (RegistrationState.PENDING, RegistrationState.ON_HOLD)
    rank = Case(
        When(state=RegistrationState.PENDING, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return Registration.objects.filter(state__in=states).order_by(rank, "applied_at", "id")


def of_operator(row: Registration) -> bool:
    """Whether this application is for one of ourselves: then a second operator decides."""
    return row.proposed_by_id is not None


def shown(row: Registration) -> JsonObject:
    """Return an application for a list."""
    return {
        "id": row.id,
        "kind": row.kind,
        "receipt_no": row.receipt_no or "",
        "side": row.side,
        "state": row.state,
        "reason": row.reason,
        "organisation": row.organisation,
        "number": row.number,
        "exists": known_organisation(row),
        "login": row.login,
    }


def _check(row: Registration, kind: kinds.Kind, operator: Account, decision: Decision) -> None:
    stale = decision.version not in (0, row.version)
    if stale or not RegistrationState(row.state).may_become(decision.state):
        raise Conflict("already-decided", state=row.state)
    if "second-operator" in kind.checks and row.proposed_by_id in (None, operator.id):
        raise Refused("second-operator-needed")
