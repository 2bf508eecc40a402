"""What is to be done, the most urgent first."""

from __future__ import annotations

from datetime import date

from vendorcore.domain import ContractState

from tests.vendorclient.builders import a_contract
from vendorclient.app.overview import ContractView
from vendorclient.app.todos import Need, Urgency, todos
from vendorclient.storage.overview import ProcessCount

CUT_DAYS, DUE = date(2026, 10, 19), date(2026, 11, 30)


def needs(today: date, *counts: ProcessCount, **changes: object) -> list[tuple[Need, Urgency]]:
    contract = a_contract(**changes)
    by_process = {p.id: c for p, c in zip(contract.processes, counts, strict=False)}
    view = ContractView(contract=contract, counts=by_process)
    return [(todo.need, todo.urgency) for todo in todos([view], today)]


def test_far_from_everything_there_is_nothing_to_do() -> None:
    assert needs(date(2026, 10, 2)) == []


def test_a_process_that_starts_soon_is_announced() -> None:
    assert needs(date(2026, 10, 15)) == [(Need.STARTS, Urgency.LATER)]


def test_a_process_of_today_asks_for_photos() -> None:
    assert needs(date(2026, 10, 20))[0] == (Need.PHOTOS_TODAY, Urgency.SOON)


def test_on_its_last_day_it_is_urgent() -> None:
    assert needs(date(2026, 10, 23))[0] == (Need.PHOTOS_TODAY, Urgency.NOW)


def test_a_process_without_photos_that_is_over_is_urgent() -> None:
    assert needs(date(2026, 10, 24))[0] == (Need.PHOTOS_MISSING, Urgency.NOW)


def test_photos_silence_it() -> None:
    enough = ProcessCount(tagged=2, submitted=2)
    assert needs(date(2026, 10, 24), enough, enough) == []


def test_tagged_photos_wait_to_be_handed_in() -> None:
    waiting = ProcessCount(tagged=3, submitted=1)
    enough = ProcessCount(tagged=2, submitted=2)
    assert needs(date(2026, 10, 24), waiting, enough) == [(Need.TO_SUBMIT, Urgency.SOON)]


def test_what_the_institution_asks_for_comes_first() -> None:
    asked = ProcessCount(tagged=1, submitted=1, more_asked=1)
    enough = ProcessCount(tagged=2, submitted=2)
    assert needs(date(2026, 11, 25), asked, enough) == [
        (Need.MORE_ASKED, Urgency.NOW),
        (Need.DUE, Urgency.SOON),
    ]


def test_a_due_day_that_has_come_is_urgent() -> None:
    enough = ProcessCount(tagged=2, submitted=2)
    assert needs(DUE, enough, enough) == [(Need.DUE, Urgency.NOW)]


def test_a_closed_contract_asks_for_nothing() -> None:
    assert needs(date(2026, 12, 24), state=ContractState.CLOSED) == []


def test_what_is_delivered_is_not_called_late() -> None:
    enough = ProcessCount(tagged=2, submitted=2)
    after = date(2026, 12, 5)
    assert needs(after, enough, enough) == [(Need.DUE, Urgency.NOW)]
    assert needs(after, enough, enough, state=ContractState.DELIVERED) == []
    assert needs(after, state=ContractState.INSPECTED) == []
