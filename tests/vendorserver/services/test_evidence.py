"""Submissions, attachments, receipts, withdrawals, reviews."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from vendorcore.domain import ContractState, ReviewState, Role, new_id
from vendorcore.errors import Conflict, InvalidEntry, Refused, Untrusted, VendorError
from vendorcore.protocol import GENESIS, Receipt, SigningKey

from tests.vendorserver.builders import (
    NOW,
    Computer,
    a_computer,
    a_manifest,
    a_stored_contract,
    a_submission,
    a_viewer,
    a_wish,
    an_account,
    an_attachment,
    an_institution,
    later,
)
from vendorserver import models
from vendorserver.services import (
    attaching,
    contracts,
    evidence,
    receipts,
    reviewing,
    submissions,
    withdrawing,
)
from vendorserver.services.signing import public_keys

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


def a_ready_wish(computer: Computer, **changes: Any) -> attaching.NewAttachment:
    contract = a_stored_contract(computer.viewer)
    op_id = new_id()
    submission = a_submission(computer.viewer, contract, op_id)
    return replace(a_wish(computer, contract, submission, op_id, b"a photo"), **changes)


def test_a_submission_registers_the_draft() -> None:
    viewer = a_viewer()
    contract = a_stored_contract(viewer)
    a_submission(viewer, contract)
    stored = contracts.one(viewer, contract.id)
    assert (stored.state, stored.version) == (ContractState.REGISTERED, 1)


def test_a_submission_is_complete_when_every_attachment_has_its_receipt() -> None:
    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    ids = new_id(), new_id()
    submission = a_submission(computer.viewer, contract, *ids)
    for done, op_id in enumerate(ids):
        assert submissions.one(computer.viewer, submission)["complete"] is False
        wish = a_wish(computer, contract, submission, op_id, b"%d" % done)
        attaching.attach(computer.viewer, wish, NOW)
    assert submissions.one(computer.viewer, submission)["complete"] is True


def test_a_repeated_submission_is_the_same_and_another_body_a_conflict() -> None:
    viewer = a_viewer()
    contract = a_stored_contract(viewer)
    wish = submissions.NewSubmission(
        id=new_id(), contract=contract.id, attachments=(new_id(),), submitted_at=NOW
    )
    assert submissions.put(viewer, wish, NOW)[1] is True
    assert submissions.put(viewer, wish, later(days=1))[1] is False
    with pytest.raises(Conflict):
        submissions.put(viewer, replace(wish, attachments=(new_id(),)), NOW)


@pytest.mark.parametrize("ids", [(), ("x",), ("same", "same")])
def test_a_submission_names_each_attachment_once(ids: tuple[str, ...]) -> None:
    same = new_id()
    named = tuple(same if name == "same" else name for name in ids)
    with pytest.raises(InvalidEntry):
        submissions.NewSubmission(
            id=new_id(), contract=new_id(), attachments=named, submitted_at=NOW
        )


def test_a_submission_to_a_strange_contract_is_not_found() -> None:
    contract = a_stored_contract(a_viewer())
    with pytest.raises(Refused, match="not-found"):
        a_submission(a_viewer(), contract)


def test_a_receipt_says_what_was_taken_into_custody() -> None:
    computer = a_computer()
    wish = a_ready_wish(computer)
    signed, new = attaching.attach(computer.viewer, wish, NOW)
    receipt = Receipt.check(signed, public_keys())
    assert new
    assert receipt == Receipt(
        receipt_no="2026-00000001",
        op_id=wish.id,
        sha256=wish.sha256,
        size_bytes=7,
        contract=wish.contract,
        process=wish.process,
        account=computer.viewer.account_id,
        received_at="2026-11-20T03:00:00.000000Z",
        server_id="memory",
        log_index=1,
        previous_hash=GENESIS,
    )


def test_receipts_form_one_chain_over_all_vendors() -> None:
    given = []
    for _ in range(3):
        computer = a_computer()
        given.append(an_attachment(computer, a_stored_contract(computer.viewer))[1])
    chain = [Receipt.check(signed, public_keys()) for signed in given]
    assert [receipt.log_index for receipt in chain] == [1, 2, 3]
    assert [chain[1].previous_hash, chain[2].previous_hash] == [chain[0].hash, chain[1].hash]
    assert receipts.first_broken() == 0


def test_a_repeated_attachment_gets_the_same_receipt() -> None:
    computer = a_computer()
    wish = a_ready_wish(computer)
    first, _ = attaching.attach(computer.viewer, wish, NOW)
    second, new = attaching.attach(computer.viewer, wish, later(hours=2))
    assert (second, new) == (first, False)
    assert models.Receipt.objects.count() == 1


def test_the_same_id_with_another_body_is_a_conflict() -> None:
    computer = a_computer()
    wish = a_ready_wish(computer)
    attaching.attach(computer.viewer, wish, NOW)
    with pytest.raises(Conflict):
        attaching.attach(computer.viewer, replace(wish, note="다른 설명"), NOW)


def test_a_refused_attachment_uses_up_no_number() -> None:
    computer = a_computer()
    wish = a_ready_wish(computer)
    with pytest.raises(VendorError):
        attaching.attach(computer.viewer, replace(wish, upload="0" * 32), NOW)
    signed, _ = attaching.attach(computer.viewer, wish, NOW)
    assert signed.payload["log_index"] == 1


@pytest.mark.parametrize(
    "changes",
    [{"sha256": "1" * 64}, {"size_bytes": 8}, {"name": "other.jpg"}, {"process": new_id()}],
)
def test_a_call_that_differs_from_its_manifest_is_refused(changes: dict[str, Any]) -> None:
    computer = a_computer()
    wish = a_ready_wish(computer, **changes)
    with pytest.raises(InvalidEntry):
        attaching.attach(computer.viewer, wish, NOW)


def test_a_manifest_of_a_strange_key_is_refused() -> None:
    computer = a_computer()
    stranger = a_manifest().signed(SigningKey.generate())
    with pytest.raises(Untrusted):
        attaching.attach(computer.viewer, a_ready_wish(computer, manifest=stranger), NOW)


def test_a_manifest_of_another_vendors_computer_is_refused() -> None:
    computer, other = a_computer(), a_computer()
    foreign = a_manifest().signed(other.key)
    with pytest.raises(Untrusted):
        attaching.attach(computer.viewer, a_ready_wish(computer, manifest=foreign), NOW)


def test_a_manifest_of_a_revoked_computer_is_refused() -> None:
    computer = a_computer()
    wish = a_ready_wish(computer)
    models.Device.objects.filter(id=computer.device.id).update(revoked_at=NOW)
    with pytest.raises(Untrusted):
        attaching.attach(computer.viewer, wish, NOW)


def test_an_attachment_that_its_submission_does_not_name_is_refused() -> None:
    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    submission = a_submission(computer.viewer, contract)
    wish = a_wish(computer, contract, submission, new_id(), b"a photo")
    with pytest.raises(InvalidEntry):
        attaching.attach(computer.viewer, wish, NOW)


def test_the_id_of_another_vendors_attachment_is_not_found() -> None:
    computer, other = a_computer(), a_computer()
    taken, _ = an_attachment(other, a_stored_contract(other.viewer))
    contract = a_stored_contract(computer.viewer)
    submission = a_submission(computer.viewer, contract, taken)
    wish = a_wish(computer, contract, submission, taken, b"a photo")
    with pytest.raises(Refused, match="not-found"):
        attaching.attach(computer.viewer, wish, NOW)


def test_a_viewer_hands_in_nothing() -> None:
    computer = a_computer(an_account(Role.VIEWER))
    with pytest.raises(Refused, match="forbidden"):
        attaching.attach(computer.viewer, a_wish_of_nobody(computer), NOW)


def a_wish_of_nobody(computer: Computer) -> attaching.NewAttachment:
    owner = a_computer(an_account(Role.OWNER, computer.vendor))
    return a_ready_wish(owner)


@pytest.mark.parametrize(
    ("column", "value"),
    [("text", "{}"), ("payload_hash", "1" * 64), ("previous_hash", "1" * 64)],
)
def test_an_edited_receipt_is_found(column: str, value: str) -> None:
    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    for content in (b"1", b"2", b"3"):
        an_attachment(computer, contract, content)
    models.Receipt.objects.filter(log_index=2).update(**{column: value})
    assert receipts.first_broken() == 2


def test_a_missing_receipt_is_found() -> None:
    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    for content in (b"1", b"2", b"3"):
        an_attachment(computer, contract, content)
    models.Receipt.objects.filter(log_index=2).delete()
    assert receipts.first_broken() == 2


def test_an_attachment_is_shown_as_the_agreement_says() -> None:
    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    op_id, _ = an_attachment(computer, contract)
    assert evidence.one(computer.viewer, op_id) == {
        "id": op_id,
        "contract": contract.id,
        "process": contract.processes[0].id,
        "sha256": models.Attachment.objects.get().sha256,
        "size_bytes": 7,
        "name": "IMG_0001.JPG",
        "note": "",
        "kind": "other",
        "captured_at": "",
        "findings": [],
        "verdict": "",
        "weighed": False,
        "review": {"state": "waiting", "reason": ""},
        "withdrawn": None,
    }


def test_an_original_is_read_in_part_and_the_reading_is_logged() -> None:
    computer = a_computer()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer))
    original = evidence.original(computer.viewer, op_id)
    assert b"".join(original.read(2, 5)) == b"pho"
    assert models.AuditEntry.objects.filter(action="media.original", subject=op_id).exists()


def a_withdrawal(op_id: str, **changes: str) -> withdrawing.NewWithdrawal:
    fields = {"id": new_id(), "attachment": op_id, "reason": "얼굴이 찍혔습니다"}
    return withdrawing.NewWithdrawal(**(fields | changes))


def test_a_withdrawn_photo_stays_as_a_row_that_says_who_and_why() -> None:
    computer, institution = a_computer(), an_institution()
    contract = a_stored_contract(computer.viewer, institution)
    op_id, receipt = an_attachment(computer, contract)
    withdrawing.withdraw(computer.viewer, a_withdrawal(op_id), NOW)
    officer = a_viewer(Role.MANAGER, institution)
    shown = evidence.one(officer, op_id)["withdrawn"]
    assert shown == {
        "by": "홍길동",
        "reason": "얼굴이 찍혔습니다",
        "at": "2026-11-20T03:00:00.000000Z",
    }
    assert evidence.receipt(officer, op_id) == receipt
    with pytest.raises(Refused, match="not-found"):
        evidence.original(officer, op_id)
    assert evidence.original(computer.viewer, op_id).size_bytes == 7


def test_a_withdrawal_can_be_repeated_but_not_replaced() -> None:
    computer = a_computer()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer))
    wish = a_withdrawal(op_id)
    assert withdrawing.withdraw(computer.viewer, wish, NOW)[1] is True
    assert withdrawing.withdraw(computer.viewer, wish, later(days=1))[1] is False
    with pytest.raises(Conflict):
        withdrawing.withdraw(computer.viewer, a_withdrawal(op_id), NOW)


def test_the_id_of_another_withdrawal_is_a_conflict() -> None:
    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    first, second = (an_attachment(computer, contract, c)[0] for c in (b"1", b"2"))
    wish = a_withdrawal(first)
    withdrawing.withdraw(computer.viewer, wish, NOW)
    with pytest.raises(Conflict):
        withdrawing.withdraw(computer.viewer, replace(wish, attachment=second), NOW)


@pytest.mark.parametrize("changes", [{"reason": " "}, {"id": "x"}])
def test_a_withdrawal_needs_an_id_and_a_reason(changes: dict[str, str]) -> None:
    with pytest.raises(InvalidEntry):
        a_withdrawal(new_id(), **changes)


def test_only_the_vendor_takes_back() -> None:
    computer, institution = a_computer(), an_institution()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer, institution))
    with pytest.raises(Refused, match="forbidden"):
        withdrawing.withdraw(a_viewer(Role.MANAGER, institution), a_withdrawal(op_id), NOW)
    with pytest.raises(Refused, match="not-found"):
        withdrawing.withdraw(a_viewer(), a_withdrawal(op_id), NOW)


def test_the_newest_review_counts_and_is_told() -> None:
    computer, institution = a_computer(), an_institution()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer, institution))
    officer = a_viewer(Role.INSPECTOR, institution)
    reviewing.review(officer, op_id, ReviewState.MORE_ASKED, "흐립니다", NOW)
    reviewing.review(officer, op_id, ReviewState.ACCEPTED, "", later(hours=1))
    assert evidence.one(officer, op_id)["review"] == {"state": "accepted", "reason": ""}
    told = models.Change.objects.filter(kind="review").values_list("data", flat=True)
    assert [news["state"] for news in told] == ["more-asked", "accepted"]


def test_only_reviewers_review() -> None:
    computer, institution = a_computer(), an_institution()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer, institution))
    for viewer in (computer.viewer, a_viewer(Role.READER, institution)):
        with pytest.raises(Refused, match="forbidden"):
            reviewing.review(viewer, op_id, ReviewState.ACCEPTED, "", NOW)


def test_asking_for_more_needs_a_reason() -> None:
    with pytest.raises(InvalidEntry):
        reviewing.review(a_viewer(Role.MANAGER), new_id(), ReviewState.MORE_ASKED, " ", NOW)


def test_another_institution_reviews_nothing() -> None:
    computer = a_computer()
    op_id, _ = an_attachment(computer, a_stored_contract(computer.viewer, an_institution()))
    with pytest.raises(Refused, match="not-found"):
        reviewing.review(a_viewer(Role.MANAGER), op_id, ReviewState.ACCEPTED, "", NOW)
