"""Between a contract and its draft: what was typed becomes a contract once nothing is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import (
    Contract,
    ContractItem,
    Draft,
    DraftItem,
    DraftParty,
    DraftProcess,
    Institution,
    Party,
    PartyRole,
    Process,
    ProcessPlan,
    day_from_text,
    new_id,
)
from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from datetime import date


def draft_from_contract(contract: Contract) -> Draft:
    """Return a draft that says what a contract says."""
    return Draft(
        id=contract.id,
        name=contract.name,
        number=contract.number,
        method=str(contract.method),
        signed_on=contract.signed_on.isoformat(),
        due_on=contract.due_on.isoformat(),
        parties=tuple(_draft_party(party) for party in contract.parties),
        items=tuple(_draft_item(item) for item in contract.items),
        processes=tuple(_draft_process(process) for process in contract.processes),
    )


def contract_from_draft(draft: Draft) -> Contract:
    """Return the contract of a draft in which nothing blocks; InvalidEntry names the field."""
    return Contract(
        id=draft.id,
        name=draft.name.strip(),
        number=draft.number.strip(),
        method=draft.method.strip(),
        signed_on=_day(draft.signed_on, "signed_on"),
        due_on=_day(draft.due_on, "due_on"),
        parties=tuple(_party(party) for party in draft.parties if party.name.strip()),
        items=tuple(_item(item) for item in draft.items),
        processes=tuple(_process(one, seq) for seq, one in enumerate(draft.processes, start=1)),
    )


def _day(text: str, field: str) -> date:
    day = day_from_text(text)
    if day is None:
        raise InvalidEntry(field=field, reason="not-a-day")
    return day


def _draft_party(party: Party) -> DraftParty:
    institution = party.institution
    return DraftParty(
        id=new_id(),
        role=str(party.role),
        code=institution.code,
        name=institution.name,
        class_name=institution.class_name,
        region=institution.region,
    )


def _party(party: DraftParty) -> Party:
    return Party(
        role=PartyRole(party.role),
        institution=Institution(code=party.code, name=party.name.strip()),
    )


def _draft_item(item: ContractItem) -> DraftItem:
    return DraftItem(
        id=item.id,
        detail_no=item.detail_no,
        detail_name=item.detail_name,
        quantity=item.quantity,
        unit=item.unit,
    )


def _item(item: DraftItem) -> ContractItem:
    return ContractItem(
        id=item.id,
        detail_no=item.detail_no,
        detail_name=item.detail_name.strip(),
        quantity=item.quantity.strip(),
        unit=item.unit.strip(),
    )


def _draft_process(process: Process) -> DraftProcess:
    plan = process.plan
    return DraftProcess(
        id=process.id,
        item_id=process.item_id,
        name=plan.process,
        text=plan.text,
        starts_on=plan.starts_on.isoformat(),
        ends_on=plan.ends_on.isoformat(),
    )


def _process(process: DraftProcess, seq: int) -> Process:
    plan = ProcessPlan(
        process=process.name.strip(),
        starts_on=_day(process.starts_on, "starts_on"),
        ends_on=_day(process.ends_on, "ends_on"),
        text=process.text.strip(),
    )
    return Process(id=process.id, item_id=process.item_id, seq=seq, plan=plan)
