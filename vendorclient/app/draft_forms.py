"""Between a contract and its draft: what was typed becomes a contract once nothing is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import (
    Contact,
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
    Terms,
    Work,
    day_from_text,
    won_from_text,
)
from vendorcore.domain.plan import NO_RECORD
from vendorcore.domain.redraft import draft_from_contract
from vendorcore.errors import InvalidEntry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from vendorcore.domain import ProcessRecord

__all__ = ["contract_from_draft", "draft_from_contract"]


def contract_from_draft(draft: Draft, before: Contract | None = None) -> Contract:
    """Return the contract of a draft in which nothing blocks; InvalidEntry names the field.

    before is the contract that the draft changes: its 이행내역 stay with their processes.
    """
    records = {one.id: one.record for one in before.processes} if before else {}
    return Contract(
        id=draft.id,
        name=draft.name.strip(),
        number=draft.number.strip(),
        method=draft.method.strip(),
        signed_on=_day(draft.signed_on, "signed_on"),
        due_on=_day(draft.due_on, "due_on"),
        terms=_terms(draft),
        materials=draft.materials,
        documents=draft.documents,
        parties=tuple(_party(party) for party in draft.parties if party.name.strip()),
        items=tuple(_item(item) for item in draft.items),
        processes=tuple(
            _process(one, seq, records) for seq, one in enumerate(draft.processes, start=1)
        ),
    )


def _terms(draft: Draft) -> Terms:
    return Terms(
        amount=won_from_text(draft.amount) or 0,
        period=draft.period.strip(),
        delivery_place=draft.delivery_place.strip(),
        delivery_term=draft.delivery_term.strip(),
        note=draft.note.strip(),
        contact=Contact(
            name=draft.contact_name.strip(),
            phone=draft.contact_phone.strip(),
            mail=draft.contact_mail.strip(),
        ),
    )


def _day(text: str, field: str) -> date:
    day = day_from_text(text)
    if day is None:
        raise InvalidEntry(field=field, reason="not-a-day")
    return day


def _party(party: DraftParty) -> Party:
    return Party(
        role=PartyRole(party.role),
        institution=Institution(code=party.code, name=party.name.strip()),
    )


def _item(item: DraftItem) -> ContractItem:
    return ContractItem(
        id=item.id,
        detail_no=item.detail_no,
        detail_name=item.detail_name.strip(),
        quantity=item.quantity.strip(),
        unit=item.unit.strip(),
        unit_price=won_from_text(item.unit_price) or 0,
        spec=item.spec.strip(),
    )


def _process(process: DraftProcess, seq: int, records: Mapping[str, ProcessRecord]) -> Process:
    plan = ProcessPlan(
        process=process.name.strip(),
        starts_on=_day(process.starts_on, "starts_on"),
        ends_on=_day(process.ends_on, "ends_on"),
        text=process.text.strip(),
    )
    return Process(
        id=process.id,
        item_id=process.item_id,
        seq=seq,
        plan=plan,
        work=Work(process.work),
        photos=int(process.photos.strip() or 0),
        record=records.get(process.id, NO_RECORD),
    )
