"""담당: officers take contracts, hand them over when they move, and have somebody stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q

from vendorcore.domain import ContractState, Role, Side, korean_day
from vendorcore.errors import InvalidEntry, Refused

from vendorserver.models import Account, Charge
from vendorserver.services import accounts, audit, visible
from vendorserver.services.access import Viewer, require

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

OFFICERS = (Role.MANAGER, Role.INSPECTOR)
MOVERS = (Role.MANAGER,)
_OVER = (ContractState.CLOSED, ContractState.CANCELLED)


def of(viewer: Viewer, contract_id: str) -> list[Charge]:
    """Return who looks after a contract, of each institution; both parties may know."""
    rows = Charge.objects.filter(contract__in=visible.contracts(viewer), contract_id=contract_id)
    return list(rows.select_related("account", "substitute", "institution"))


def take(viewer: Viewer, contract_id: str, now: datetime) -> None:
    """Take a contract into one's own hands; the colleague who had it lets go."""
    if not visible.contracts(viewer).filter(id=contract_id).exists():
        raise Refused("not-found")
    require(viewer, *OFFICERS)
    with transaction.atomic():
        _give(viewer, contract_id, viewer.account_id, now)
        audit.record(viewer.account_id, "contract.taken", contract_id)


def hand_over(viewer: Viewer, giver: str, taker: str, reason: str, now: datetime) -> int:
    """Move all running contracts of one officer to another (인사이동); return how many."""
    require(viewer, *MOVERS)
    old, new = _colleague(viewer, giver), _colleague(viewer, taker)
    if not reason.strip():
        raise InvalidEntry(field="reason", reason="empty")
    if old.id == new.id or not new.is_active or Role(new.role) not in OFFICERS:
        raise InvalidEntry(field="taker", reason="unknown")
    with transaction.atomic():
        rows = _running().filter(institution_id=viewer.institution_id, account=old)
        ids = list(rows.values_list("contract_id", flat=True))
        rows.update(account=new, substitute=None, until_on=None, since=now)
        stood_in = _running().filter(institution_id=viewer.institution_id, substitute=old)
        stood_in.update(substitute=None, until_on=None)
        audit.record(
            viewer.account_id,
            "contracts.handed-over",
            old.id,
            taker=new.id,
            contracts=list(ids),
            reason=reason.strip()[:2000],
        )
    return len(ids)


def stand_in(viewer: Viewer, substitute: str, until_on: date, now: datetime) -> int:
    """Have a colleague stand in for all of one's contracts up to a day; return how many."""
    require(viewer, *OFFICERS)
    colleague = _colleague(viewer, substitute)
    if until_on < korean_day(now):
        raise InvalidEntry(field="until_on", reason="in-the-past")
    if colleague.id == viewer.account_id or not colleague.is_active:
        raise InvalidEntry(field="substitute", reason="unknown")
    with transaction.atomic():
        mine = _running().filter(account_id=viewer.account_id)
        count = mine.update(substitute=colleague, until_on=until_on)
        audit.record(
            viewer.account_id, "contracts.substitute", colleague.id, until=until_on.isoformat()
        )
    return count


def leave(viewer: Viewer, gone: str, now: datetime) -> None:
    """Close the account of a colleague who left, once the contracts are in other hands."""
    require(viewer, *MOVERS)
    account = _colleague(viewer, gone)
    if account.id == viewer.account_id:
        raise Refused("needs-second-person")
    if _running().filter(account=account).exists():
        raise Refused("contracts-in-hand")
    accounts.deactivate(account, now)
    audit.record(viewer.account_id, "officer.left", account.id)


def officers(viewer: Viewer) -> QuerySet[Account]:
    """Return the people of one's own institution, with how many running contracts they have."""
    require(viewer, *OFFICERS)
    running = Count("charges", filter=~Q(charges__contract__state__in=_OVER))
    mine = Account.objects.filter(institution_id=viewer.institution_id)
    return mine.annotate(running=running).order_by("-is_active", "login")


def in_charge(viewer: Viewer, today: date) -> Q:
    """Return the condition that a contract is in this person's hands, or stood in for."""
    mine = Q(account_id=viewer.account_id)
    mine |= Q(substitute_id=viewer.account_id, until_on__gte=today)
    return Q(id__in=Charge.objects.filter(mine).values("contract_id"))


def _give(viewer: Viewer, contract_id: str, account_id: str, now: datetime) -> None:
    Charge.objects.update_or_create(
        contract_id=contract_id,
        institution_id=viewer.institution_id,
        defaults={"account_id": account_id, "since": now, "substitute": None, "until_on": None},
    )


def _running() -> QuerySet[Charge]:
    return Charge.objects.exclude(contract__state__in=_OVER)


def _colleague(viewer: Viewer, account_id: str) -> Account:
    row = Account.objects.filter(
        id=account_id, institution_id=viewer.institution_id or "none"
    ).first()
    if viewer.side is not Side.INSTITUTION or row is None:
        raise Refused("not-found")
    return row
