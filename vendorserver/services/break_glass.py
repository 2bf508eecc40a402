"""비상 열람: an operator sees one contract for an hour; both parties are told who and why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from vendorcore.domain import ContractState, Role, instant_text
from vendorcore.errors import InvalidEntry, Refused

from vendorserver.models import BreakGlass, Contract
from vendorserver.services import audit, changes, notices
from vendorserver.services.access import Viewer, require

if TYPE_CHECKING:
    from datetime import datetime

OPENERS = (Role.ADMIN, Role.SUPPORT)
LASTS = timedelta(hours=1)


def open_contract(viewer: Viewer, named: str, reason: str, now: datetime) -> BreakGlass:
    """Open the contract of an id or number; never a draft, never without a reason."""
    require(viewer, *OPENERS)
    # First of all: without a reason nobody learns even that a contract is here.
    if not reason.strip():
        raise InvalidEntry(field="reason", reason="empty")
    rows = Contract.objects.exclude(state=ContractState.DRAFT)
    found = list(rows.filter(Q(id=named.strip()) | Q(number=named.strip()))[:2])
    if not named.strip() or len(found) != 1:
        raise Refused("not-found")
    return _opened(viewer, found[0], reason.strip()[:2000], now)


def _opened(viewer: Viewer, row: Contract, reason: str, now: datetime) -> BreakGlass:
    with transaction.atomic():
        grant = BreakGlass.objects.create(
            contract=row, account_id=viewer.account_id, reason=reason, at=now, until=now + LASTS
        )
        news = {"reason": reason, "at": instant_text(now), "until": instant_text(grant.until)}
        changes.add(row.vendor_id, "opened", row.id, dict(news), now)
        people = [*notices.of_vendor(row), *notices.of_institutions(row)]
        said = {"contract": row.name, "reason": reason}
        notices.tell(people, notices.OPENED, said, f"/contracts/{row.id}/looks", now)
        audit.record(viewer.account_id, "contract.break-glass", row.id, reason=reason)
    return grant
