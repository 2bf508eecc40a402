"""Submissions, attachments and the receipts that are given for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from vendorcore.domain import ContractState, Role, new_id
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
    later,
)
from vendorserver import models
from vendorserver.services import (
    attaching,
    contracts,
    receipts,
    submissions,
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
