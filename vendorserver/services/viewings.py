"""열람 기록: what both parties can read about who looked at the evidence of their contract."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import Side
from vendorcore.errors import Refused

from vendorserver.models import BreakGlass, Viewing
from vendorserver.services import audit, visible
from vendorserver.services.accounts import masked

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from vendorserver.models import Account
    from vendorserver.services.access import Viewer

PAGE, ORIGINAL = "page", "original"
# Turning back to a page is no second look.
SAME_LOOK = timedelta(minutes=10)


def record(viewer: Viewer, attachment_id: str, action: str, now: datetime) -> None:
    """Write down that somebody looked; a vendor at its own evidence needs no entry."""
    row = visible.attachments(viewer).filter(id=attachment_id).first()
    if row is None or viewer.side is Side.VENDOR:
        return
    same = {"attachment": row, "account_id": viewer.account_id, "action": action}
    if Viewing.objects.filter(**same, at__gt=now - SAME_LOOK).exists():
        return
    with transaction.atomic():
        Viewing.objects.create(**same, contract_id=row.contract_id, at=now)
        audit.record(viewer.account_id, f"evidence.{action}", row.id, vendor=row.vendor_id)


def of_contract(viewer: Viewer, contract_id: str) -> QuerySet[Viewing]:
    """Return the looks at a contract's evidence, the newest first."""
    if not visible.contracts(viewer).filter(id=contract_id).exists():
        raise Refused("not-found")
    seen = visible.attachments(viewer)
    rows = Viewing.objects.filter(contract_id=contract_id, attachment__in=seen)
    return rows.select_related("attachment", "account__institution")


def opened(viewer: Viewer, contract_id: str) -> list[BreakGlass]:
    """Return when operators opened a contract that this viewer may see."""
    rows = BreakGlass.objects.filter(contract__in=visible.contracts(viewer))
    return list(rows.filter(contract_id=contract_id).select_related("account"))


def who(account: Account) -> str:
    """Return the organisation and the masked name of somebody who looked."""
    organisation = account.institution.name if account.institution else ""
    return " ".join(filter(None, (organisation, masked(account.name or account.login))))
