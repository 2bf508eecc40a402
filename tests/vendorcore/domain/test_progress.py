"""진도 % and the states of a contract: by vectors, defined once."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from vendorcore.domain import (
    Contract,
    ContractItem,
    ContractState,
    Process,
    ProcessPlan,
    ProcessRecord,
    Side,
    is_complete,
    new_id,
    progress_of,
)
from vendorcore.errors import InvalidEntry

VECTORS = Path(__file__).parents[2] / "data" / "progress.csv"


def vectors() -> list[dict[str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def made(texts: str) -> tuple[Contract, dict[str, int]]:
    """Return the contract and what was accepted: "start..end/expected/accepted/done" by process."""
    item = ContractItem(id=new_id(), detail_no="", detail_name="책상")
    processes, accepted = [], {}
    for seq, text in enumerate(texts.split(), start=1):
        span, photos, have, done = text.split("/")
        start, end = map(date.fromisoformat, span.split(".."))
        record = ProcessRecord(ended_on=end if done == "done" else None)
        plan = ProcessPlan(process=str(seq), starts_on=start, ends_on=end)
        process = Process(
            id=new_id(), item_id=item.id, seq=seq, plan=plan, photos=int(photos), record=record
        )
        processes.append(process)
        accepted[process.id] = int(have)
    contract = Contract(
        id=new_id(),
        name="책상",
        signed_on=date(2026, 10, 1),
        due_on=date(2026, 11, 30),
        items=(item,),
        processes=tuple(processes),
    )
    return contract, accepted


@pytest.mark.parametrize("vector", vectors(), ids=lambda one: one["note"])
def test_progress_follows_its_vectors(vector: dict[str, str]) -> None:
    contract, accepted = made(vector["processes"])

    progress = progress_of(contract, accepted, date.fromisoformat(vector["today"]))

    assert (progress.planned, progress.real) == (int(vector["planned"]), int(vector["real"]))
    assert progress.is_late is (vector["late"] == "yes")


def test_a_process_is_complete_by_its_photos_or_its_end() -> None:
    contract, _accepted = made("2026-10-01..2026-10-02/3/0/ 2026-10-01..2026-10-02/0/0/done")
    open_, done = contract.processes

    assert [is_complete(open_, count) for count in (2, 3)] == [False, True]
    assert is_complete(done, 0)


def test_work_cannot_end_before_it_began() -> None:
    with pytest.raises(InvalidEntry):
        ProcessRecord(started_on=date(2026, 10, 2), ended_on=date(2026, 10, 1))


S = ContractState


@pytest.mark.parametrize(
    ("before", "after", "side", "may"),
    [
        (S.DRAFT, S.REGISTERED, Side.VENDOR, True),
        (S.DRAFT, S.DELIVERED, Side.VENDOR, True),
        (S.REGISTERED, S.DRAFT, Side.VENDOR, False),
        (S.REGISTERED, S.REGISTERED, Side.VENDOR, False),
        (S.DELIVERED, S.INSPECTED, Side.VENDOR, False),
        (S.DELIVERED, S.INSPECTED, Side.INSTITUTION, True),
        (S.INSPECTED, S.CLOSED, Side.INSTITUTION, True),
        (S.REGISTERED, S.PRODUCING, Side.INSTITUTION, False),
        (S.PRODUCING, S.CANCELLED, Side.VENDOR, True),
        (S.PRODUCING, S.CANCELLED, Side.INSTITUTION, True),
        (S.PRODUCING, S.CANCELLED, Side.OPERATOR, False),
        (S.CLOSED, S.CANCELLED, Side.INSTITUTION, False),
        (S.CANCELLED, S.CLOSED, Side.INSTITUTION, False),
    ],
)
def test_each_side_takes_its_own_steps(before: S, after: S, side: Side, may: bool) -> None:
    assert before.may_become(after, side) is may


def test_only_a_cancellation_needs_a_reason() -> None:
    assert [state for state in S if state.needs_reason] == [S.CANCELLED]


def test_inspected_closed_and_cancelled_contracts_owe_nothing_more() -> None:
    owing_nothing = {state for state in S if state.is_fulfilled}

    assert owing_nothing == {S.INSPECTED, S.CLOSED, S.CANCELLED}


def test_the_state_of_whoever_is_ahead_counts() -> None:
    contract, _accepted = made("2026-10-01..2026-10-02/1/0/")

    assert contract.in_state(S.PRODUCING).state_after(S.REGISTERED) is S.PRODUCING
    assert contract.in_state(S.REGISTERED).state_after(S.DELIVERED) is S.DELIVERED


def test_a_failed_inspection_lies_behind_the_delivery() -> None:
    assert S.PRODUCING.is_before(S.DELIVERED)
    assert not S.DELIVERED.is_before(S.PRODUCING)
    assert not S.CANCELLED.is_before(S.DRAFT)
