"""What goes next, seen from the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.vendorclient.sync.builders import (
    a_library,
    hand_in,
    keep_original,
    queue,
    save_contract,
)
from vendorclient.storage.operations import OperationState
from vendorclient.sync.clock import FakeClock
from vendorclient.sync.planning import DEPENDS, SERVER_FULL, Waits, plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorclient.storage.operations import Operation
    from vendorclient.sync.library import Library

S = OperationState


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as opened:
        yield opened


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def waits(clock: FakeClock) -> Waits:
    return Waits(clock)


def planned(library: Library, waits: Waits) -> list[Operation]:
    return plan(library, waits, {library.accounts.active().id})


def bring(library: Library, op: Operation, *states: OperationState) -> Operation:
    for state in states:
        op = library.outbox.move(op, state)
    return op


def test_only_what_depends_on_nothing_goes_first(library: Library, waits: Waits) -> None:
    hand_in(library, save_contract(library), b"photo")
    (first,) = planned(library, waits)
    assert (first.kind, first.state) == ("put_contract", S.READY)
    assert library.outbox.counts() == {S.READY: 1, S.QUEUED: 2}


def test_the_next_follows_a_confirmation(library: Library, waits: Waits) -> None:
    hand_in(library, save_contract(library), b"photo")
    for kind in ("put_contract", "submit", "attach"):
        (op,) = planned(library, waits)
        assert op.kind == kind
        bring(library, op, S.CREATING, *(() if kind == "attach" else (S.DELIVERED,)))


def test_what_a_stuck_one_holds_up_is_blocked_until_it_goes_on(
    library: Library, waits: Waits
) -> None:
    (op,) = hand_in(library, save_contract(library), b"photo")
    (first,) = planned(library, waits)
    stuck = bring(library, first, S.REJECTED)
    assert planned(library, waits) == []
    assert planned(library, waits) == []
    held = library.outbox.get(op.id)
    assert held is not None
    assert (held.state, held.code) == (S.BLOCKED, DEPENDS)
    bring(library, stuck, S.READY, S.CREATING, S.DELIVERED)
    (second,) = planned(library, waits)
    assert second.kind == "submit"


def test_what_broke_off_comes_first(library: Library, waits: Waits) -> None:
    contract = save_contract(library)
    queue(library, contract)
    late = bring(library, queue(library, contract), S.READY, S.CREATING)
    first, *_ = planned(library, waits)
    assert first.id == late.id


def test_a_refused_one_waits_its_time(library: Library, waits: Waits, clock: FakeClock) -> None:
    op = bring(library, queue(library, save_contract(library)), S.READY, S.RETRY_WAIT)
    waits.begin(op.id, 30)
    assert planned(library, waits) == []
    assert waits.seconds_left([op.id]) == 30
    clock.wait(30)
    assert [ready.id for ready in planned(library, waits)] == [op.id]


def test_after_a_start_nothing_waits(library: Library, waits: Waits) -> None:
    op = bring(library, queue(library, save_contract(library)), S.READY, S.RETRY_WAIT)
    assert [ready.id for ready in planned(library, waits)] == [op.id]
    assert waits.seconds_left([]) == 0


def test_without_room_originals_wait_and_forms_go(
    library: Library, waits: Waits, clock: FakeClock
) -> None:
    (op,) = hand_in(library, save_contract(library), b"photo")
    for kind in ("put_contract", "submit"):
        bring(library, planned(library, waits)[0], S.CREATING, S.DELIVERED)
        assert kind
    assert [ready.id for ready in planned(library, waits)] == [op.id]
    waits.begin_space(600)
    queue(library, save_contract(library))
    assert [ready.kind for ready in planned(library, waits)] == ["put_contract"]
    held = library.outbox.get(op.id)
    assert held is not None
    assert (held.state, held.code) == (S.BLOCKED, SERVER_FULL)
    clock.wait(600)
    assert op.id in [ready.id for ready in planned(library, waits)]


def test_a_missing_original_goes_when_it_is_back(library: Library, waits: Waits) -> None:
    (op,) = hand_in(library, save_contract(library), b"photo")
    for _ in range(2):
        bring(library, planned(library, waits)[0], S.CREATING, S.DELIVERED)
    bring(library, planned(library, waits)[0], S.SOURCE_MISSING)
    path = library.originals.path(str(library.outbox.payload(op.id)["sha256"]))
    path.unlink()
    assert planned(library, waits) == []
    keep_original(library, b"photo")
    assert [ready.id for ready in planned(library, waits)] == [op.id]


def test_only_enrolled_people_send(library: Library, waits: Waits) -> None:
    queue(library, save_contract(library))
    assert plan(library, waits, set()) == []
