"""Sends forms: contracts, submissions, withdrawals; each is one request that may be repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import instant_from_text
from vendorcore.errors import Conflict, InvalidEntry, Offline, Refused
from vendorcore.protocol import contract_from_json, contract_to_json

from vendorclient.storage.operations import FINAL, OperationKind, OperationState
from vendorclient.sync.decide import Step, Then, then
from vendorclient.sync.merge import changed, merged

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.domain import Contract
    from vendorcore.protocol import JsonObject

    from vendorclient.storage.operations import Operation
    from vendorclient.sync.desk import Desk

_MOST_MERGES = 3


def put_contract(desk: Desk, op: Operation) -> Operation:
    """Send a contract; a change that somebody made meanwhile is merged first where it can be."""
    op = desk.move(op, OperationState.CREATING)
    for _ in range(_MOST_MERGES):
        try:
            return _confirmed(desk, op, _put(desk, op))
        except Conflict as error:
            status = error.details.get("status")
            follows = then(Step.FORM, status if isinstance(status, int) else 0, error.code)
            if follows is not Then.MERGE:
                raise
            _merge(desk, op)
    raise Conflict(contract=op.contract_id)


def submit(desk: Desk, op: Operation) -> Operation:
    """Send a submission; its attachments may follow."""
    op = desk.move(op, OperationState.CREATING)
    body = desk.library.outbox.payload(op.id)
    answer = desk.caller.call("PUT", f"/api/v1/submissions/{op.entity_id}", body).json()
    with desk.library.db.transaction():
        if answer.get("complete") is True:
            desk.library.attachments.complete(op.entity_id)
        done = desk.library.outbox.move(op, OperationState.DELIVERED, failures=0)
    desk.say(op, done)
    return done


def withdraw(desk: Desk, op: Operation) -> Operation:
    """Take an attachment back with its reason; one that never came there is only given up."""
    op = desk.move(op, OperationState.CREATING)
    payload = desk.library.outbox.payload(op.id)
    attachment = str(payload["attachment"])
    body: JsonObject = {"id": op.entity_id, "reason": payload["reason"]}
    at = _withdrawn_at(desk, attachment, body)
    with desk.library.db.transaction():
        if at is not None:
            desk.library.attachments.mark_withdrawn(attachment, at)
        desk.library.outbox.cancel([attachment])
        done = desk.library.outbox.move(op, OperationState.DELIVERED, failures=0)
    desk.say(op, done)
    return done


def _withdrawn_at(desk: Desk, attachment: str, body: JsonObject) -> datetime | None:
    """Tell the server and return when it was taken back there; None when it never had it."""
    path = f"/api/v1/attachments/{attachment}/withdrawal"
    try:
        return instant_from_text(str(desk.caller.call("PUT", path, body).json().get("at", "")))
    except Refused as error:
        if error.details.get("status") == 404:
            return None
        raise
    except ValueError as error:
        raise Offline("not-our-server") from error


def _put(desk: Desk, op: Operation) -> Contract:
    """Return the contract as the server has it now."""
    payload = desk.library.outbox.payload(op.id)
    mine, base = contract_from_json(payload), desk.library.contracts.base(op.contract_id)
    if base is not None and not changed(base, mine):
        return base
    condition = {"If-None-Match": "*"} if base is None else {"If-Match": f'"{base.version}"'}
    path = f"/api/v1/contracts/{op.contract_id}"
    return _contract(desk.caller.call("PUT", path, payload, headers=condition).json())


def _contract(value: JsonObject) -> Contract:
    try:
        return contract_from_json(value)
    except InvalidEntry as error:
        raise Offline("not-our-server") from error


def _confirmed(desk: Desk, op: Operation, theirs: Contract) -> Operation:
    """Keep what the server confirmed as the base; a newer form of ours stays ours."""
    library = desk.library
    with library.db.transaction():
        mine = contract_from_json(library.outbox.payload(op.id))
        _keep(desk, op, theirs, library.contracts.get(op.contract_id), mine)
        done = library.outbox.move(op, OperationState.DELIVERED, failures=0)
        again = [
            (one, library.outbox.move(one, OperationState.READY)) for one in _refused(desk, op)
        ]
    for before, after in ((op, done), *again):
        desk.say(before, after)
    return done


def _refused(desk: Desk, op: Operation) -> list[Operation]:
    """Return the submissions that were refused because the form was not complete."""
    refused = desk.library.outbox.refused_submissions(op.contract_id)
    return [one for one in refused if one.code == "contract-refused"]


def _keep(desk: Desk, op: Operation, theirs: Contract, present: Contract, sent: Contract) -> None:
    contracts, now = desk.library.contracts, desk.clock.now()
    contracts.confirm(theirs, account_id=op.account_id, at=now)
    newer_fields = changed(sent, present)
    if newer_fields:
        ahead = present.state_after(theirs.state) if "state" in newer_fields else theirs.state
        newer = present.in_state(ahead, theirs.version)
        contracts.save(newer, account_id=op.account_id, at=now)


def _merge(desk: Desk, op: Operation) -> None:
    """Take their form as the base and put our changes on it; Conflict keeps both forms."""
    library = desk.library
    theirs = _contract(desk.caller.call("GET", f"/api/v1/contracts/{op.contract_id}").json())
    try:
        with library.db.transaction():
            _merge_all(desk, op, theirs)
    except Conflict:
        library.words.keep_theirs(op.contract_id, theirs)
        raise


def _merge_all(desk: Desk, op: Operation, theirs: Contract) -> None:
    """Merge our present form and every form of this contract that still waits to be sent."""
    library = desk.library
    sent = contract_from_json(library.outbox.payload(op.id))
    # What we sent first has our own id: when the server has it, it was once ours.
    base = library.contracts.base(op.contract_id) or sent
    present = merged(base, library.contracts.get(op.contract_id), theirs)
    for waiting in library.outbox.of_entity(op.contract_id):
        if waiting.kind is OperationKind.PUT_CONTRACT and waiting.state not in FINAL:
            form = contract_from_json(library.outbox.payload(waiting.id))
            library.outbox.replace_payload(waiting.id, contract_to_json(merged(base, form, theirs)))
    now = desk.clock.now()
    library.contracts.confirm(theirs, account_id=op.account_id, at=now)
    library.contracts.save(present, account_id=op.account_id, at=now)
