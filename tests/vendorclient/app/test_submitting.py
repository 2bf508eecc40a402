"""Submitting: domain rows and outbox rows in one step, in the right order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from vendorcore.domain import ContractState, Stage
from vendorcore.errors import NeedsPerson
from vendorcore.text import problem_sentence

from tests.vendorclient.app.desk import Desk
from tests.vendorclient.builders import NOON, Library, at_noon
from vendorclient.app.contracts import save_contract
from vendorclient.app.sorting import sort
from vendorclient.app.tagging import Said
from vendorclient.storage.attachments import Attachments
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.operations import OperationKind, OperationState
from vendorclient.storage.outbox import Outbox

if TYPE_CHECKING:
    from pathlib import Path


OLD = datetime(2025, 1, 1, 12, 0)  # noqa: DTZ001 - a camera's clock has no zone


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Desk:
    return Desk(library, tmp_path / "card")


def test_a_submission_queues_contract_submission_files_in_this_order(desk: Desk) -> None:
    tagged = desk.tag(desk.photo(b"one"), desk.photo(b"two"))

    done = desk.submit()

    put, handed, *files = desk.queue()
    assert put[0] == OperationKind.PUT_CONTRACT
    assert handed == (OperationKind.SUBMIT, done.submission_id, put[1])
    # Tagged within one thousandth of a second they have no order among themselves.
    assert sorted(files) == sorted(
        (OperationKind.ATTACH, one.attachment_id, done.submission_id) for one in tagged
    )
    assert done.queued == 4


def test_an_attachment_tells_where_its_file_came_from(desk: Desk) -> None:
    sha256 = desk.photo()
    (tagged,) = desk.tag(sha256, said=Said(note="설명", label=Stage.BEFORE))
    desk.submit()

    form: Any = Outbox(desk.db).payload(tagged.attachment_id)

    assert (form["sha256"], form["size_bytes"]) == (sha256, 7)
    assert (form["note"], form["label"], form["reason"]) == ("설명", "before", "")
    assert form["source"]["path"] == "a.jpg"
    assert form["findings"][0]["code"] == "T_INSIDE"


def test_nothing_tagged_is_nothing_to_submit(desk: Desk) -> None:
    with pytest.raises(NeedsPerson, match="nothing-to-submit"):
        desk.submit()


def test_what_was_handed_in_is_not_handed_in_again(desk: Desk) -> None:
    desk.tag(desk.photo())
    desk.submit()

    with pytest.raises(NeedsPerson, match="nothing-to-submit"):
        desk.submit()


def test_a_failing_photo_needs_a_written_reason(desk: Desk) -> None:
    sha256 = desk.photo(captured=OLD)
    desk.tag(sha256)

    with pytest.raises(NeedsPerson, match="evidence-fails") as refused:
        desk.submit()
    desk.tag(sha256, said=Said(reason="카메라 시계가 늦었습니다"))

    assert refused.value.details["files"] == [sha256]
    assert len(desk.submit().attachment_ids) == 1


def test_a_refused_submission_leaves_the_outbox_empty(desk: Desk) -> None:
    desk.tag(desk.photo(), desk.photo(b"old", captured=OLD))

    with pytest.raises(NeedsPerson):
        desk.submit()

    assert desk.queue() == []
    assert all(one.is_open for one in Attachments(desk.db).all())


def test_a_form_that_the_server_has_is_not_sent_again(desk: Desk) -> None:
    confirmed = desk.contract.in_state(ContractState.REGISTERED, 3)
    Contracts(desk.db).confirm(confirmed, account_id=desk.library.account_id, at=NOON)
    desk.tag(desk.photo())

    desk.submit()

    assert [kind for kind, _, _ in desk.queue()] == ["submit", "attach"]
    assert desk.queue()[0][2] == ""


def test_a_form_that_waits_already_is_waited_for(desk: Desk) -> None:
    desk.tag(desk.photo(b"one"))
    desk.submit()
    desk.tag(desk.photo(b"two"))
    desk.submit()

    puts = [op for op in desk.queue() if op[0] == "put_contract"]
    submits = [op for op in desk.queue() if op[0] == "submit"]
    assert len(puts) == 1
    assert {depends_on for _, _, depends_on in submits} == {puts[0][1]}


def test_a_corrected_form_takes_the_place_of_the_refused_one(desk: Desk) -> None:
    desk.tag(desk.photo())
    desk.submit()
    outbox = Outbox(desk.db)
    form, handed, _file = outbox.open()
    outbox.move(outbox.move(form, OperationState.READY), OperationState.REJECTED, code="refused")
    corrected = replace(desk.contract, name="고친 이름")
    save_contract(
        desk.db,
        corrected,
        account_id=desk.library.account_id,
        now=lambda: NOON,
        becomes=ContractState.REGISTERED,
    )

    assert [op.id for op in outbox.open()] == [form.id, handed.id, _file.id]
    now = outbox.get(form.id)
    assert now is not None
    assert (now.state, outbox.payload(form.id)["name"]) == (OperationState.READY, "고친 이름")


def test_a_draft_that_cannot_be_registered_is_not_handed_in(desk: Desk) -> None:
    draft = replace(desk.contract, parties=())
    save_contract(desk.db, draft, account_id=desk.library.account_id, now=at_noon)
    desk.tag(desk.photo())

    with pytest.raises(NeedsPerson, match="contract-incomplete") as caught:
        desk.submit()

    said = problem_sentence(caught.value.code, caught.value.details)
    assert "수요기관" in said.happened
    assert desk.queue() == []

    save_contract(desk.db, desk.contract, account_id=desk.library.account_id, now=at_noon)
    assert desk.submit().queued == 3


def test_a_photo_whose_process_was_taken_out_elsewhere_waits_for_another_process(
    desk: Desk,
) -> None:
    sha256 = desk.photo()
    (tagged,) = desk.tag(sha256)
    account, db = desk.library.account_id, desk.db
    left = tuple(one for one in desk.contract.processes if one.id != tagged.process_id)
    theirs = replace(desk.contract, processes=left, version=2)
    Contracts(db).confirm(theirs, account_id=account, at=NOON)

    with pytest.raises(NeedsPerson, match="process-gone") as refused:
        desk.submit()
    assert refused.value.details["names"] == "a.jpg"
    save_contract(db, replace(theirs, name="새 이름"), account_id=account, now=at_noon)

    sort(db, {sha256: left[0].id}, contract_id=theirs.id, account_id=account, now=at_noon)
    assert len(desk.submit().attachment_ids) == 1
