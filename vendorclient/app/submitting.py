"""Hands in (제출) what was put to the processes of a contract, for the sending to carry on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vendorcore.domain import Submission, instant_text, korean_day, new_id
from vendorcore.domain.completeness import what_keeps_from_submitting
from vendorcore.errors import NeedsPerson
from vendorcore.evidence import Verdict
from vendorcore.protocol import contract_to_json

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.sending_documents import queue_documents
from vendorclient.app.tagging import weigh_again
from vendorclient.storage.attachments import Attachments
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.corrections import Corrections
from vendorclient.storage.media import Media
from vendorclient.storage.operations import FINAL, OperationKind, OperationState
from vendorclient.storage.outbox import Outbox

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date, datetime

    from vendorcore.domain import Contract
    from vendorcore.evidence import Facts
    from vendorcore.protocol import JsonObject

    from vendorclient.app.changed import Announce
    from vendorclient.storage.attachments import Attached
    from vendorclient.storage.database import Database
    from vendorclient.storage.operations import Operation


_MOST_NAMES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """What was handed in: the submission, its attachments, the operations that will carry it."""

    submission_id: str
    attachment_ids: tuple[str, ...]
    queued: int


def submit(
    db: Database,
    *,
    contract_id: str,
    account_id: str,
    now: Callable[[], datetime],
    only: Collection[str] = (),
    announce: Announce = nobody,
) -> Submitted:
    """Hand in what is tagged in a contract, or only these; rows and outbox in one transaction.

    Refuses an empty submission, a file that fails without a written reason, and a draft that
    cannot be registered yet: its first submission would show it to the institutions.
    """
    with db.transaction():
        contract = Contracts(db).get(contract_id)
        _check_form(contract, korean_day(now()))
        weigh_again(db, contract)
        ready = [one for one in Attachments(db).of_contract(contract_id) if one.is_open]
        ready = [one for one in ready if not only or one.attachment.id in only]
        _check(db, contract, ready)
        submission = Submission(
            id=new_id(),
            contract_id=contract_id,
            account_id=account_id,
            attachment_ids=tuple(one.attachment.id for one in ready),
            submitted_at=now(),
        )
        Attachments(db).submit(submission)
        queued = _queue(db, contract, submission, ready)
    announce(Changed.of(Kind.ATTACHMENTS, Kind.OUTBOX))
    return Submitted(
        submission_id=submission.id, attachment_ids=submission.attachment_ids, queued=queued
    )


def queue_contract(db: Database, contract: Contract, account_id: str) -> str:
    """Queue a contract's form and its papers; return what is to be waited for."""
    form = _queue_form(db, contract, account_id)
    queue_documents(db, contract, account_id, form)
    return form


def _queue_form(db: Database, contract: Contract, account_id: str) -> str:
    """Queue a contract's form unless the server has it or will get it; return what to wait for."""
    operations = Outbox(db).of_entity(contract.id)
    waiting = [op for op in operations if op.state not in FINAL]
    last = waiting[-1].id if waiting else ""
    form = contract_to_json(contract)
    if last and _same_form(Outbox(db).payload(last), form):
        return last
    if any(op.state is OperationState.REJECTED for op in waiting):
        return _in_their_place(db, waiting, form)
    base = Contracts(db).base(contract.id)
    if not last and base is not None and _same_form(contract_to_json(base), form):
        return ""
    op_id = new_id()
    Outbox(db).queue(
        id=op_id,
        account_id=account_id,
        kind=OperationKind.PUT_CONTRACT,
        entity_id=contract.id,
        contract_id=contract.id,
        depends_on=last,
        payload=form,
    )
    return op_id


def _in_their_place(db: Database, waiting: list[Operation], form: JsonObject) -> str:
    """Send a corrected form in the place of the refused one and of what was written on top of it.

    What waits behind them goes on.
    """
    outbox = Outbox(db)
    first = next(n for n, op in enumerate(waiting) if op.state is OperationState.REJECTED)
    for op in waiting[first:]:
        outbox.replace_payload(op.id, form)
        if op.state is OperationState.REJECTED:
            outbox.move(op, OperationState.READY, failures=0, recreated=0)
    return waiting[-1].id


def _check_form(contract: Contract, today: date) -> None:
    missing = what_keeps_from_submitting(contract, today)
    if missing:
        first = missing[0]
        raise NeedsPerson(
            "contract-incomplete", **first.values, remark=first.code, count=len(missing)
        )


def _check(db: Database, contract: Contract, ready: list[Attached]) -> None:
    if not ready:
        raise NeedsPerson("nothing-to-submit")
    processes = {process.id for process in contract.processes}
    lost = [one.attachment.sha256 for one in ready if one.attachment.process_id not in processes]
    if lost:
        raise NeedsPerson("process-gone", count=len(lost), names=_names(db, lost))
    refused = [
        one.attachment.sha256
        for one in ready
        if one.verdict is Verdict.FAIL and not one.attachment.reason
    ]
    if refused:
        raise NeedsPerson(
            "evidence-fails", count=len(refused), files=refused, names=_names(db, refused)
        )


def _names(db: Database, sha256s: list[str]) -> str:
    names = [Media(db).get(sha256).name for sha256 in sha256s[:_MOST_NAMES]]
    return ", ".join(names) + (", …" if len(sha256s) > _MOST_NAMES else "")


def _queue(db: Database, contract: Contract, submission: Submission, ready: list[Attached]) -> int:
    outbox = Outbox(db)
    before = outbox.last_seq()
    same: dict[str, Any] = {
        "account_id": submission.account_id,
        "contract_id": submission.contract_id,
    }
    outbox.queue(
        id=submission.id,
        kind=OperationKind.SUBMIT,
        entity_id=submission.id,
        depends_on=queue_contract(db, contract, submission.account_id),
        payload=_submission_form(submission),
        **same,
    )
    for one in ready:
        outbox.queue(
            id=one.attachment.id,
            kind=OperationKind.ATTACH,
            entity_id=one.attachment.id,
            depends_on=submission.id,
            payload=_attachment_form(db, one, submission.id),
            size_bytes=Media(db).get(one.attachment.sha256).size_bytes,
            **same,
        )
    return outbox.last_seq() - before


def _submission_form(submission: Submission) -> JsonObject:
    return {
        "contract": submission.contract_id,
        "attachments": list(submission.attachment_ids),
        "submitted_at": instant_text(submission.submitted_at),
    }


def _attachment_form(db: Database, one: Attached, submission_id: str) -> JsonObject:
    attachment, media = one.attachment, Media(db)
    file, facts = media.get(attachment.sha256), media.facts(attachment.sha256)
    return {
        "submission": submission_id,
        "contract": attachment.contract_id,
        "process": attachment.process_id,
        "sha256": attachment.sha256,
        "size_bytes": file.size_bytes,
        "name": file.name,
        "note": attachment.note,
        "reason": attachment.reason,
        "label": str(attachment.label),
        "tagged_at": instant_text(attachment.tagged_at),
        "findings": [finding.to_json() for finding in one.findings],
        "facts": {} if facts is None else _facts_form(db, facts),
        "source": {
            "key": file.device_key,
            "label": media.device_label(file.device_key),
            "path": file.device_path,
            "modified_at": instant_text(file.modified_at) if file.modified_at else "",
            "read_at": instant_text(file.imported_at),
        },
    }


def _facts_form(db: Database, facts: Facts) -> JsonObject:
    """Return what the file says, and beside it how its camera's clock was set right."""
    correction = Corrections(db).of_file(facts.sha256)
    form = facts.to_json()
    return form if correction is None else form | {"clock_correction": correction.to_json(facts)}


def _same_form(one: JsonObject, other: JsonObject) -> bool:
    """Whether two forms say the same; the version belongs to the server."""
    return {**one, "version": 0} == {**other, "version": 0}
