"""Queues the papers of a contract behind the form that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import new_id

from vendorclient.storage.contracts import Contracts
from vendorclient.storage.document_files import DocumentFiles
from vendorclient.storage.operations import FINAL, OperationKind, OperationState
from vendorclient.storage.outbox import Outbox

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.domain import Contract, Document
    from vendorcore.protocol import JsonObject

    from vendorclient.storage.database import Database
    from vendorclient.storage.originals import Originals


def queue_documents(db: Database, contract: Contract, account_id: str, after: str) -> None:
    """Queue each paper that lies here and was not queued yet; what the contract lost is dropped.

    after is the operation of the form that names them, empty when the server has it.
    """
    outbox, files = Outbox(db), DocumentFiles(db)
    queued = {
        (op.entity_id, op.sha256): op
        for op in outbox.documents(contract.id)
        if op.state is not OperationState.CANCELLED
    }
    named = {(one.id, one.sha256) for one in contract.documents}
    outbox.cancel(op.id for key, op in queued.items() if key not in named)
    for document in contract.documents:
        if (document.id, document.sha256) in queued or not files.is_ours(document.sha256):
            continue
        outbox.queue(
            id=new_id(),
            account_id=account_id,
            kind=OperationKind.DOCUMENT,
            entity_id=document.id,
            contract_id=contract.id,
            depends_on=after,
            payload=_form(contract, document),
            size_bytes=document.size_bytes,
        )


def queue_forgotten(db: Database, originals: Originals, now: datetime) -> int:
    """Queue papers that were attached before papers were sent; return of how many contracts.

    Their bytes lie among the originals, but nobody wrote down that they were taken in.
    """
    files = DocumentFiles(db)
    with db.transaction():
        for stored in list(files.named()):
            if originals.holds(stored):
                files.add(stored, now)
        forgotten = files.forgotten()
        for contract_id, account_id in forgotten:
            queue_documents(
                db, Contracts(db).get(contract_id), account_id, _last_form(db, contract_id)
            )
    return len(forgotten)


def _last_form(db: Database, contract_id: str) -> str:
    """Return the form that is still to be sent, empty when the server has the newest."""
    forms = [op for op in Outbox(db).of_entity(contract_id) if op.state not in FINAL]
    return forms[-1].id if forms else ""


def _form(contract: Contract, document: Document) -> JsonObject:
    return {
        "contract": contract.id,
        "document": document.id,
        "process": "",
        "sha256": document.sha256,
        "size_bytes": document.size_bytes,
        "name": document.name,
        "kind": document.kind,
    }
