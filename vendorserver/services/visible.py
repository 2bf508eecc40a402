"""The rows a viewer may see: the only way from outside to contracts and what hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from vendorcore.domain import PRACTICE, ContractState, Side

from vendorserver.models import (
    Attachment,
    BreakGlass,
    Change,
    Contract,
    ContractDocument,
    ContractItem,
    ContractParty,
    Receipt,
    Review,
    Submission,
    Supplement,
    Withdrawal,
)
from vendorserver.models.prepared import Prepared

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vendorserver.services.access import Viewer


def contracts(viewer: Viewer) -> QuerySet[Contract]:
    """Return the viewer's contracts: a vendor's own, an institution's from 등록 on.

    An operator sees what a reasoned, logged break-glass opened, and nothing else.
    """
    if viewer.side is Side.VENDOR and viewer.vendor_id:
        return _of_vendor(viewer.vendor_id)
    if viewer.side is Side.INSTITUTION and viewer.institution_id:
        parts = ContractParty.objects.filter(
            contract_id=OuterRef("pk"), institution_id=viewer.institution_id
        )
        shown = Contract.objects.exclude(state=ContractState.DRAFT).exclude(method=PRACTICE)
        return shown.filter(Exists(parts))
    if viewer.side is Side.OPERATOR:
        grants = BreakGlass.objects.filter(
            contract_id=OuterRef("pk"), account_id=viewer.account_id, until__gt=timezone.now()
        )
        return Contract.objects.exclude(state=ContractState.DRAFT).filter(Exists(grants))
    return Contract.objects.none()


def contract(viewer: Viewer, contract_id: str) -> Contract | None:
    """Return one of the viewer's contracts; quickly for a vendor, whose files ask for it."""
    if viewer.side is Side.VENDOR and viewer.vendor_id:
        return _one_of_vendor.first(viewer.vendor_id, contract_id)
    return contracts(viewer).filter(id=contract_id).first()


def _of_vendor(vendor_id: str) -> QuerySet[Contract]:
    return Contract.objects.filter(vendor_id=vendor_id)


_one_of_vendor = Prepared(lambda vendor, contract_id: _of_vendor(vendor).filter(id=contract_id))


def submissions(viewer: Viewer) -> QuerySet[Submission]:
    """Return what was handed in for the viewer's contracts."""
    return Submission.objects.filter(contract__in=contracts(viewer))


def attachments(viewer: Viewer) -> QuerySet[Attachment]:
    """Return the evidence of the viewer's contracts, withdrawn pieces included."""
    return Attachment.objects.filter(contract__in=contracts(viewer))


def documents(viewer: Viewer) -> QuerySet[ContractDocument]:
    """Return the papers that have arrived for the viewer's contracts, erased ones included."""
    return ContractDocument.objects.filter(contract__in=contracts(viewer))


def media(viewer: Viewer) -> QuerySet[Attachment]:
    """Return the evidence whose pictures the viewer may open: a withdrawn one only its vendor."""
    rows = attachments(viewer).filter(erased_at=None)
    return rows if viewer.side is Side.VENDOR else rows.filter(withdrawal=None)


def receipts(viewer: Viewer) -> QuerySet[Receipt]:
    """Return the receipts of the viewer's contracts."""
    return Receipt.objects.filter(attachment__in=attachments(viewer))


def reviews(viewer: Viewer) -> QuerySet[Review]:
    """Return what institutions said to the evidence the viewer may see."""
    return Review.objects.filter(attachment__in=attachments(viewer))


def supplements(viewer: Viewer) -> QuerySet[Supplement]:
    """Return what institutions asked for about evidence that the viewer may open."""
    rows = attachments(viewer)
    seen = rows if viewer.side is Side.VENDOR else rows.filter(withdrawal=None)
    return Supplement.objects.filter(attachment__in=seen)


def withdrawals(viewer: Viewer) -> QuerySet[Withdrawal]:
    """Return what was taken back among the evidence the viewer may see."""
    return Withdrawal.objects.filter(attachment__in=attachments(viewer))


def changes(viewer: Viewer) -> QuerySet[Change]:
    """Return the news of the viewer's own vendor; nobody else has a feed."""
    if viewer.side is not Side.VENDOR:
        return Change.objects.none()
    return Change.objects.filter(vendor_id=viewer.vendor_id)


def delivers(product: str) -> Q:
    """Return the condition that a visible contract delivers a product of that name or number."""
    same = Q(detail_name__icontains=product) | Q(detail_no__startswith=product)
    return Q(Exists(ContractItem.objects.filter(same, contract_id=OuterRef("pk"))))
