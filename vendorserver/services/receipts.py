"""접수증: custody of one file for one process, numbered, chained and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import instant_text, korean_day
from vendorcore.errors import InvalidEntry, Untrusted
from vendorcore.protocol import GENESIS, Signed
from vendorcore.protocol import Receipt as SignedReceipt

from vendorserver.models import Attachment, ContractDocument, Receipt
from vendorserver.models.prepared import insert
from vendorserver.services.numbers import next_number, text_before
from vendorserver.services.signing import public_keys
from vendorserver.settings import current, keys

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.protocol import VerifyKey

COUNTER = "receipt"
_PREVIOUS = f"SELECT payload_hash FROM {Receipt._meta.db_table} WHERE log_index = %s"  # noqa: S608 - our own table


def give(held: Attachment | ContractDocument, now: datetime) -> Receipt:
    """Write the receipt of what is held now; the number's lock holds until all is stored."""
    index = next_number(COUNTER)
    op_id, sha256, size_bytes, contract, process = _about(held)
    receipt = SignedReceipt(
        receipt_no=f"{korean_day(now).year}-{index:08d}",
        op_id=op_id,
        sha256=sha256,
        size_bytes=size_bytes,
        contract=contract,
        process=process,
        account=held.account_id,
        received_at=instant_text(now),
        server_id=current().server_id,
        log_index=index,
        previous_hash=text_before(_PREVIOUS, index) or GENESIS,
    )
    row = Receipt(
        log_index=index,
        receipt_no=receipt.receipt_no,
        attachment=held if isinstance(held, Attachment) else None,
        document=held if isinstance(held, ContractDocument) else None,
        previous_hash=receipt.previous_hash,
        payload_hash=receipt.hash,
        text=receipt.signed(keys().server).text,
        received_at=now,
    )
    insert(row)
    return row


def first_broken() -> int:
    """Return the index of the first receipt that is changed or missing; 0 when all is well."""
    previous, expected, known = GENESIS, 1, public_keys()
    for row in Receipt.objects.select_related("attachment", "document").iterator():
        if row.log_index != expected or not _whole(row, previous, known):
            return expected
        previous, expected = row.payload_hash, expected + 1
    return 0


def _whole(row: Receipt, previous: str, known: dict[str, VerifyKey]) -> bool:
    try:
        receipt = SignedReceipt.check(Signed.from_text(row.text), known)
    except (InvalidEntry, Untrusted):
        return False
    said = (receipt.log_index, receipt.receipt_no, receipt.hash, receipt.previous_hash)
    about = (receipt.op_id, receipt.sha256, receipt.size_bytes, receipt.contract, receipt.process)
    return row.previous_hash == previous and (said, about) == (
        (row.log_index, row.receipt_no, row.payload_hash, previous),
        _about(_held(row)),
    )


def _held(row: Receipt) -> Attachment | ContractDocument:
    held = row.attachment or row.document
    assert held is not None  # noqa: S101 - a check of the table sees to it
    return held


def _about(held: Attachment | ContractDocument) -> tuple[str, str, int, str, str]:
    """Return what a receipt says of a thing; a paper is of the contract and of no process."""
    process = held.process_id if isinstance(held, Attachment) else ""
    return held.id, held.sha256, held.size_bytes, held.contract_id, process
