"""Two forms of one contract, laid beside each other, so that a person can choose (충돌)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vendorclient.storage.contracts import Contracts
from vendorclient.storage.server_words import ServerWords

if TYPE_CHECKING:
    from vendorcore.domain import Contract

    from vendorclient.storage.database import Database


class Field(StrEnum):
    """What two forms may differ in."""

    NAME = "name"
    NUMBER = "number"
    METHOD = "method"
    SIGNED_ON = "signed_on"
    DUE_ON = "due_on"
    PARTIES = "parties"
    ITEMS = "items"
    PROCESSES = "processes"


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
    ours, others = _written(mine), _written(theirs)
    return tuple(
        Difference(field, ours[field], others[field])
        for field in Field
        if ours[field] != others[field]
    )


def _written(contract: Contract) -> dict[Field, str]:
    return {
        Field.NAME: contract.name,
        Field.NUMBER: contract.number,
        Field.METHOD: contract.method,
        Field.SIGNED_ON: contract.signed_on.isoformat(),
        Field.DUE_ON: contract.due_on.isoformat(),
        Field.PARTIES: "\n".join(party.institution.name for party in contract.parties),
        Field.ITEMS: "\n".join(
            f"{item.detail_name} {item.quantity}{item.unit}".strip() for item in contract.items
        ),
        Field.PROCESSES: "\n".join(
            f"{process.name} {process.plan.starts_on:%m-%d} ~ {process.plan.ends_on:%m-%d}"
            for process in contract.processes
        ),
    }
