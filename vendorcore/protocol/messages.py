"""Contracts as JSON: the one form that client and server exchange and store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import (
    Contract,
    ContractItem,
    ContractState,
    Institution,
    Party,
    PartyRole,
    Process,
    ProcessPlan,
)
from vendorcore.errors import InvalidEntry
from vendorcore.protocol.fields import count, day, rows, text
from vendorcore.protocol.order_forms import (
    document_to_json,
    documents_from_json,
    material_to_json,
    materials_from_json,
    record_from_json,
    record_to_json,
    terms_from_json,
    terms_to_json,
    work_from_json,
)

if TYPE_CHECKING:
    from vendorcore.protocol.canonical import JsonObject


def contract_to_json(contract: Contract) -> JsonObject:
    """Return a contract as a JSON object; days are YYYY-MM-DD."""
    return {
        "id": contract.id,
        "name": contract.name,
        "number": contract.number,
        "method": str(contract.method),
        "signed_on": contract.signed_on.isoformat(),
        "due_on": contract.due_on.isoformat(),
        "state": str(contract.state),
        "version": contract.version,
        "parties": [_party_json(party) for party in contract.parties],
        "items": [_item_json(item) for item in contract.items],
        "processes": [_process_json(process) for process in contract.processes],
        "terms": terms_to_json(contract.terms),
        "materials": [material_to_json(row) for row in contract.materials],
        "documents": [document_to_json(document) for document in contract.documents],
        "reason": contract.reason,
    }


def contract_from_json(value: JsonObject) -> Contract:
    """Return the contract in a JSON object; InvalidEntry names the field that is wrong."""
    return Contract(
        id=text(value, "id"),
        name=text(value, "name"),
        number=text(value, "number", ""),
        method=text(value, "method", "OPEN"),
        signed_on=day(value, "signed_on"),
        due_on=day(value, "due_on"),
        state=_state(text(value, "state", ContractState.DRAFT)),
        version=count(value, "version"),
        parties=tuple(_party(row) for row in rows(value, "parties")),
        items=tuple(_item(row) for row in rows(value, "items")),
        processes=tuple(_process(row) for row in rows(value, "processes")),
        terms=terms_from_json(value),
        materials=materials_from_json(value),
        documents=documents_from_json(value),
        reason=text(value, "reason", ""),
    )


def _party_json(party: Party) -> JsonObject:
    institution = party.institution
    return {
        "role": str(party.role),
        "institution": {"code": institution.code, "name": institution.name},
    }


def _party(row: JsonObject) -> Party:
    institution = row.get("institution")
    if not isinstance(institution, dict):
        raise InvalidEntry(field="institution", reason="missing")
    try:
        role = PartyRole(text(row, "role"))
    except ValueError as error:
        raise InvalidEntry(field="role", reason="unknown") from error
    name, code = text(institution, "name"), text(institution, "code", "")
    return Party(role=role, institution=Institution(code=code, name=name))


def _item_json(item: ContractItem) -> JsonObject:
    return {
        "id": item.id,
        "detail_no": item.detail_no,
        "detail_name": item.detail_name,
        "quantity": item.quantity,
        "unit": item.unit,
        "unit_price": item.unit_price,
        "spec": item.spec,
    }


def _item(row: JsonObject) -> ContractItem:
    return ContractItem(
        id=text(row, "id"),
        detail_no=text(row, "detail_no", ""),
        detail_name=text(row, "detail_name"),
        quantity=text(row, "quantity", ""),
        unit=text(row, "unit", ""),
        unit_price=count(row, "unit_price"),
        spec=text(row, "spec", ""),
    )


def _process_json(process: Process) -> JsonObject:
    return {
        "id": process.id,
        "item_id": process.item_id,
        "seq": process.seq,
        "name": process.name,
        "starts_on": process.plan.starts_on.isoformat(),
        "ends_on": process.plan.ends_on.isoformat(),
        "text": process.plan.text,
        "work": str(process.work),
        "photos": process.photos,
        "record": record_to_json(process.record),
    }


def _process(row: JsonObject) -> Process:
    plan = ProcessPlan(
        process=text(row, "name"),
        starts_on=day(row, "starts_on"),
        ends_on=day(row, "ends_on"),
        text=text(row, "text", ""),
    )
    return Process(
        id=text(row, "id"),
        item_id=text(row, "item_id"),
        seq=count(row, "seq"),
        plan=plan,
        work=work_from_json(row),
        photos=count(row, "photos"),
        record=record_from_json(row),
    )


def _state(word: str) -> ContractState:
    try:
        return ContractState(word)
    except ValueError as error:
        raise InvalidEntry(field="state", reason="unknown") from error
