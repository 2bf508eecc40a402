"""열람 기록: what both parties can read about who looked at the evidence of their contract."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from vendorcore.domain import Side
from vendorcore.errors import Refused

from vendorserver.models import BreakGlass, Viewing
from vendorserver.services import audit, visible
from vendorserver.services.accounts import masked

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from vendorserver.models import Account, ContractDocument
    from vendorserver.services.access import Viewer

PAGE, ORIGINAL = "page", "original"
# Turning back to a page is no second look.
SAME_LOOK = timedelta(minutes=10)


def record(viewer: Viewer, attachment_id: str, action: str, now: datetime) -> None:
    """Write down that somebody looked; a vendor at its own evidence needs no entry."""
    row = visible.attachments(viewer).filter(id=attachment_id).first()
    if row is None or not _is_news(viewer, {"attachment": row, "action": action}, now):
        return
    with transaction.atomic():
        _keep(viewer, row.contract_id, {"attachment": row, "action": action}, now)
        audit.record(viewer.account_id, f"evidence.{action}", row.id, vendor=row.vendor_id)


def record_paper(viewer: Viewer, row: ContractDocument, now: datetime) -> None:
    """Write down that somebody took a paper of a contract home."""
    look = {"document": row, "action": ORIGINAL}
    if _is_news(viewer, look, now):
        _keep(viewer, row.contract_id, look, now)


def _is_news(viewer: Viewer, look: dict[str, Any], now: datetime) -> bool:
    if viewer.side is Side.VENDOR:
        return False
    seen = Viewing.objects.filter(**look, account_id=viewer.account_id, at__gt=now - SAME_LOOK)
    return not seen.exists()


def _keep(viewer: Viewer, contract_id: str, look: dict[str, Any], now: datetime) -> None:
    Viewing.objects.create(**look, account_id=viewer.account_id, contract_id=contract_id, at=now)


def of_contract(viewer: Viewer, contract_id: str) -> QuerySet[Viewing]:
    """Return the looks at a contract's evidence and papers, the newest first."""
    if not visible.contracts(viewer).filter(id=contract_id).exists():
        raise Refused("not-found")
    seen = Q(attachment__in=visible.attachments(viewer))
    seen |= Q(document__in=visible.documents(viewer))
    rows = Viewing.objects.filter(seen, contract_id=contract_id)
    return rows.select_related("attachment", "document", "account__institution")


def opened(viewer: Viewer, contract_id: str) -> list[BreakGlass]:
    """Return when operators opened a contract that this viewer may see."""
    rows = BreakGlass.objects.filter(contract__in=visible.contracts(viewer))
    return list(rows.filter(contract_id=contract_id).select_related("account"))


def who(account: Account) -> str:
    """Return the organisation and the masked name of somebody who looked."""
    organisation = account.institution.name if account.institution else ""
    return " ".join(filter(None, (organisation, masked(account.name or account.login))))
