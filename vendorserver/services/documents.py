"""계약 서류: a paper that has arrived is taken into custody and given to the parties alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from vendorcore.domain import Side, is_id
from vendorcore.domain.document_rules import HEAD_BYTES, check_document
from vendorcore.errors import InvalidEntry, Refused
from vendorcore.protocol import JsonObject, Signed

from vendorserver.models import ContractDocument
from vendorserver.services import audit, receipts, scanning, uploads, viewings, visible
from vendorserver.services.evidence import Original
from vendorserver.services.taking import Arrived, take
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from datetime import datetime

    from vendorserver.models import Contract, Receipt
    from vendorserver.services.access import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument(Arrived):
    """What a computer says about one paper that it has sent."""

    table: ClassVar = ContractDocument

    document: str
    name: str
    kind: str = ""

    def __post_init__(self) -> None:
        if not all(map(is_id, (self.id, self.contract, self.document))):
            raise InvalidEntry(field="id", reason="malformed")

    def said(self) -> JsonObject:
        """Return what may not change when it is said again."""
        return {
            "contract": self.contract,
            "document": self.document,
            "sha256": self.sha256,
            "size_bytes": self.size_bytes,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper that the contract names; arrived_at is empty while only its name is here."""

    id: str
    name: str
    kind: str
    size_bytes: int
    arrived_at: datetime | None
    erased: bool
    infected: str = ""

    @property
    def may_open(self) -> bool:
        """Whether there is a file to be downloaded."""
        return self.arrived_at is not None and not self.erased and not self.infected


def put(viewer: Viewer, wish: NewDocument, now: datetime) -> tuple[Signed, bool]:
    """Take custody of a paper; return its receipt and whether it is new."""
    return take(
        viewer,
        wish,
        visible.documents,
        lambda contract: _take(viewer, contract, wish, now),
    )


def receipt(viewer: Viewer, operation_id: str) -> Signed:
    """Return the receipt that was given for a paper."""
    row = visible.documents(viewer).select_related("receipt").filter(id=operation_id).first()
    if row is None:
        raise Refused("not-found")
    return Signed.from_text(row.receipt.text)


def original(viewer: Viewer, contract_id: str, document_id: str, now: datetime) -> Original:
    """Return the file of a paper; that it left the house is logged, and read by both parties."""
    contract = visible.contracts(viewer).filter(id=contract_id).first()
    row = None if contract is None else _arrived(viewer, contract).get(document_id)
    if row is None or row.erased_at is not None:
        raise Refused("not-found")
    scanning.let_out(row.sha256)
    audit.record(viewer.account_id, "document.original", row.id, vendor=row.vendor_id)
    viewings.record_paper(viewer, row, now)
    return Original(name=row.name, sha256=row.sha256, size_bytes=row.size_bytes)


def of_contract(viewer: Viewer, contract: Contract) -> list[Paper]:
    """Return the papers that a contract names now, and which of them have arrived."""
    here = _arrived(viewer, contract)
    return [_paper(said, here.get(str(said["id"]))) for said in contract.documents]


def _paper(said: JsonObject, row: ContractDocument | None) -> Paper:
    arrived = row is not None and row.sha256 == said["sha256"]
    return Paper(
        id=str(said["id"]),
        name=str(said["name"]),
        kind=str(said.get("kind", "")),
        size_bytes=int(str(said["size_bytes"])),
        arrived_at=row.received_at if row and arrived else None,
        erased=row is not None and row.erased_at is not None,
        infected=scanning.infected(row.sha256) if row else "",
    )


def _arrived(viewer: Viewer, contract: Contract) -> dict[str, ContractDocument]:
    """Return by name what has arrived; what the contract no longer names only for its vendor."""
    named = {(one["id"], one["sha256"]) for one in contract.documents}
    rows = visible.documents(viewer).filter(contract=contract)
    now: list[ContractDocument] = []
    before: list[ContractDocument] = []
    for row in rows:
        (now if (row.document, row.sha256) in named else before).append(row)
    own = before if viewer.side is Side.VENDOR else []
    return {row.document: row for row in (*own, *now)}


def _take(viewer: Viewer, contract: Contract, wish: NewDocument, now: datetime) -> Receipt:
    said = next((one for one in contract.documents if one["id"] == wish.document), None)
    if said is None or (said["sha256"], said["size_bytes"]) != (wish.sha256, wish.size_bytes):
        raise InvalidEntry("document-not-named", name=wish.name)
    blob = uploads.finished(viewer, wish.upload, wish.sha256, wish.size_bytes)
    check_document(said["name"], blob.size_bytes, _head(blob.sha256))
    row = ContractDocument.objects.create(
        id=wish.id,
        vendor_id=contract.vendor_id,
        contract=contract,
        document=wish.document,
        account_id=viewer.account_id,
        sha256=blob.sha256,
        size_bytes=blob.size_bytes,
        name=said["name"],
        received_at=now,
        body_hash=wish.digest,
    )
    given = receipts.give(row, now)
    audit.record(viewer.account_id, "document.put", row.id, receipt_no=given.receipt_no)
    return given


def _head(sha256: str) -> bytes:
    return b"".join(islice(blobs().open_range(sha256, 0, HEAD_BYTES), 1))[:HEAD_BYTES]
