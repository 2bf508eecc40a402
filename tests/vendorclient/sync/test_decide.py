"""What follows which answer, in which order, after which pause."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorcore.errors import (
    Busy,
    Cancelled,
    Conflict,
    NeedsPerson,
    NotReadable,
    Offline,
    Refused,
    SignInNeeded,
    Untrusted,
    VendorError,
)

from tests.vendorclient.sync.builders import an_operation
from vendorclient.storage.operations import Operation, OperationKind, OperationState
from vendorclient.sync.decide import (
    LARGEST_CHUNK,
    LONGEST_PAUSE,
    SMALLEST_CHUNK,
    Step,
    Then,
    in_order,
    is_silent,
    is_stuck,
    jittered,
    may_start,
    next_chunk,
    pause_after,
    smaller_chunk,
    state_after,
    stops_everything,
    then,
)

FORM = OperationKind.PUT_CONTRACT


@pytest.mark.parametrize(
    ("step", "status", "code", "follows"),
    [
        (Step.FORM, 400, "invalid-entry", Then.SETTLE),
        (Step.FORM, 401, "sign-in-needed", Then.SIGN_IN),
        (Step.FORM, 403, "forbidden", Then.SETTLE),
        (Step.FORM, 404, "not-found", Then.SETTLE),
        (Step.FORM, 409, "conflict", Then.SETTLE),
        (Step.FORM, 412, "version-mismatch", Then.MERGE),
        (Step.FORM, 422, "invalid-entry", Then.SETTLE),
        (Step.FORM, 500, "unknown", Then.WAIT),
        (Step.CREATE, 413, "quota-exceeded", Then.SETTLE),
        (Step.CREATE, 507, "server-full", Then.WAIT_FOR_SPACE),
        (Step.CREATE, 460, "hash-mismatch", Then.CHECK_SOURCE),
        (Step.CREATE, 409, "upload-taken-over", Then.CREATE_BARE),
        (Step.ASK, 404, "not-found", Then.CREATE_ANEW),
        (Step.ASK, 410, "upload-gone", Then.CREATE_ANEW),
        (Step.PATCH, 404, "not-found", Then.CREATE_ANEW),
        (Step.PATCH, 408, "busy", Then.WAIT),
        (Step.PATCH, 409, "wrong-offset", Then.ASK_OFFSET),
        (Step.PATCH, 410, "upload-gone", Then.CREATE_ANEW),
        (Step.PATCH, 415, "wrong-content-type", Then.SETTLE),
        (Step.PATCH, 423, "busy", Then.WAIT),
        (Step.PATCH, 429, "busy", Then.WAIT),
        (Step.PATCH, 460, "hash-mismatch", Then.CHECK_SOURCE),
        (Step.PATCH, 503, "busy", Then.WAIT),
        (Step.ATTACH, 404, "upload-unknown", Then.CREATE_ANEW),
        (Step.ATTACH, 409, "upload-incomplete", Then.ASK_OFFSET),
        (Step.ATTACH, 409, "conflict", Then.FETCH_RECEIPT),
        (Step.ATTACH, 422, "hash-mismatch", Then.CHECK_SOURCE),
        (Step.ATTACH, 422, "invalid-entry", Then.SETTLE),
    ],
)
def test_each_answer_has_its_consequence(step: Step, status: int, code: str, follows: Then) -> None:
    assert then(step, status, code) is follows


def test_a_proxys_limit_asks_for_smaller_pieces() -> None:
    assert then(Step.PATCH, 413, "too-large", ours=False) is Then.SMALLER_CHUNK
    assert then(Step.PATCH, 413, "too-large", ours=True) is Then.SETTLE


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (SignInNeeded(), OperationState.NEEDS_LOGIN),
        (Conflict(), OperationState.CONFLICT),
        (Conflict("version-mismatch", status=412), OperationState.CONFLICT),
        (Conflict("process-in-use", status=409), OperationState.REJECTED),
        (Refused("forbidden"), OperationState.REJECTED),
        (Untrusted(), OperationState.REJECTED),
        (NotReadable("file-changed"), OperationState.REJECTED),
        (NotReadable("source-missing"), OperationState.SOURCE_MISSING),
        (Busy(retry_after=3), OperationState.RETRY_WAIT),
        (Offline(), OperationState.RETRY_WAIT),
    ],
)
def test_each_error_has_its_place(error: VendorError, state: OperationState) -> None:
    assert state_after(error) is state


def test_only_the_way_to_the_server_stops_everything() -> None:
    assert stops_everything(Offline("not-our-server"))
    assert stops_everything(NeedsPerson("program-too-old"))
    assert not stops_everything(Busy())
    assert not stops_everything(Refused("forbidden"))


def test_cancelling_is_silent() -> None:
    assert is_silent(Cancelled())
    assert not is_silent(Refused())


@given(st.integers(0, 10_000))
def test_pauses_grow_and_stop_growing(failures: int) -> None:
    assert timedelta() < pause_after(failures) <= pause_after(failures + 1) <= LONGEST_PAUSE


def test_pauses_begin_with_a_second_and_double() -> None:
    assert [pause_after(n).total_seconds() for n in (1, 2, 3)] == [1, 2, 4]


@given(st.integers(0, 50), st.floats(0, 1000), st.integers())
def test_a_pause_is_scattered_and_never_shorter_than_asked(
    failures: int, asked: float, seed: int
) -> None:
    pause = pause_after(failures)
    waited = jittered(pause, random.Random(seed), asked)
    assert asked <= waited <= max(asked, pause.total_seconds())


@given(st.integers(SMALLEST_CHUNK, LARGEST_CHUNK), st.floats(0, 10_000))
def test_pieces_stay_between_their_limits(size: int, seconds: float) -> None:
    assert SMALLEST_CHUNK <= next_chunk(size, seconds) <= LARGEST_CHUNK


def test_pieces_take_about_ten_seconds() -> None:
    assert next_chunk(8 << 20, 20.0) == 4 << 20
    assert next_chunk(8 << 20, 5.0) == 16 << 20
    assert next_chunk(8 << 20, 0.01) == 16 << 20


def test_a_piece_can_be_halved_only_so_often() -> None:
    assert smaller_chunk(8 << 20) == 4 << 20
    assert smaller_chunk(SMALLEST_CHUNK) == 0


def test_forms_go_before_photos_before_videos() -> None:
    video = an_operation(seq=1, media_kind="video")
    photo = an_operation(seq=2, media_kind="photo")
    form = an_operation(seq=3, kind=FORM, media_kind="")
    assert in_order([video, photo, form]) == [form, photo, video]


def test_small_photos_go_before_large_ones() -> None:
    large, small = an_operation(seq=1, size_bytes=9), an_operation(seq=2, size_bytes=1)
    assert in_order([large, small]) == [small, large]


def test_contracts_take_turns() -> None:
    first = [an_operation(seq=n, contract_id="a") for n in (1, 2, 3)]
    second = [an_operation(seq=n, contract_id="b") for n in (4, 5)]
    turns = [op.contract_id for op in in_order([*first, *second])]
    assert turns == ["a", "b", "a", "b", "a"]


def test_forms_of_a_contract_keep_their_order() -> None:
    forms = [an_operation(seq=n, kind=FORM, size_bytes=9 - n) for n in (1, 2, 3)]
    assert in_order(reversed(forms)) == forms


@given(
    st.lists(
        st.builds(
            an_operation,
            seq=st.integers(0, 99),
            kind=st.sampled_from(OperationKind),
            contract_id=st.sampled_from("abc"),
            size_bytes=st.integers(0, 5),
            media_kind=st.sampled_from(["photo", "video", "other"]),
        )
    )
)
def test_ordering_loses_nothing(operations: list[Operation]) -> None:
    ordered = in_order(operations)
    assert sorted(op.id for op in ordered) == sorted(op.id for op in operations)
    ranks = [op.kind.carries_file for op in ordered]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize("state", OperationState)
def test_what_depends_on_another_waits_for_its_confirmation(state: OperationState) -> None:
    op = an_operation(depends_on="first")
    confirmed = state in (OperationState.DELIVERED, OperationState.RELEASED)
    assert may_start(op, {"first": state}) is confirmed


@pytest.mark.parametrize(
    ("state", "stuck"),
    [
        (OperationState.REJECTED, True),
        (OperationState.CONFLICT, True),
        (OperationState.CANCELLED, True),
        (OperationState.BLOCKED, True),
        (OperationState.RETRY_WAIT, False),
        (OperationState.DELIVERED, False),
    ],
)
def test_what_depends_on_a_stuck_one_is_stuck(state: OperationState, stuck: bool) -> None:
    assert is_stuck(an_operation(depends_on="first"), {"first": state}) is stuck
