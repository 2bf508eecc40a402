"""What should be done next: a process that lacks photos, a contract that is due, photos to sort."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from vendorcore.domain import Contract, Process

    from vendorclient.app.overview import ContractView

SOON = timedelta(days=7)


class Need(StrEnum):
    """What is to be done."""

    MORE_ASKED = "more-asked"
    PHOTOS_MISSING = "photos-missing"
    PHOTOS_TODAY = "photos-today"
    TO_SUBMIT = "to-submit"
    DUE = "due"
    STARTS = "starts"


class Urgency(StrEnum):
    """How soon."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing to do; count and process where they matter."""

    need: Need
    urgency: Urgency
    contract: Contract
    by: date
    process: Process | None = None
    count: int = 0


def todos(views: Iterable[ContractView], today: date) -> list[Todo]:
    """Return what is to be done in all open contracts, the most urgent first."""
    found = [
        todo
        for view in views
        if not view.contract.state.is_fulfilled
        for todo in (*_of_contract(view, today), *_of_processes(view, today))
    ]
    return sorted(found, key=lambda todo: (list(Urgency).index(todo.urgency), todo.by))


def _of_contract(view: ContractView, today: date) -> Iterator[Todo]:
    contract = view.contract
    asked = sum(count.more_asked for count in view.counts.values())
    waiting = sum(count.tagged - count.submitted for count in view.counts.values())
    if asked:
        yield Todo(
            need=Need.MORE_ASKED, urgency=Urgency.NOW, contract=contract, by=today, count=asked
        )
    if waiting:
        yield Todo(
            need=Need.TO_SUBMIT, urgency=Urgency.SOON, contract=contract, by=today, count=waiting
        )
    if contract.due_on - today <= SOON and not _is_delivered(contract):
        urgency = Urgency.NOW if contract.due_on <= today else Urgency.SOON
        yield Todo(need=Need.DUE, urgency=urgency, contract=contract, by=contract.due_on)


def _is_delivered(contract: Contract) -> bool:
    from vendorcore.domain import ContractState  # not before the window is open

    return contract.state is ContractState.DELIVERED


def _of_processes(view: ContractView, today: date) -> Iterator[Todo]:
    for process in view.contract.processes:
        if not view.count(process.id).tagged:
            found = _missing(process, today)
            if found is not None:
                need, urgency, by = found
                yield Todo(
                    need=need, urgency=urgency, contract=view.contract, by=by, process=process
                )


def _missing(process: Process, today: date) -> tuple[Need, Urgency, date] | None:
    """Return what a process without photos asks for, None while it is far away."""
    plan = process.plan
    if plan.ends_on < today:
        return Need.PHOTOS_MISSING, Urgency.NOW, plan.ends_on
    if plan.covers(today):
        urgency = Urgency.NOW if plan.ends_on == today else Urgency.SOON
        return Need.PHOTOS_TODAY, urgency, plan.ends_on
    if plan.starts_on - today <= SOON:
        return Need.STARTS, Urgency.LATER, plan.starts_on
    return None
