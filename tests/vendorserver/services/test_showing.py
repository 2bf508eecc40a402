"""What the parties see of evidence, how it is taken back and what institutions say to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from vendorcore.domain import ReviewState, Role, new_id
from vendorcore.errors import Conflict, InvalidEntry, Refused

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_stored_contract,
    a_viewer,
    an_attachment,
    an_institution,
    later,
)
from vendorserver import models
from vendorserver.services import (
    evidence,
    reviewing,
    withdrawing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


def test_an_attachment_is_shown_as_the_agreement_says() -> None:
    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    op_id, _ = an_attachment(computer, contract)
    shown = evidence.one(computer.viewer, op_id)
    expected = {
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
        "withdrawn": None,
    }
    assert {name: shown[name] for name in expected} == expected
    assert review_of(shown) == ("waiting", "")


def review_of(shown: Any) -> tuple[str, str]:
    return shown["review"]["state"], shown["review"]["reason"]


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
    assert review_of(evidence.one(officer, op_id)) == ("accepted", "")
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
