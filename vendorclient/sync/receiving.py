"""Binds an upload to what it is for and takes the receipt, which counts only when proved."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from vendorcore.errors import Refused, Untrusted
from vendorcore.protocol import Manifest, Receipt, Signed

from vendorclient.storage.operations import OperationKind, OperationState
from vendorclient.sync.trust import keys_for

if TYPE_CHECKING:
    from vendorcore.protocol import JsonObject

    from vendorclient.storage.operations import Operation
    from vendorclient.sync.desk import Desk

_SENT_AS_IS = (
    "submission",
    "contract",
    "process",
    "sha256",
    "size_bytes",
    "name",
    "note",
    "reason",
    "label",
    "tagged_at",
    "findings",
    "facts",
)


_OF_DOCUMENT = ("contract", "document", "sha256", "size_bytes", "name", "kind")
_PLACES = {OperationKind.ATTACH: "attachments", OperationKind.DOCUMENT: "documents"}


def put_file(desk: Desk, op: Operation) -> Operation:
    """Bind an upload to what it is for; done when the receipt is."""
    return put_document(desk, op) if op.kind is OperationKind.DOCUMENT else put_attachment(desk, op)


def put_document(desk: Desk, op: Operation) -> Operation:
    """Put the upload to its contract as the document that the contract names."""
    payload = desk.library.outbox.payload(op.id)
    body: JsonObject = {name: payload[name] for name in _OF_DOCUMENT}
    body["upload"] = _upload(op)
    answer = desk.caller.call("PUT", f"/api/v1/documents/{op.id}", body)
    return _accepted(desk, op, answer.json())


def put_attachment(desk: Desk, op: Operation) -> Operation:
    """Attach the upload to its process with the signed manifest; done when the receipt is."""
    payload = desk.library.outbox.payload(op.id)
    body: JsonObject = {name: payload[name] for name in _SENT_AS_IS if name in payload}
    body["upload"] = _upload(op)
    body["manifest"] = (
        _manifest(desk, op, payload).signed(desk.caller.tokens.device_key()).to_json()
    )
    answer = desk.caller.call("PUT", f"/api/v1/attachments/{op.id}", body)
    return _accepted(desk, op, answer.json())


def fetch_receipt(desk: Desk, op: Operation) -> Operation | None:
    """Ask for the receipt of a file whose answer may have been lost; None without one."""
    try:
        answer = desk.caller.call("GET", f"/api/v1/{_PLACES[op.kind]}/{op.id}/receipt")
    except Refused as error:
        if error.details.get("status") == 404:
            return None
        raise
    return _accepted(desk, op, answer.json())


def _accepted(desk: Desk, op: Operation, value: JsonObject) -> Operation:
    """Check the receipt in every part, then store it and be done, in one transaction."""
    signed = Signed.from_json(value)
    keys_for(signed, desk.caller.call, desk.library.accounts)
    receipt = Receipt.check(signed, desk.library.accounts.keys())
    payload = desk.library.outbox.payload(op.id)
    agreed = {
        "op_id": op.id,
        "sha256": payload["sha256"],
        "size_bytes": payload["size_bytes"],
        "contract": payload["contract"],
        "process": payload["process"],
        "account": desk.account.server_account_id,
        "server_id": desk.server.id,
    }
    for name, value_of_ours in agreed.items():
        if getattr(receipt, name) != value_of_ours:
            raise Untrusted(field=name)
    if op.state is not OperationState.ATTACHING:
        op = desk.move(desk.move(op, OperationState.VERIFYING), OperationState.ATTACHING)
    with desk.library.db.transaction():
        desk.library.receipts.store(receipt, signed)
        done = desk.library.outbox.move(
            op, OperationState.DELIVERED, upload_offset=op.size_bytes, failures=0
        )
    desk.say(op, done)
    return done


def _upload(op: Operation) -> str:
    return op.upload_url.rstrip("/").rpartition("/")[2]


def _manifest(desk: Desk, op: Operation, payload: JsonObject) -> Manifest:
    source = cast("dict[str, str]", payload["source"])
    server = desk.library.accounts.server() or desk.server
    return Manifest(
        op_id=op.id,
        sha256=str(payload["sha256"]),
        size_bytes=op.size_bytes,
        name=str(payload["name"]),
        contract=str(payload["contract"]),
        process=str(payload["process"]),
        source_key=source["key"],
        source_label=source["label"],
        source_path=source["path"],
        modified_at=source["modified_at"],
        read_at=source["read_at"],
        clock_error_ms=server.clock_error_ms,
        clock_known=server.clock_known,
        client_version=desk.version,
    )
