"""What must stay in a registered contract: its institutions, and processes that have photos."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vendorcore.domain import ContractState
from vendorcore.errors import NeedsPerson

from vendorclient.storage.attachments import Attachments
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.operations import OperationState
from vendorclient.storage.outbox import Outbox

if TYPE_CHECKING:
    from vendorcore.domain import Contract

    from vendorclient.storage.database import Database

PARTIES_FIXED, PROCESS_IN_USE = "parties-fixed", "process-in-use"


def refuse_what_must_stay(db: Database, before: Contract, after: Contract) -> None:
    """Raise NeedsPerson where a change takes out what the server would not let go."""
    base = Contracts(db).base(before.id)
    registered = base is not None and base.state is not ContractState.DRAFT
    if base is not None and registered and not set(base.parties) <= set(after.parties):
        raise NeedsPerson(PARTIES_FIXED)
    gone = {one.id for one in before.processes} - {one.id for one in after.processes}
    if any(one.attachment.process_id in gone for one in Attachments(db).of_contract(before.id)):
        raise NeedsPerson(PROCESS_IN_USE)


def with_what_must_stay(db: Database, contract: Contract) -> Contract:
    """Return a contract that the server refused for what was taken out with that put back."""
    base = Contracts(db).base(contract.id)
    refused = {
        op.code for op in Outbox(db).of_entity(contract.id) if op.state is OperationState.REJECTED
    }
    if base is None or not refused & {PARTIES_FIXED, PROCESS_IN_USE}:
        return contract
    processes = {one.id for one in contract.processes}
    back = tuple(one for one in base.processes if one.id not in processes)
    lacking = {one.item_id for one in back} - {one.id for one in contract.items}
    parties = tuple(one for one in base.parties if one not in contract.parties)
    return replace(
        contract,
        parties=(*contract.parties, *parties),
        items=(*contract.items, *(one for one in base.items if one.id in lacking)),
        processes=(*contract.processes, *back),
    )
