"""첨부: a file that has arrived becomes evidence of a process, and a receipt is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from vendorcore.domain import instant_text, is_id
from vendorcore.errors import InvalidEntry
from vendorcore.protocol import JsonObject, Manifest, Signed, VerifyKey

from vendorserver.models import Attachment, ContractProcess, Device, Receipt, Submission
from vendorserver.models.prepared import Prepared, insert
from vendorserver.services import (
    audit,
    jobs,
    receipts,
    submissions,
    uploads,
    visible,
)
from vendorserver.services.taking import Arrived, take

if TYPE_CHECKING:
    from datetime import datetime

    from vendorserver.models import Blob, Contract
    from vendorserver.services.access import Viewer


_submission = Prepared(lambda contract, id_: Submission.objects.filter(contract=contract, id=id_))
_process = Prepared(lambda contract, id_: ContractProcess.objects.filter(contract=contract, id=id_))
_device = Prepared(
    lambda vendor, key: Device.objects.filter(account__vendor=vendor, revoked_at=None, key_id=key)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAttachment(Arrived):
    """What a computer says about one photo or video that it has sent."""

    table: ClassVar = Attachment

    submission: str
    process: str
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

    def said(self) -> JsonObject:
        """Return what may not change when it is said again."""
        return {
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


def attach(viewer: Viewer, wish: NewAttachment, now: datetime) -> tuple[Signed, bool]:
    """Take custody of a file; return its receipt and whether it is new."""
    return take(
        viewer,
        wish,
        visible.attachments,
        lambda contract: _attach(viewer, contract, wish, now),
    )


def _attach(viewer: Viewer, contract: Contract, wish: NewAttachment, now: datetime) -> Receipt:
    submission, process = _places(contract, wish)
    device = _check_manifest(viewer, wish)
    blob = uploads.finished(viewer, wish.upload, wish.sha256, wish.size_bytes)
    row = _row(viewer, wish, blob, now)
    row.contract, row.submission, row.process = contract, submission, process
    row.device = device
    insert(row)
    receipt = receipts.give(row, now)
    jobs.enqueue("weigh", row.id, now)
    submissions.tell_when_complete(submission, now)
    audit.record(viewer.account_id, "attachment.put", row.id, receipt_no=receipt.receipt_no)
    return receipt


def _places(contract: Contract, wish: NewAttachment) -> tuple[Submission, ContractProcess]:
    submission = _submission.first(contract.id, wish.submission)
    if submission is None or wish.id not in submission.attachment_ids:
        raise InvalidEntry(field="submission", reason="does-not-name-it")
    process = _process.first(contract.id, wish.process)
    if process is None:
        raise InvalidEntry("process-unknown", process=wish.process)
    return submission, process


def _check_manifest(viewer: Viewer, wish: NewAttachment) -> Device:
    """Return the enrolled computer whose signed manifest says the same as the call."""
    device = _device.first(viewer.vendor_id, wish.manifest.key_id)
    keys = {device.key_id: VerifyKey.from_text(device.public_key)} if device else {}
    manifest = Manifest.check(wish.manifest, keys)
    for name, said in _said(wish).items():
        if getattr(manifest, name) != said:
            raise InvalidEntry(field=f"manifest.{name}", reason="differs")
    assert device is not None  # noqa: S101 - without its key the check has failed
    return device


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
