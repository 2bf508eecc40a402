"""납품, 검수, 종결: in order, by the right side, told to the other."""

from __future__ import annotations

from datetime import date

import pytest

from vendorcore.domain import ContractState, Role
from vendorcore.errors import Conflict, InvalidEntry, Refused

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_stored_contract,
    a_submission,
    a_viewer,
    an_account,
    an_institution,
)
from vendorserver.models import Change, Contract, InspectionResult, MilestoneKind, Notice
from vendorserver.services import milestones
from vendorserver.services.access import Viewer, viewer_of
from vendorserver.services.milestones import Step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
DAY = date(2026, 11, 20)


@pytest.fixture
def parties() -> tuple[Viewer, Viewer, str]:
    institution, computer = an_institution(), a_computer()
    contract = a_stored_contract(computer.viewer, institution)
    a_submission(computer.viewer, contract)
    return computer.viewer, viewer_of(an_account(Role.MANAGER, institution)), contract.id


def a_step(kind: MilestoneKind, **changes: object) -> Step:
    fields: dict[str, object] = {"kind": kind, "on": DAY, "confirmed": True}
    if kind is MilestoneKind.INSPECTED:
        fields["result"] = InspectionResult.PASSED
    return Step(**(fields | changes))


def state() -> str:
    return Contract.objects.get().state


def test_the_whole_way_from_delivery_to_the_end(parties: tuple[Viewer, Viewer, str]) -> None:
    vendor, officer, contract = parties
    for who, kind in (
        (vendor, MilestoneKind.DELIVERED),
        (officer, MilestoneKind.INSPECTED),
        (officer, MilestoneKind.CLOSED),
    ):
        milestones.take(who, contract, a_step(kind), NOW)
        assert state() == kind.value
    assert [one.kind for one in milestones.of(vendor, contract)] == [
        "delivered",
        "inspected",
        "closed",
    ]
    newest = Change.objects.order_by("number").last()
    assert newest is not None
    assert newest.data["state"] == "closed"
    assert Notice.objects.filter(kind="step", account_id=officer.account_id).count() == 1
    assert Notice.objects.filter(kind="step", account_id=vendor.account_id).count() == 2


def test_a_failed_inspection_sends_back_with_a_reason(parties: tuple[Viewer, Viewer, str]) -> None:
    vendor, officer, contract = parties
    milestones.take(vendor, contract, a_step(MilestoneKind.DELIVERED), NOW)
    failed = a_step(MilestoneKind.INSPECTED, result=InspectionResult.FAILED, note="도장 불량 2개")
    milestones.take(officer, contract, failed, NOW)
    assert state() == ContractState.PRODUCING
    milestones.take(vendor, contract, a_step(MilestoneKind.DELIVERED), NOW)
    assert state() == ContractState.DELIVERED


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        (MilestoneKind.INSPECTED, {"result": InspectionResult.FAILED}),
        (MilestoneKind.INSPECTED, {"result": InspectionResult.CONDITIONAL, "note": " "}),
        (MilestoneKind.INSPECTED, {"result": InspectionResult.NONE}),
        (MilestoneKind.DELIVERED, {"result": InspectionResult.PASSED}),
        (MilestoneKind.CANCELLED, {}),
        (MilestoneKind.DELIVERED, {"note": "가" * 2001}),
        (MilestoneKind.DELIVERED, {"quantity": "1" * 101}),
    ],
)
def test_a_step_that_says_too_little_cannot_exist(
    kind: MilestoneKind, changes: dict[str, object]
) -> None:
    with pytest.raises(InvalidEntry):
        a_step(kind, **changes)


@pytest.mark.parametrize("text", ["-5", "0", "0.0개", "EA", "1,20 EA", "5-3", "+5", ".5"])
def test_a_quantity_is_a_positive_number(text: str) -> None:
    with pytest.raises(InvalidEntry) as found:
        a_step(MilestoneKind.DELIVERED, quantity=text)
    assert found.value.details == {"field": "quantity", "reason": "not-a-quantity"}


@pytest.mark.parametrize(
    "text", ["", " ", "1,200 EA", "10개", "0.5 m3", "１２조", "1200", "3세트 (의자 2)"]
)
def test_a_quantity_is_taken_as_people_type_it(text: str) -> None:
    assert a_step(MilestoneKind.DELIVERED, quantity=text).quantity == text


def test_open_work_wants_to_be_known_before_the_end(parties: tuple[Viewer, Viewer, str]) -> None:
    vendor, officer, contract = parties
    milestones.take(vendor, contract, a_step(MilestoneKind.DELIVERED), NOW)
    for kind, code in (
        (MilestoneKind.INSPECTED, "work-unfinished"),
        (MilestoneKind.CLOSED, "end-unconfirmed"),
    ):
        with pytest.raises(Conflict, match=code):
            milestones.take(officer, contract, a_step(kind, confirmed=False), NOW)
        assert state() != kind.value
        milestones.take(officer, contract, a_step(kind), NOW)
    assert state() == ContractState.CLOSED


def test_cancelling_has_to_be_meant(parties: tuple[Viewer, Viewer, str]) -> None:
    _vendor, officer, contract = parties
    step = {"note": "예산 없음", "confirmed": False}
    with pytest.raises(Conflict) as found:
        milestones.take(officer, contract, a_step(MilestoneKind.CANCELLED, **step), NOW)
    assert found.value.details == {"requests": 0, "undecided": 0, "failed": 0}
    assert state() != ContractState.CANCELLED


@pytest.mark.parametrize("day", [date(2026, 10, 11), date(2026, 11, 21)])
def test_no_delivery_before_the_contract_or_tomorrow(
    parties: tuple[Viewer, Viewer, str], day: date
) -> None:
    with pytest.raises(InvalidEntry):
        milestones.take(parties[0], parties[2], a_step(MilestoneKind.DELIVERED, on=day), NOW)


def test_steps_have_their_order(parties: tuple[Viewer, Viewer, str]) -> None:
    _vendor, officer, contract = parties
    for kind in (MilestoneKind.INSPECTED, MilestoneKind.CLOSED):
        with pytest.raises(Conflict, match="step-out-of-order"):
            milestones.take(officer, contract, a_step(kind), NOW)


def test_each_side_takes_its_own_steps(parties: tuple[Viewer, Viewer, str]) -> None:
    vendor, officer, contract = parties
    with pytest.raises(Refused, match="forbidden"):
        milestones.take(officer, contract, a_step(MilestoneKind.DELIVERED), NOW)
    milestones.take(vendor, contract, a_step(MilestoneKind.DELIVERED), NOW)
    with pytest.raises(Refused, match="forbidden"):
        milestones.take(vendor, contract, a_step(MilestoneKind.INSPECTED), NOW)
    with pytest.raises(Refused, match="not-found"):
        milestones.take(a_viewer(Role.MANAGER), contract, a_step(MilestoneKind.INSPECTED), NOW)
    assert milestones.of(a_viewer(Role.MANAGER), contract) == []


def test_what_can_be_done_now_is_offered(parties: tuple[Viewer, Viewer, str]) -> None:
    vendor, officer, contract = parties
    row = Contract.objects.get()
    assert milestones.possible(vendor, row) == [MilestoneKind.DELIVERED]
    assert milestones.possible(officer, row) == [MilestoneKind.CANCELLED]
    why = a_step(MilestoneKind.CANCELLED, note="사업 취소")
    milestones.take(officer, contract, why, NOW)
    assert milestones.possible(vendor, Contract.objects.get()) == []
