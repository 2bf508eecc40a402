"""Two forms of one contract, laid beside each other, so that a person can choose (충돌)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vendorcore.domain import Work
from vendorcore.domain.plan import NO_RECORD
from vendorcore.text import _, n_
from vendorcore.text.sizes import size_text

from vendorclient.storage.contracts import Contracts
from vendorclient.storage.server_words import ServerWords

if TYPE_CHECKING:
    from vendorcore.domain import Contract, ContractItem, Process, Terms

    from vendorclient.storage.database import Database


class Field(StrEnum):
    """What two forms may differ in."""

    NAME = "name"
    NUMBER = "number"
    METHOD = "method"
    STATE = "state"
    SIGNED_ON = "signed_on"
    DUE_ON = "due_on"
    AMOUNT = "amount"
    TERMS = "terms"
    PARTIES = "parties"
    ITEMS = "items"
    PROCESSES = "processes"
    RECORDS = "records"
    MATERIALS = "materials"
    DOCUMENTS = "documents"


_MOST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the forms differ, each side as it is written; a field's lines are one."""

    field: Field
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Our form of a contract and the other one, and in what they differ."""

    contract_id: str
    name: str
    differences: tuple[Difference, ...]


def conflict(db: Database, contract_id: str) -> Conflict | None:
    """Return what stands against each other; None when nothing is to be settled."""
    theirs = ServerWords(db).theirs(contract_id)
    if theirs is None:
        return None
    mine = Contracts(db).get(contract_id)
    return Conflict(contract_id, mine.name, differences(mine, theirs))


def differences(mine: Contract, theirs: Contract) -> tuple[Difference, ...]:
    """Return the fields in which two forms differ."""
    ours, others = _written(mine, theirs), _written(theirs, mine)
    return tuple(
        Difference(field, ours[field], others[field])
        for field in Field
        if ours[field] != others[field]
    )


def _written(mine: Contract, theirs: Contract) -> dict[Field, str]:
    return {
        Field.NAME: mine.name,
        Field.NUMBER: mine.number,
        Field.METHOD: mine.method,
        Field.STATE: mine.state,
        Field.SIGNED_ON: mine.signed_on.isoformat(),
        Field.DUE_ON: mine.due_on.isoformat(),
        Field.AMOUNT: f"{mine.terms.amount:,}" if mine.terms.amount else "",
        Field.TERMS: _terms(mine.terms),
        Field.PARTIES: "\n".join(party.institution.name for party in mine.parties),
        Field.ITEMS: "\n".join(map(_item, mine.items)),
        Field.PROCESSES: "\n".join(map(_process, mine.processes)),
        Field.RECORDS: "\n".join(filter(None, map(_record, mine.processes))),
        Field.MATERIALS: _only_here(mine, theirs),
        Field.DOCUMENTS: "\n".join(
            f"{one.name} ({size_text(one.size_bytes)})" for one in mine.documents
        ),
    }


def _terms(terms: Terms) -> str:
    contact = terms.contact
    lines = (
        terms.period,
        _together(terms.delivery_place, terms.delivery_term),
        _together(contact.name, contact.phone, contact.mail),
        terms.note,
    )
    return "\n".join(filter(None, lines))


def _item(item: ContractItem) -> str:
    price = f"{item.unit_price:,}" if item.unit_price else ""
    name = f"{item.detail_name} {item.quantity}{item.unit}".strip()
    return _together(name, price, item.detail_no, item.spec)


def _process(process: Process) -> str:
    days = f"{process.plan.starts_on} ~ {process.plan.ends_on}"
    work = {Work.IN_HOUSE: _("직접"), Work.OUTSOURCED: _("외주")}.get(process.work, "")
    photos = n_("사진 {n}장", "사진 {n}장", process.photos) if process.photos else ""
    return _together(f"{process.name} {days}", process.plan.text, work, photos)


def _record(process: Process) -> str:
    record = process.record
    if record == NO_RECORD:
        return ""
    days = f"{record.started_on or ''} ~ {record.ended_on or ''}"
    return _together(f"{process.name} {days}", record.done, record.note)


def _only_here(mine: Contract, theirs: Contract) -> str:
    """Return the rows of the statement that the other form lacks; it may have hundreds of them."""
    others = [dict(row.cells) for row in theirs.materials]
    lines = [_together(*row.cells.values()) for row in mine.materials if row.cells not in others]
    return "\n".join([*lines[:_MOST_ROWS], "…"] if len(lines) > _MOST_ROWS else lines)


def _together(*texts: str) -> str:
    return " · ".join(filter(None, texts))
