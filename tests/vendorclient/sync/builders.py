"""Builders for the tests of sending: a library in a folder, operations, answers."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from vendorcore.domain import (
    Attachment,
    Contract,
    ContractItem,
    Institution,
    MediaFile,
    MediaKind,
    Party,
    PartyRole,
    Process,
    ProcessPlan,
    Submission,
    instant_text,
    new_id,
)
from vendorcore.evidence import Verdict
from vendorcore.protocol import contract_to_json

from vendorclient.paths import open_data_folder
from vendorclient.storage.media import Media, Sighting
from vendorclient.storage.operations import Operation, OperationKind, OperationState
from vendorclient.sync.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from vendorcore.protocol import JsonObject

NOW = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
CITY = Party(role=PartyRole.DEMANDING, institution=Institution(code="", name="속초시"))


def an_operation(**changes: Any) -> Operation:
    values: dict[str, Any] = {
        "id": new_id(),
        "seq": 1,
        "account_id": "account",
        "kind": OperationKind.ATTACH,
        "entity_id": "entity",
        "contract_id": "contract",
        "depends_on": "",
        "size_bytes": 0,
        "media_kind": "photo",
        "sha256": "0" * 64,
        "state": OperationState.READY,
        "upload_url": "",
        "upload_offset": 0,
        "recreated": 0,
        "failures": 0,
        "pause_s": 0.0,
        "code": "",
        "detail": "",
    }
    return Operation(**{**values, **changes})


def a_library(tmp_path: Path) -> Library:
    return Library(open_data_folder(tmp_path / "client"))


def a_contract(**changes: Any) -> Contract:
    item = ContractItem(id=new_id(), detail_no="5610170601", detail_name="책상")
    plan = ProcessPlan(process="용접", starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 31))
    values: dict[str, Any] = {
        "id": new_id(),
        "name": "철제 책상",
        "signed_on": date(2026, 2, 1),
        "due_on": date(2026, 4, 30),
        "parties": (CITY,),
        "items": (item,),
        "processes": (Process(id=new_id(), item_id=item.id, seq=1, plan=plan),),
        **changes,
    }
    return Contract(**values)


def save_contract(library: Library, contract: Contract | None = None) -> Contract:
    contract = contract or a_contract()
    account = library.accounts.active().id
    library.contracts.save(contract, account_id=account, at=NOW)
    return contract


def queue(library: Library, contract: Contract, **changes: Any) -> Operation:
    """Put one operation in the outbox, by default the contract itself."""
    op_id = changes.pop("id", None) or new_id()
    values: dict[str, Any] = {
        "account_id": library.accounts.active().id,
        "kind": OperationKind.PUT_CONTRACT,
        "entity_id": contract.id,
        "contract_id": contract.id,
        "payload": contract_to_json(contract),
        **changes,
    }
    library.outbox.queue(id=op_id, **values)
    found = library.outbox.get(op_id)
    assert found is not None
    return found


def keep_original(library: Library, content: bytes, name: str = "IMG_0001.JPG") -> MediaFile:
    """Put one photo in the library."""
    stored = library.originals.receive([content])
    media = Media(library.db)
    media.remember_device("card:1", "card", "EOS_DIGITAL", NOW)
    file = MediaFile(
        sha256=stored.sha256,
        size_bytes=stored.size_bytes,
        name=name,
        kind=MediaKind.PHOTO,
        device_key="card:1",
        device_path=f"DCIM/100CANON/{name}",
        imported_at=NOW,
    )
    seen = Sighting(
        device_key=file.device_key,
        path=file.device_path,
        size_bytes=file.size_bytes,
        modified_at=None,
    )
    media.add(file, seen)
    return file


def hand_in(library: Library, contract: Contract, *contents: bytes) -> list[Operation]:
    """Tag and submit photos; return their attach operations."""
    account = library.accounts.active().id
    tagged = [_tagged(library, contract, content, account) for content in contents]
    submission = Submission(
        id=new_id(),
        contract_id=contract.id,
        account_id=account,
        attachment_ids=tuple(attachment.id for attachment, _ in tagged),
        submitted_at=NOW,
    )
    library.attachments.submit(submission)
    first = queue(library, contract)
    body: JsonObject = {
        "contract": contract.id,
        "attachments": list(submission.attachment_ids),
        "submitted_at": instant_text(NOW),
    }
    queue(
        library,
        contract,
        id=submission.id,
        kind=OperationKind.SUBMIT,
        entity_id=submission.id,
        depends_on=first.id,
        payload=body,
    )
    return [_queued(library, contract, submission.id, *pair) for pair in tagged]


def _tagged(
    library: Library, contract: Contract, content: bytes, account: str
) -> tuple[Attachment, MediaFile]:
    name = f"IMG_{hashlib.sha256(content).hexdigest()[:4]}.JPG"
    file = keep_original(library, content, name)
    attachment = Attachment(
        id=new_id(),
        sha256=file.sha256,
        contract_id=contract.id,
        process_id=contract.processes[0].id,
        account_id=account,
        tagged_at=NOW,
    )
    library.attachments.add(attachment, (), Verdict.PASS)
    return attachment, file


def _queued(
    library: Library, contract: Contract, submission: str, attachment: Attachment, file: MediaFile
) -> Operation:
    payload: JsonObject = {
        "submission": submission,
        "contract": contract.id,
        "process": attachment.process_id,
        "sha256": file.sha256,
        "size_bytes": file.size_bytes,
        "name": file.name,
        "note": "",
        "tagged_at": instant_text(NOW),
        "findings": [],
        "facts": {},
        "source": {
            "key": file.device_key,
            "label": "EOS_DIGITAL",
            "path": file.device_path,
            "modified_at": "",
            "read_at": instant_text(NOW),
        },
    }
    return queue(
        library,
        contract,
        id=attachment.id,
        kind=OperationKind.ATTACH,
        entity_id=attachment.id,
        depends_on=submission,
        payload=payload,
        size_bytes=file.size_bytes,
    )
