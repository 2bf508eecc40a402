"""Makes the papers of a contract: the photo ledger (사진대지) as PDF and as a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.documents import Ledger, LedgerEntry, write_ledger, write_sheet
from vendorcore.documents.ledger import PER_PAGE
from vendorcore.documents.record import camera_words
from vendorcore.domain import korean_day

from vendorclient.app.file_names import Names
from vendorclient.storage.accounts import Accounts
from vendorclient.storage.durable import disk_border
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from vendorcore.domain import Contract

    from vendorclient.storage.attachments import Attached
    from vendorclient.storage.database import Database
    from vendorclient.storage.thumbs import Thumbs

# The word of the form itself names the files, whatever language the reader speaks.
LEDGER = "사진대지"


def write_papers(
    db: Database,
    thumbs: Thumbs,
    contract: Contract,
    attached: list[Attached],
    *,
    numbers: Mapping[str, str],
    folder: Path,
    at: datetime,
    per_page: int = PER_PAGE,
) -> str:
    """Write the ledger as PDF and as spreadsheet and return the name of the PDF.

    numbers are the receipts by attachment. A ledger that lies there already is left alone.
    """
    ledger = Ledger(
        contract=contract,
        entries=tuple(
            _entry(db, thumbs, one, numbers.get(one.attachment.id, "")) for one in attached
        ),
        vendor_name=Accounts(db).active().vendor_name,
        made_on=korean_day(at).isoformat(),
    )
    pdf, xlsx = _free(folder)
    with disk_border(pdf), pdf.open("wb") as file:
        write_ledger(ledger, file, per_page)
    with disk_border(xlsx), xlsx.open("wb") as file:
        write_sheet(ledger, file)
    return pdf.name


def _free(folder: Path) -> tuple[Path, Path]:
    names = Names()
    while True:
        pdf = folder / names.next(f"{LEDGER}.pdf")
        xlsx = pdf.with_suffix(".xlsx")
        if not pdf.exists() and not xlsx.exists():
            return pdf, xlsx


def _entry(db: Database, thumbs: Thumbs, one: Attached, receipt_no: str) -> LedgerEntry:
    sha256 = one.attachment.sha256
    facts = Media(db).facts(sha256)
    return LedgerEntry(
        process_id=one.attachment.process_id,
        name=Media(db).get(sha256).name,
        sha256=sha256,
        captured_at=facts.captured_text.replace("T", " ") if facts else "",
        camera=camera_words(facts.make, facts.model) if facts else "",
        verdict=one.verdict,
        findings=one.findings,
        note=" · ".join(filter(None, (one.attachment.reason, one.attachment.note))),
        receipt_no=receipt_no,
        picture_jpeg=thumbs.get(sha256),
    )
