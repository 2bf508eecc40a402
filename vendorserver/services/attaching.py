"""첨부: a file that has arrived becomes evidence of a process, and a receipt is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from vendorcore.domain import instant_text, is_id
from vendorcore.errors import Conflict, InvalidEntry, Refused
from vendorcore.protocol import JsonObject, Manifest, Signed, VerifyKey

from vendorserver.models import Attachment, ContractProcess, Device, Receipt, Submission
from vendorserver.services import (
    audit,
    jobs,
    receipts,
    standing_by,
    submissions,
    uploads,
    visible,
)
from vendorserver.services.access import Viewer, require
from vendorserver.services.digests import digest
from vendorserver.services.numbers import locked

if TYPE_CHECKING:
    from datetime import datetime

    from vendorserver.models import Blob, Contract


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAttachment:
    """What a computer says about one file that it has sent."""

    id: str
    submission: str
    contract: str
    process: str
    upload: str
    sha256: str
    size_bytes: int
    name: str
    note: str
    tagged_at: datetime
    manifest: Signed
    reason: str = ""
    label: str = ""
    findings: list[dict[str, Any]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not all(map(is_id, (self.id, self.submission, self.contract, self.process))):
            raise InvalidEntry(field="id", reason="malformed")

    @property
    def digest(self) -> str:
        """The fingerprint by which a repetition is recognised; a new upload is no other file."""
        message: JsonObject = {
            "submission": self.submission,
            "contract": self.contract,
            "process": self.process,
            "sha256": self.sha256,
            "size_bytes": self.size_bytes,
            "name": self.name,
            "note": self.note,
            "reason": self.reason,
            "label": str(self.label),
            "tagged_at": instant_text(self.tagged_at),
        }
        return digest(message)


def attach(viewer: Viewer, wish: NewAttachment, now: datetime) -> tuple[Signed, bool]:
    """Take custody of a file; return its receipt and whether it is new."""
    contract = visible.contracts(viewer).filter(id=wish.contract).first()
    if contract is None:
        raise Refused("not-found")
    require(viewer, *submissions.SENDERS)
    standing_by.hold(viewer, wish.upload, wish.sha256, wish.size_bytes)
    with transaction.atomic():
        # One at a time: the receipt's number is given under this lock, so is "known already?".
        locked(receipts.COUNTER)
        if Attachment.objects.filter(id=wish.id).exists():
            return Signed.from_text(_given(viewer, wish).text), False
        receipt = _attach(viewer, contract, wish, now)
    return Signed.from_text(receipt.text), True


def _given(viewer: Viewer, wish: NewAttachment) -> Receipt:
    """Return the receipt that was given before; not-found for another vendor's attachment."""
    row = visible.attachments(viewer).select_related("receipt").filter(id=wish.id).first()
    if row is None:
        raise Refused("not-found")
    if row.body_hash != wish.digest:
        raise Conflict(id=wish.id)
    return row.receipt


def _attach(viewer: Viewer, contract: Contract, wish: NewAttachment, now: datetime) -> Receipt:
    submission, process = _places(contract, wish)
    device = _check_manifest(viewer, wish)
    blob = uploads.finished(viewer, wish.upload, wish.sha256, wish.size_bytes)
    row = _row(viewer, wish, blob, now)
    row.contract, row.submission, row.process = contract, submission, process
    row.device = device
    row.save(force_insert=True)
    receipt = receipts.give(row, now)
    jobs.enqueue("weigh", row.id, now)
    submissions.tell_when_complete(submission, now)
    audit.record(viewer.account_id, "attachment.put", row.id, receipt_no=receipt.receipt_no)
    return receipt


def _places(contract: Contract, wish: NewAttachment) -> tuple[Submission, ContractProcess]:
    submission = contract.submissions.filter(id=wish.submission).first()
    if submission is None or wish.id not in submission.attachment_ids:
        raise InvalidEntry(field="submission", reason="does-not-name-it")
    process = contract.processes.filter(id=wish.process).first()
    if process is None:
        raise InvalidEntry("process-unknown", process=wish.process)
    return submission, process


def _check_manifest(viewer: Viewer, wish: NewAttachment) -> Device:
    """Return the enrolled computer whose signed manifest says the same as the call."""
    devices = Device.objects.filter(account__vendor_id=viewer.vendor_id, revoked_at=None)
    known = {device.key_id: device for device in devices.filter(key_id=wish.manifest.key_id)}
    keys = {key_id: VerifyKey.from_text(device.public_key) for key_id, device in known.items()}
    manifest = Manifest.check(wish.manifest, keys)
    for name, said in _said(wish).items():
        if getattr(manifest, name) != said:
            raise InvalidEntry(field=f"manifest.{name}", reason="differs")
    return known[wish.manifest.key_id]


def _said(wish: NewAttachment) -> dict[str, object]:
    return {
        "op_id": wish.id,
        "sha256": wish.sha256,
        "size_bytes": wish.size_bytes,
        "name": wish.name,
        "contract": wish.contract,
        "process": wish.process,
    }


def _row(viewer: Viewer, wish: NewAttachment, blob: Blob, now: datetime) -> Attachment:
    return Attachment(
        id=wish.id,
        vendor_id=viewer.vendor_id,
        contract_id=wish.contract,
        account_id=viewer.account_id,
        sha256=blob.sha256,
        size_bytes=blob.size_bytes,
        name=wish.name,
        note=wish.note,
        reason=wish.reason,
        label=str(wish.label),
        tagged_at=wish.tagged_at,
        received_at=now,
        body_hash=wish.digest,
        manifest=wish.manifest.text,
        client_findings=wish.findings,
        client_facts=wish.facts,
    )
