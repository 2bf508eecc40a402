"""Contracts as JSON: the one form that client and server exchange and store."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

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

if TYPE_CHECKING:
    from vendorcore.protocol.canonical import JsonObject, JsonValue


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
    }


def contract_from_json(value: JsonObject) -> Contract:
    """Return the contract in a JSON object; InvalidEntry names the field that is wrong."""
    return Contract(
        id=_text(value, "id"),
        name=_text(value, "name"),
        number=_text(value, "number", ""),
        method=_text(value, "method", "OPEN"),
        signed_on=_day(value, "signed_on"),
        due_on=_day(value, "due_on"),
        state=_state(_text(value, "state", ContractState.DRAFT)),
        version=_count(value, "version"),
        parties=tuple(_party(row) for row in _rows(value, "parties")),
        items=tuple(_item(row) for row in _rows(value, "items")),
        processes=tuple(_process(row) for row in _rows(value, "processes")),
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
        role = PartyRole(_text(row, "role"))
    except ValueError as error:
        raise InvalidEntry(field="role", reason="unknown") from error
    name, code = _text(institution, "name"), _text(institution, "code", "")
    return Party(role=role, institution=Institution(code=code, name=name))


def _item_json(item: ContractItem) -> JsonObject:
    return {
        "id": item.id,
        "detail_no": item.detail_no,
        "detail_name": item.detail_name,
        "quantity": item.quantity,
        "unit": item.unit,
    }


def _item(row: JsonObject) -> ContractItem:
    return ContractItem(
        id=_text(row, "id"),
        detail_no=_text(row, "detail_no", ""),
        detail_name=_text(row, "detail_name"),
        quantity=_text(row, "quantity", ""),
        unit=_text(row, "unit", ""),
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
    }


def _process(row: JsonObject) -> Process:
    plan = ProcessPlan(
        process=_text(row, "name"),
        starts_on=_day(row, "starts_on"),
        ends_on=_day(row, "ends_on"),
        text=_text(row, "text", ""),
    )
    return Process(
        id=_text(row, "id"), item_id=_text(row, "item_id"), seq=_count(row, "seq"), plan=plan
    )


def _text(row: JsonObject, key: str, default: str | None = None) -> str:
    value = row.get(key, default)
    if not isinstance(value, str):
        raise InvalidEntry(field=key, reason="missing")
    return value


def _count(row: JsonObject, key: str) -> int:
    value = row.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InvalidEntry(field=key, reason="not-a-count")
    return value


def _day(row: JsonObject, key: str) -> date:
    try:
        return date.fromisoformat(_text(row, key))
    except ValueError as error:
        raise InvalidEntry(field=key, reason="not-a-day") from error


def _rows(row: JsonObject, key: str) -> list[JsonObject]:
    value: JsonValue = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise InvalidEntry(field=key, reason="not-a-list")
    return cast("list[JsonObject]", value)


def _state(text: str) -> ContractState:
    try:
        return ContractState(text)
    except ValueError as error:
        raise InvalidEntry(field="state", reason="unknown") from error
