"""The outbox keeps what a person did until the server has confirmed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import new_id
from vendorcore.errors import Cancelled

from tests.vendorclient.sync.builders import a_library, hand_in, queue, save_contract
from vendorclient.storage.operations import OperationState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorcore.domain import Contract

    from vendorclient.sync.library import Library

S = OperationState


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as opened:
        yield opened


def test_operations_are_numbered_as_they_are_queued(library: Library) -> None:
    contract = save_contract(library)
    first, second = queue(library, contract), queue(library, contract)
    assert (first.seq, second.seq, library.outbox.last_seq()) == (1, 2, 2)


def test_the_same_operation_is_queued_once(library: Library) -> None:
    contract, op_id = save_contract(library), new_id()
    queue(library, contract, id=op_id)
    queue(library, contract, id=op_id, payload={"other": True})
    assert len(library.outbox.open()) == 1
    assert library.outbox.payload(op_id)["name"] == contract.name


def test_a_rolled_back_transaction_leaves_nothing_queued(library: Library) -> None:
    contract = save_contract(library)
    with pytest.raises(ValueError, match="is not a valid"), library.db.transaction():
        _queue_one_and_a_wrong_one(library, contract)
    assert library.outbox.open() == []


def test_a_step_that_is_not_allowed_is_refused(library: Library) -> None:
    op = queue(library, save_contract(library))
    with pytest.raises(ValueError, match="queued may not become delivered"):
        library.outbox.move(op, S.DELIVERED)
    assert library.outbox.states([op.id]) == {op.id: S.QUEUED}


def test_a_step_keeps_the_upload_and_drops_the_reason(library: Library) -> None:
    op = queue(library, save_contract(library))
    op = library.outbox.move(op, S.READY)
    op = library.outbox.move(op, S.CREATING)
    op = library.outbox.move(op, S.UPLOADING, upload_url="/uploads/1", upload_offset=7)
    op = library.outbox.move(op, S.RETRY_WAIT, code="busy", pause_s=2.0, failures=1)
    assert library.outbox.get(op.id) == op
    op = library.outbox.move(op, S.READY)
    assert (op.upload_url, op.upload_offset, op.failures) == ("/uploads/1", 7, 1)
    assert (op.code, op.pause_s) == ("", 0.0)


def test_a_cancelled_operation_takes_no_further_step(library: Library) -> None:
    op = queue(library, save_contract(library))
    library.outbox.cancel([op.id])
    with pytest.raises(Cancelled):
        library.outbox.move(op, S.READY)


def test_a_paused_operation_is_left_in_silence(library: Library) -> None:
    working = library.outbox.move(queue(library, save_contract(library)), S.READY)
    paused = library.outbox.move(working, S.PAUSED)
    with pytest.raises(Cancelled):
        library.outbox.move(working, S.CREATING)
    assert library.outbox.move(paused, S.READY).state is S.READY


def test_what_is_confirmed_is_not_cancelled(library: Library) -> None:
    op = queue(library, save_contract(library))
    for state in (S.READY, S.CREATING, S.DELIVERED):
        op = library.outbox.move(op, state)
    library.outbox.cancel([op.id])
    assert library.outbox.states([op.id]) == {op.id: S.DELIVERED}


def test_open_operations_know_what_kind_of_file_they_carry(library: Library) -> None:
    hand_in(library, save_contract(library), b"photo")
    assert [op.media_kind for op in library.outbox.open()] == ["", "", "photo"]


def test_what_is_left_to_send_is_counted(library: Library) -> None:
    (op,) = hand_in(library, save_contract(library), b"0123456789")
    assert library.outbox.bytes_left() == 10
    op = library.outbox.move(library.outbox.move(op, S.READY), S.CREATING)
    library.outbox.move(op, S.UPLOADING, upload_offset=4)
    assert library.outbox.bytes_left() == 6
    assert library.outbox.counts() == {S.QUEUED: 2, S.UPLOADING: 1}


def test_an_unknown_operation_has_nothing_to_send(library: Library) -> None:
    assert library.outbox.get("none") is None
    assert library.outbox.payload("none") == {}
    assert library.outbox.states(["none"]) == {}


def _queue_one_and_a_wrong_one(library: Library, contract: Contract) -> None:
    queue(library, contract)
    queue(library, contract, kind="unknown")
