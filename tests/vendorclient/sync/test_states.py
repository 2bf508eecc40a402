"""Steps that an operation may take, and what people see of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorclient.storage.operations import (
    ALLOWED,
    CONFIRMED,
    FINAL,
    NEEDS_PERSON,
    UNDER_WAY,
    OperationState,
)
from vendorclient.sync.row_states import (
    ROW_STATES,
    EngineState,
    RowState,
    engine_state,
    row_counts,
)

S = OperationState


def test_every_state_has_its_steps() -> None:
    assert set(ALLOWED) == set(OperationState)


def test_a_confirmed_operation_never_goes_back() -> None:
    assert ALLOWED[S.DELIVERED] == {S.RELEASED}
    assert not ALLOWED[S.RELEASED]


def test_only_the_road_leads_to_a_receipt() -> None:
    assert {state for state in S if S.DELIVERED in ALLOWED[state]} == {S.CREATING, S.ATTACHING}


@given(st.lists(st.sampled_from(OperationState), max_size=30))
def test_nothing_is_under_way_again_after_its_end(wishes: list[OperationState]) -> None:
    state, ended = S.QUEUED, False
    for wish in wishes:
        if state.may_become(wish):
            state = wish
        ended = ended or state in FINAL
        assert not (ended and state in UNDER_WAY)


@pytest.mark.parametrize("state", [s for s in S if s not in FINAL])
def test_everything_open_can_be_cancelled_and_tried_again(state: OperationState) -> None:
    assert state.may_become(S.CANCELLED)
    assert state is S.READY or state in UNDER_WAY or state.may_become(S.READY)


def test_every_state_but_cancelled_is_a_row() -> None:
    assert set(ROW_STATES) == set(S) - {S.CANCELLED}


def test_done_means_confirmed_and_nothing_less() -> None:
    done = {state for state, row in ROW_STATES.items() if row is RowState.DONE}
    assert done == CONFIRMED


def test_what_needs_a_person_says_so() -> None:
    shown = {state for state, row in ROW_STATES.items() if row is RowState.NEEDS_PERSON}
    assert shown == NEEDS_PERSON


def test_rows_are_counted_without_the_cancelled() -> None:
    counts = row_counts({S.QUEUED: 2, S.READY: 1, S.CANCELLED: 9})
    assert counts[RowState.WAITING] == 3
    assert sum(counts.values()) == 3


@pytest.mark.parametrize(
    ("counts", "running", "paused", "trouble", "state"),
    [
        ({}, True, False, "", EngineState.IDLE),
        ({S.DELIVERED: 3}, True, True, "offline", EngineState.IDLE),
        ({S.QUEUED: 1}, False, False, "", EngineState.WAITING),
        ({S.UPLOADING: 1}, False, False, "", EngineState.WAITING),
        ({S.BLOCKED: 1}, True, False, "", EngineState.WAITING),
        ({S.QUEUED: 1}, True, False, "", EngineState.SENDING),
        ({S.UPLOADING: 1, S.REJECTED: 1}, True, False, "", EngineState.SENDING),
        ({S.QUEUED: 1}, False, False, "offline", EngineState.OFFLINE),
        ({S.QUEUED: 1}, True, False, "not-our-server", EngineState.OFFLINE),
        ({S.QUEUED: 1}, True, False, "wrong-server-key", EngineState.NEEDS_PERSON),
        ({S.QUEUED: 1}, False, False, "not-enrolled", EngineState.NEEDS_PERSON),
        ({S.QUEUED: 1}, True, True, "", EngineState.PAUSED),
        ({S.REJECTED: 1, S.BLOCKED: 4}, True, False, "", EngineState.NEEDS_PERSON),
    ],
)
def test_the_whole_has_one_state(
    counts: dict[OperationState, int],
    running: bool,
    paused: bool,
    trouble: str,
    state: EngineState,
) -> None:
    assert engine_state(counts, running=running, paused=paused, trouble=trouble) is state


@given(
    st.dictionaries(st.sampled_from(OperationState), st.integers(1, 3)),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "offline", "not-enrolled"]),
)
def test_idle_means_that_nothing_is_left_to_send(
    counts: dict[OperationState, int], running: bool, paused: bool, trouble: str
) -> None:
    rows = row_counts(counts)
    left = sum(rows[state] for state in RowState if state is not RowState.DONE)
    found = engine_state(counts, running=running, paused=paused, trouble=trouble)
    assert (found is EngineState.IDLE) == (left == 0)
