"""Keeps contracts (수주정보): adds them from JSON, changes them, shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from vendorcore.domain import ContractState, new_id
from vendorcore.errors import InvalidEntry
from vendorcore.protocol import contract_from_json, parse_object

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.reasons import NO_REASON, Reason, reason_of
from vendorclient.app.submitting import queue_contract
from vendorclient.app.tagging import weigh_again
from vendorclient.storage.attachments import Attachments
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.media import Media
from vendorclient.storage.outbox import Outbox

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from vendorcore.domain import Contract
    from vendorcore.evidence import Finding
    from vendorcore.protocol import JsonObject

    from vendorclient.app.changed import Announce
    from vendorclient.storage.attachments import Attached
    from vendorclient.storage.database import Database
    from vendorclient.storage.operations import Operation


def contract_from_text(text: str) -> Contract:
    """Return the contract written in a JSON file; ids that are missing are made."""
    form = parse_object(text)
    form.setdefault("id", new_id())
    items, processes = (_objects(form, key) for key in ("items", "processes"))
    for row in (*items, *processes):
        row.setdefault("id", new_id())
    for seq, process in enumerate(processes, start=1):
        process.setdefault("seq", seq)
        if items:
            process.setdefault("item_id", items[0]["id"])
    return contract_from_json(form)


def save_contract(
    db: Database,
    contract: Contract,
    *,
    account_id: str,
    now: Callable[[], datetime],
    becomes: ContractState | None = None,
    announce: Announce = nobody,
) -> Contract:
    """Keep a new contract or a changed one; what is tagged is weighed against the new plan.

    It keeps its state unless it becomes another. A form that the server already knows, and one
    that is registered, is sent; a draft stays here until then.
    """
    with db.transaction():
        contracts = Contracts(db)
        present, base = contracts.find(contract.id), contracts.base(contract.id)
        if present is not None and present.is_practice != contract.is_practice:
            raise InvalidEntry("practice-stays-practice")
        state = present.state if present else ContractState.DRAFT
        kept = contract.in_state(becomes or state, base.version if base else 0)
        contracts.save(kept, account_id=account_id, at=now())
        weigh_again(db, kept)
        if base is not None or kept.state is not ContractState.DRAFT:
            queue_contract(db, kept, account_id)
    announce(Changed.of(Kind.CONTRACTS, Kind.ATTACHMENTS))
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One attachment of a contract as people look at it; state is that of its sending."""

    attachment_id: str
    process_id: str
    sha256: str
    name: str
    note: str
    reason: str
    label: str
    verdict: str
    findings: tuple[Finding, ...]
    submission_id: str
    state: str
    server_verdict: str
    server_findings: tuple[Finding, ...]
    review_state: str
    review_reason: str
    withdrawn_at: str
    held_up: Reason = NO_REASON


def evidence_of(db: Database, contract: Contract) -> list[Evidence]:
    """Return everything that was put to the processes of a contract, in the order of tagging."""
    attached = Attachments(db).of_contract(contract.id)
    return [_evidence(db, one, Outbox(db).get(one.attachment.id)) for one in attached]


def _evidence(db: Database, one: Attached, sending: Operation | None) -> Evidence:
    return Evidence(
        attachment_id=one.attachment.id,
        process_id=one.attachment.process_id,
        sha256=one.attachment.sha256,
        name=Media(db).get(one.attachment.sha256).name,
        note=one.attachment.note,
        reason=one.attachment.reason,
        label=one.attachment.label,
        verdict=one.verdict,
        findings=one.findings,
        submission_id=one.submission_id,
        state=sending.state if sending else "",
        held_up=reason_of(sending),
        server_verdict=one.server_verdict,
        server_findings=one.server_findings,
        review_state=one.review.state,
        review_reason=one.review.reason,
        withdrawn_at=one.withdrawn_at,
    )


def _objects(form: JsonObject, key: str) -> list[JsonObject]:
    rows = form.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InvalidEntry(field=key, reason="not-a-list")
    return cast("list[JsonObject]", rows)
