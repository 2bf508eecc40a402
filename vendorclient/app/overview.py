"""What the screen shows of the library: photos of a contract, contracts, what is being sent."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vendorclient.app.row_actions import RowAction, action_for
from vendorclient.app.suggesting import Suggestion, Taken, suggest
from vendorclient.storage.overview import HiddenRow, Overview, PhotoRow, ProcessCount, SendingRow
from vendorclient.sync.row_states import ROW_STATES, EngineState, RowState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vendorcore.domain import Contract

    from vendorclient.storage.database import Database
    from vendorclient.storage.operations import OperationState

__all__ = [
    "ContractView",
    "EngineState",
    "HiddenRow",
    "PhotoRow",
    "ProcessCount",
    "Refusal",
    "RowState",
    "SendingRow",
    "SendingView",
    "Suggestion",
    "TableView",
    "Workplace",
    "contract_view",
    "contracts",
    "hidden",
    "history",
    "sendings",
    "table",
    "untagged",
    "waiting",
    "workplace",
]

_NEWEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """The photos on the table for one contract; suggested maps a photo to a process."""

    photos: tuple[PhotoRow, ...]
    suggested: Mapping[str, str]
    hidden: int
    suggestions: Mapping[str, Suggestion] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why the server did not take a contract: code and values of its sentence."""

    code: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


_NO_REFUSAL = Refusal()
_NO_PHOTOS = ProcessCount()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractView:
    """A contract with the counts of each of its processes, and how far its papers were sent.

    refusal is why the server did not take it as it is now; a code of "" where nothing is wrong.
    """

    contract: Contract
    counts: Mapping[str, ProcessCount]
    papers: Mapping[str, RowState] = field(default_factory=dict)
    refusal: Refusal = _NO_REFUSAL

    @property
    def tagged(self) -> int:
        """How many photos it has in all."""
        return sum(count.tagged for count in self.counts.values())

    @property
    def delivered(self) -> int:
        """How many of them the server has confirmed."""
        return sum(count.delivered for count in self.counts.values())

    @property
    def covered(self) -> int:
        """How many processes have at least one photo."""
        return sum(1 for process in self.contract.processes if self.count(process.id).tagged)

    def count(self, process_id: str) -> ProcessCount:
        """Return the counts of one process."""
        return self.counts.get(process_id, _NO_PHOTOS)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingView:
    """One row of the queue as people see it; process_name is empty for forms."""

    row: SendingRow
    state: RowState
    process_name: str
    action: RowAction = RowAction.NOTHING
    values: Mapping[str, object] = field(default_factory=dict)  # of the sentence for its code


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """Who works here and where it is sent to; empty names before enrolment."""

    account_id: str
    person: str
    vendor: str
    server_name: str
    server_url: str
    enrolled: bool
    application: str = ""  # how an application that was made here stands
    applying: bool = False  # one was begun and not handed in yet
    requested: int = 0  # what the lists lack and the operator was asked for
    decided: int = 0  # decisions on that which nobody has looked at


def table(db: Database, contract: Contract | None) -> TableView:
    """Return the photos that are in this contract or in none, with suggestions for these."""
    contract_id = contract.id if contract else ""
    photos = Overview(db).photos(contract_id)
    ruled = _ruled(db, photos, contract_id)
    taken = [_taken(one, ruled.get(one.sha256, "")) for one in photos if not one.problem]
    found = suggest(taken, contract.processes) if contract else {}
    return TableView(
        photos=tuple(photos),
        suggested={sha256: one.process_id for sha256, one in found.items()},
        suggestions=found,
        hidden=Overview(db).elsewhere(contract_id),
    )


def _ruled(db: Database, photos: Iterable[PhotoRow], contract_id: str) -> dict[str, str]:
    """Return the process that a rule of a watched folder or device names for a photo."""
    from vendorclient.app.watched import rules, suggest_by_rules

    if not contract_id or not any(rule.contract_id == contract_id for rule in rules(db)):
        return {}
    untagged = [one.sha256 for one in photos if not one.process_id]
    found = suggest_by_rules(db, untagged)
    return {one.sha256: one.process_id for one in found if one.contract_id == contract_id}


def _taken(photo: PhotoRow, ruled_id: str) -> Taken:
    return Taken(
        key=photo.sha256,
        taken_at=photo.captured_at,
        camera=photo.camera,
        process_id=photo.process_id,
        tagged_at=photo.tagged_at,
        ruled_id=ruled_id,
    )


def contracts(db: Database) -> list[ContractView]:
    """Return the contracts, the next to be delivered first."""
    from vendorclient.storage.contracts import Contracts  # brings cryptography along

    counts, papers = Overview(db).counts(), Overview(db).documents()
    return [_view(contract, counts, papers) for contract in Contracts(db).all()]


def contract_view(db: Database, contract_id: str) -> ContractView | None:
    """Return one contract, None when it is not here."""
    from vendorclient.storage.contracts import Contracts

    found, rows = Contracts(db).find(contract_id), Overview(db)
    if found is None:
        return None
    refusal = _refusal(db, rows.refused_form(contract_id))
    return _view(found, rows.counts(contract_id), rows.documents(contract_id), refusal)


def _refusal(db: Database, form: str) -> Refusal:
    """Return why the form of a contract came back, if it did."""
    if not form:
        return _NO_REFUSAL
    from vendorclient.app.reasons import reason_of
    from vendorclient.storage.outbox import Outbox

    found = reason_of(Outbox(db).get(form))
    return Refusal(code=found.code, values=found.values)


def _view(
    contract: Contract,
    counts: Mapping[tuple[str, str], ProcessCount],
    papers: Mapping[tuple[str, str], OperationState],
    refusal: Refusal = _NO_REFUSAL,
) -> ContractView:
    return ContractView(
        refusal=refusal,
        contract=contract,
        counts={
            process.id: counts.get((contract.id, process.id), _NO_PHOTOS)
            for process in contract.processes
        },
        papers={
            one.id: ROW_STATES[papers[contract.id, one.id]]
            for one in contract.documents
            if (contract.id, one.id) in papers
        },
    )


def sendings(db: Database, limit: int = _NEWEST) -> list[SendingView]:
    """Return the queue: what needs a person or waits first, what is done last."""
    views = _views(db, Overview(db).sendings(limit))
    return sorted(views, key=lambda view: _ORDER.index(view.state))


def history(db: Database, limit: int = _NEWEST) -> list[SendingView]:
    """Return what the server has confirmed, newest first."""
    return _views(db, Overview(db).history(limit))


def _views(db: Database, rows: list[SendingRow]) -> list[SendingView]:
    from vendorclient.storage.contracts import Contracts

    names = {
        process.id: process.name
        for contract in Contracts(db).all()
        for process in contract.processes
    }
    return [
        SendingView(
            row=row,
            state=ROW_STATES[row.state],
            process_name=names.get(row.process_id, ""),
            action=action_for(row),
            values=json.loads(row.detail) if row.detail.startswith("{") else {},
        )
        for row in rows
    ]


def hidden(db: Database, contract_id: str, limit: int = _NEWEST) -> list[HiddenRow]:
    """Return the photos that are not on the table of a contract, and where they are instead."""
    return Overview(db).hidden(contract_id, limit)


def untagged(db: Database) -> int:
    """Return how many photos belong to no contract yet."""
    return Overview(db).untagged()


def waiting(db: Database) -> int:
    """Return how many things the server has not confirmed yet."""
    return Overview(db).waiting()


def workplace(db: Database) -> Workplace:
    """Return who works here and with which server."""
    from vendorclient.app.application_drafts import is_begun
    from vendorclient.app.applying import present
    from vendorclient.app.requested import requested, unseen
    from vendorclient.storage.accounts import Accounts

    account, server, made = Accounts(db).active(), Accounts(db).server(), present(db)
    return Workplace(
        account_id=account.id,
        person=account.name,
        vendor=account.vendor_name,
        server_name=server.name if server else "",
        server_url=server.url if server else "",
        enrolled=account.enrolled,
        application=made.state if made else "",
        applying=not account.enrolled and is_begun(db),
        requested=len(requested(db)),
        decided=len(unseen(db)),
    )


_ORDER = (
    RowState.NEEDS_PERSON,
    RowState.RETRYING,
    RowState.SENDING,
    RowState.WAITING,
    RowState.DONE,
)
