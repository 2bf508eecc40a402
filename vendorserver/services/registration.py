"""신청 심사: applications wait, are approved, held or rejected, each step with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.db import transaction

from vendorcore.domain import RegistrationState, Role, Side
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver.models import Account, Registration, RegistrationStep
from vendorserver.services import audit, organisations

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from vendorcore.protocol import JsonObject

APPROVERS = (Role.ADMIN.value, Role.APPROVER.value)
_FIRST_ROLE = {Side.VENDOR: Role.OWNER, Side.INSTITUTION: Role.MANAGER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """Who applies: number is the 사업자등록번호 or the institution's code."""

    side: Side
    login: str
    password: str
    organisation: str
    number: str
    contact_name: str = ""
    contact_email: str = ""

    def __post_init__(self) -> None:
        if self.side not in _FIRST_ROLE:
            raise InvalidEntry(field="side", reason="unknown")
        if not (self.login.strip() and self.password and self.organisation.strip()):
            raise InvalidEntry(field="login", reason="empty")


@dataclass(frozen=True, slots=True)
class Decision:
    """What an operator decides, and why."""

    state: RegistrationState
    reason: str = ""
    join: bool = False

    def __post_init__(self) -> None:
        if self.state.needs_reason and not self.reason.strip():
            raise InvalidEntry(field="reason", reason="empty")


def apply(wish: Application, now: datetime) -> Registration:
    """Store an application; Conflict when the login is taken."""
    login = wish.login.strip().casefold()
    if Account.objects.filter(login=login).exists():
        raise Conflict(login=login)
    with transaction.atomic():
        row = Registration.objects.create(
            side=wish.side.value,
            login=login,
            password=make_password(wish.password),
            organisation=wish.organisation,
            number=wish.number,
            contact_name=wish.contact_name,
            contact_email=wish.contact_email,
            applied_at=now,
        )
        _note(row, None, now)
    return row


def decide(
    operator: Account, registration_id: str, decision: Decision, now: datetime
) -> Registration:
    """Take one step; an approval makes the organisation and the account."""
    if operator.role not in APPROVERS:
        raise Refused("forbidden")
    with transaction.atomic():
        row = Registration.objects.select_for_update().filter(id=registration_id).first()
        if row is None:
            raise Refused("not-found")
        if not RegistrationState(row.state).may_become(decision.state):
            raise Conflict(state=row.state)
        row.state, row.reason = decision.state.value, decision.reason
        row.version += 1
        if decision.state is RegistrationState.APPROVED:
            known = known_organisation(row)
            if known and not decision.join:
                raise Conflict("organisation-exists", name=known, number=row.number)
            row.account = _account(row)
        row.save()
        _note(row, operator, now)
        audit.record(operator.id, "registration.decided", row.id, state=row.state)
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


def known_organisation(row: Registration) -> str:
    """Return the name of the organisation that is here already and would be joined; or nothing."""
    if row.side == Side.VENDOR:
        return organisations.vendor_name(row.number)
    return organisations.institution_name(row.number, row.organisation)


def waiting() -> QuerySet[Registration]:
    """Return the applications that an operator has to look at, oldest first."""
    states = (RegistrationState.PENDING, RegistrationState.ON_HOLD)
    return Registration.objects.filter(state__in=states).order_by("applied_at")


def shown(row: Registration) -> JsonObject:
    """Return an application for a list."""
    return {
        "id": row.id,
        "side": row.side,
        "state": row.state,
        "reason": row.reason,
        "organisation": row.organisation,
        "number": row.number,
        "exists": known_organisation(row),
        "login": row.login,
    }


def _account(row: Registration) -> Account:
    side = Side(row.side)
    account = Account(
        login=row.login,
        name=row.contact_name,
        email=row.contact_email,
        role=_FIRST_ROLE[side].value,
        password=row.password,
    )
    if side is Side.VENDOR:
        account.vendor_id = organisations.vendor_id(row.number, row.organisation)
    else:
        account.institution_id = organisations.institution_id(row.number, row.organisation)
    account.save(force_insert=True)
    return account


def _note(row: Registration, operator: Account | None, now: datetime) -> None:
    RegistrationStep.objects.create(
        registration=row, state=row.state, reason=row.reason, account=operator, at=now
    )
