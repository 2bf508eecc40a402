"""The photo ledger of a contract as its reader may see it: withdrawn pieces are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.documents import Ledger, LedgerEntry
from vendorcore.documents.record import camera_words
from vendorcore.domain import KST
from vendorcore.errors import VendorError
from vendorcore.evidence import Facts, Finding, Verdict

from vendorserver.services import derived, evidence, visible
from vendorserver.services.contract_rows import to_domain

if TYPE_CHECKING:
    from datetime import datetime

    from vendorserver.models import Attachment, Contract
    from vendorserver.services.access import Viewer

# A ledger is paper: it says how many pictures more there are than these.
MOST = 1000


def of(viewer: Viewer, contract: Contract, now: datetime) -> Ledger:
    """Return the ledger with the server's own findings and the receipts."""
    rows = visible.media(viewer).filter(contract=contract, withdrawal=None)
    found = rows.select_related("receipt").order_by("captured_at", "received_at", "id")[:MOST]
    count = rows.count()
    return Ledger(
        contract=to_domain(contract),
        entries=tuple(_entry(viewer, row) for row in found),
        vendor_name=contract.vendor.name,
        made_on=now.astimezone(KST).strftime("%Y-%m-%d %H:%M"),
        left_out=max(0, count - MOST),
    )


def _entry(viewer: Viewer, row: Attachment) -> LedgerEntry:
    facts = Facts.from_json(row.facts) if row.facts else Facts(name=row.name)
    verdict = evidence.verdict(viewer, row)
    taken = row.captured_at.astimezone(KST).strftime("%Y-%m-%d %H:%M") if row.captured_at else ""
    return LedgerEntry(
        process_id=row.process_id,
        name=row.name,
        sha256=row.sha256,
        captured_at=taken,
        camera=camera_words(facts.make, facts.model),
        verdict=Verdict(verdict) if verdict else None,
        findings=tuple(_findings(viewer, row)),
        note=row.reason or row.note,
        receipt_no=row.receipt.receipt_no,
        picture_jpeg=_picture(row),
    )


def _findings(viewer: Viewer, row: Attachment) -> list[Finding]:
    found = evidence.findings(viewer, row)
    return [Finding.from_json(one) for one in found if isinstance(one, dict)]


def _picture(row: Attachment) -> bytes:
    try:
        return derived.thumbnail(row.sha256)
    except VendorError:
        return b""
