"""What becomes of each file, whatever is wrong with one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import new_id

from tests.journeys.desktop import Desktop
from tests.journeys.sending.builders import PLAIN, our, some_bytes
from tests.vendorclient.sync.builders import queue, save_contract
from tests.vendorclient.sync.site import Reply, Request, problem
from vendorclient.app.settling import hold, try_again
from vendorclient.storage.operations import OperationKind, OperationState
from vendorclient.sync.crew import HANDS
from vendorclient.sync.desk import Moved
from vendorclient.sync.row_states import EngineState

if TYPE_CHECKING:
    from tests.journeys.between import Line
    from tests.journeys.world import World

pytestmark = pytest.mark.journey
S = OperationState


def test_every_file_gets_its_receipt_and_its_findings(desktop: Desktop) -> None:
    operations = desktop.hand_in(some_bytes(), some_bytes(), some_bytes(0))
    assert desktop.send().to_json() == {
        "state": "idle",
        "waiting": 0,
        "sending": 0,
        "delivered": 5,
        "needs_person": 0,
        "bytes_left": 0,
    }
    assert {receipt.op_id for receipt in desktop.receipts()} == {op.id for op in operations}
    for op in operations:
        assert desktop.library.attachments.get(op.id).server_verdict
    assert desktop.library.contracts.get(operations[0].contract_id).state == "registered"


def test_what_the_server_has_already_is_not_sent_again(desktop: Desktop, line: Line) -> None:
    content = some_bytes()
    desktop.hand_in(content)
    desktop.send()
    pieces = len(line.seen("PATCH"))
    (again,) = desktop.hand_in(content)
    desktop.send()
    assert desktop.state(again) is S.DELIVERED
    assert len(line.seen("PATCH")) == pieces


def test_a_held_file_waits_for_its_person_and_the_rest_goes(desktop: Desktop) -> None:
    held, *rest = desktop.hand_in(some_bytes(1), some_bytes(2), some_bytes(3))
    assert hold(desktop.library.db, [held.id]) == 1
    after = desktop.send()
    assert (desktop.state(held), after.waiting) == (S.PAUSED, 1)
    assert [desktop.state(op) for op in rest] == [S.DELIVERED, S.DELIVERED]
    assert hold(desktop.library.db, [op.id for op in rest]) == 0  # what is confirmed stays so

    assert try_again(desktop.library.db, [held.id]) == 1
    desktop.send()
    assert desktop.state(held) == S.DELIVERED


def test_one_refused_file_never_stops_the_rest(desktop: Desktop, line: Line) -> None:
    bad, *good = desktop.hand_in(some_bytes(1), some_bytes(2), some_bytes(3))
    refusal = problem(422, "invalid-entry", field="name")
    line.always(our(desktop, refusal), f"/api/v1/attachments/{bad.id}")
    after = desktop.send()
    assert (desktop.state(bad), desktop.now(bad).code) == (S.REJECTED, "invalid-entry")
    assert [desktop.state(op) for op in good] == [S.DELIVERED, S.DELIVERED]
    assert (after.state, after.needs_person) == (EngineState.NEEDS_PERSON, 1)

    line.rules.clear()
    assert try_again(desktop.library.db, [bad.id, *(op.id for op in good)]) == 1
    desktop.send()
    assert desktop.state(bad) is S.DELIVERED


def test_an_original_that_was_changed_is_not_evidence(desktop: Desktop) -> None:
    content = some_bytes()
    changed, gone, good = desktop.hand_in(content, some_bytes(), some_bytes())
    path = desktop.library.originals.path(str(desktop.library.outbox.payload(changed.id)["sha256"]))
    path.write_bytes(content[:-1] + b"!")
    desktop.library.originals.path(str(desktop.library.outbox.payload(gone.id)["sha256"])).unlink()
    desktop.send()
    assert (desktop.state(changed), desktop.now(changed).code) == (S.REJECTED, "file-changed")
    assert (desktop.state(gone), desktop.now(gone).code) == (S.SOURCE_MISSING, "source-missing")
    assert desktop.state(good) is S.DELIVERED


def test_a_damaged_original_is_sent_once_it_is_right_again(desktop: Desktop) -> None:
    content = some_bytes()
    (op,) = desktop.hand_in(content)
    path = desktop.library.originals.path(op.sha256)
    path.write_bytes(content[:-1] + b"!")
    desktop.send()
    refused = desktop.now(op).code
    assert desktop.library.db.row("SELECT 1 FROM sighting WHERE sha256 = ?", op.sha256) is None
    desktop.send()
    still_refused = desktop.now(op).code
    desktop.library.originals.receive([content])
    desktop.send()
    assert (refused, still_refused) == ("file-changed", "file-changed")
    assert desktop.state(op) is S.DELIVERED


def test_a_damaged_original_that_cannot_even_be_read_never_stops_the_rest(
    desktop: Desktop,
) -> None:
    folder_bytes = desktop.folder.originals_dir.stat().st_size
    (damaged,) = desktop.hand_in(some_bytes(folder_bytes))
    path = desktop.library.originals.path(damaged.sha256)
    path.write_bytes(some_bytes(folder_bytes))
    desktop.send()
    assert desktop.now(damaged).code == "file-changed"
    path.unlink()
    path.mkdir()  # as a bad sector: it is there, and reading it fails
    (other,) = desktop.hand_in(some_bytes())

    desktop.send()

    assert (desktop.state(damaged), desktop.state(other)) == (S.REJECTED, S.DELIVERED)


def test_what_never_arrived_is_taken_back_all_the_same(desktop: Desktop) -> None:
    content = some_bytes()
    (op,) = desktop.hand_in(content)
    desktop.library.originals.path(op.sha256).write_bytes(content[:-1] + b"!")
    gone = queue(
        desktop.library,
        desktop.library.contracts.get(op.contract_id),
        kind=OperationKind.WITHDRAW,
        entity_id=new_id(),
        depends_on=op.id,
        payload={"attachment": op.id, "reason": "잘못 넣었습니다"},
    )
    after = desktop.send()
    assert (desktop.state(op), desktop.state(gone)) == (S.CANCELLED, S.DELIVERED)
    assert (after.state, after.needs_person, after.waiting) == (EngineState.IDLE, 0, 0)


def test_a_full_server_lets_originals_wait_but_not_forms(desktop: Desktop, line: Line) -> None:
    waiting = desktop.hand_in(*(some_bytes() for _ in range(HANDS + 2)))
    line.always(our(desktop, problem(507, "server-full")), "/uploads/")
    assert desktop.send().delivered == 2
    assert {desktop.state(op) for op in waiting} == {S.BLOCKED}
    tried = len(line.seen("POST", "/uploads/"))
    assert tried <= HANDS
    desktop.send()  # whoever asks by hand does not wait for the next try
    assert len(line.seen("POST", "/uploads/")) > tried
    line.rules.clear()
    assert desktop.send().delivered == 2 + len(waiting)


def test_an_upload_that_the_server_dropped_begins_anew(desktop: Desktop, line: Line) -> None:
    gone = our(desktop, problem(410, "upload-gone"))
    (op,) = desktop.hand_in(some_bytes())
    line.once("PATCH", "/uploads/", lambda _: gone)
    desktop.send()
    assert (desktop.state(op), desktop.now(op).recreated) == (S.DELIVERED, 1)


def test_what_the_server_lost_before_the_receipt_is_sent_once_more(
    desktop: Desktop, line: Line, shared: World
) -> None:
    (op,) = desktop.hand_in(some_bytes())
    original = shared.server_db.parent / "blobs" / op.sha256[:2] / op.sha256

    def lose(request: Request) -> Reply:
        original.unlink()
        return line.forward(request)

    line.once("PUT", f"/api/v1/attachments/{op.id}", lose)
    desktop.send()
    assert (desktop.state(op), desktop.now(op).recreated) == (S.DELIVERED, 1)
    assert original.stat().st_size == op.size_bytes


def test_a_file_that_never_arrives_right_is_given_up(desktop: Desktop, line: Line) -> None:
    (op,) = desktop.hand_in(some_bytes())
    wrong = our(desktop, problem(460, "hash-mismatch"))
    line.rules.append(lambda request: wrong if request.method == "PATCH" else None)
    desktop.send()
    assert (desktop.state(op), desktop.now(op).code) == (S.REJECTED, "hash-mismatch")
    assert desktop.now(op).recreated == 3


def test_a_file_that_never_moves_on_waits_and_the_rest_goes(desktop: Desktop, line: Line) -> None:
    stuck, good = desktop.hand_in(some_bytes(PLAIN), some_bytes(PLAIN + 1))
    refusal = our(desktop, problem(409, "wrong-offset"))

    def refuse(request: Request) -> Reply | None:
        return refusal if request.method == "PATCH" and len(request.body) == PLAIN else None

    line.rules.append(refuse)
    desktop.send()
    assert desktop.state(good) is S.DELIVERED
    assert desktop.state(stuck) is S.RETRY_WAIT
    assert desktop.now(stuck).failures > 1


def test_a_broken_row_never_stops_the_rest(desktop: Desktop) -> None:
    contract = save_contract(desktop.library)
    broken = queue(
        desktop.library, contract, kind=OperationKind.WITHDRAW, entity_id="none", payload={}
    )
    (good,) = desktop.hand_in(some_bytes(), contract=contract)
    desktop.send()
    assert (desktop.state(broken), desktop.now(broken).code) == (S.REJECTED, "unknown")
    assert desktop.state(good) is S.DELIVERED


def test_a_cancelled_file_is_left_in_silence(desktop: Desktop, line: Line) -> None:
    first, second = desktop.hand_in(some_bytes(PLAIN), some_bytes(PLAIN + 1))

    def cancel(request: Request) -> Reply:
        other = Desktop(desktop.folder.root)
        other.library.outbox.cancel([first.id])
        other.library.close()
        return line.forward(request)

    line.once("PATCH", "/uploads/", cancel)
    assert desktop.send().state is EngineState.IDLE
    assert (desktop.state(first), desktop.now(first).code) == (S.CANCELLED, "")
    assert desktop.state(second) is S.DELIVERED


def test_a_withdrawal_is_sent(desktop: Desktop) -> None:
    (op,) = desktop.hand_in(some_bytes())
    desktop.send()
    contract = desktop.library.contracts.get(op.contract_id)
    gone = queue(
        desktop.library,
        contract,
        kind=OperationKind.WITHDRAW,
        entity_id=new_id(),
        payload={"attachment": op.id, "reason": "잘못 넣었습니다"},
    )
    desktop.send()
    assert desktop.state(gone) is S.DELIVERED
    assert desktop.library.attachments.get(op.id).withdrawn_at


def test_every_step_is_told_once(desktop: Desktop) -> None:
    (op,) = desktop.hand_in(some_bytes())
    desktop.send()
    steps = [news.state for news in desktop.news if isinstance(news, Moved) and news.op == op.id]
    assert steps == [S.CREATING, S.UPLOADING, S.VERIFYING, S.ATTACHING, S.DELIVERED]
