"""만족도: each party is asked once after completion; only figures come out of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from vendorcore.domain import Role
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
from tests.vendorserver.services.test_milestones import a_step
from vendorserver.models import AuditEntry, Contract, Institution, MilestoneKind, Satisfaction
from vendorserver.services import milestones, satisfaction
from vendorserver.services.access import Viewer, viewer_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture
def parties() -> tuple[Viewer, Viewer, str]:
    institution, computer = an_institution(), a_computer()
    contract = a_stored_contract(computer.viewer, institution)
    a_submission(computer.viewer, contract)
    return computer.viewer, viewer_of(an_account(Role.MANAGER, institution)), contract.id


def close(parties: tuple[Viewer, Viewer, str]) -> Contract:
    vendor, officer, contract = parties
    milestones.take(vendor, contract, a_step(MilestoneKind.DELIVERED), NOW)
    milestones.take(officer, contract, a_step(MilestoneKind.INSPECTED), NOW)
    milestones.take(officer, contract, a_step(MilestoneKind.CLOSED), NOW)
    return Contract.objects.get(id=contract)


def test_both_parties_are_asked_once_after_completion(
    parties: tuple[Viewer, Viewer, str],
) -> None:
    vendor, officer, contract = parties
    with pytest.raises(Conflict):
        satisfaction.answer(vendor, contract, 5, NOW)
    row = close(parties)
    assert satisfaction.asks(vendor, row)
    assert satisfaction.asks(officer, row)
    satisfaction.answer(vendor, contract, 5, NOW)
    satisfaction.answer(officer, contract, satisfaction.NO_ANSWER, NOW)
    assert not satisfaction.asks(vendor, row)
    assert not satisfaction.asks(officer, row)
    with pytest.raises(Conflict, match="answered-already"):
        satisfaction.answer(vendor, contract, 1, NOW)
    assert list(Satisfaction.objects.values_list("score", flat=True).order_by("score")) == [0, 5]
    # Who has answered is on record, what they said is not.
    entry = AuditEntry.objects.filter(action="satisfaction.answered").first()
    assert entry is not None
    assert "score" not in entry.details


def test_only_the_parties_answer_and_only_with_a_score(
    parties: tuple[Viewer, Viewer, str],
) -> None:
    vendor, officer, contract = parties
    close(parties)
    with pytest.raises(Refused, match="not-found"):
        satisfaction.answer(a_computer().viewer, contract, 5, NOW)
    reader = viewer_of(an_account(Role.READER, Institution.objects.get(id=officer.institution_id)))
    with pytest.raises(Refused, match="forbidden"):
        satisfaction.answer(reader, contract, 5, NOW)
    with pytest.raises(InvalidEntry):
        satisfaction.answer(vendor, contract, 6, NOW)


def test_operators_see_figures_and_never_a_few_alone(
    parties: tuple[Viewer, Viewer, str],
) -> None:
    row, operator = close(parties), a_viewer(Role.ADMIN)
    with pytest.raises(Refused, match="forbidden"):
        satisfaction.figures(parties[0])
    for number, score in enumerate((5, 4, 0)):
        said(row, "vendor", number, score)
    assert satisfaction.figures(operator) == []
    said(row, "vendor", 3, 1)
    said(row, "institution", 9, 1)
    (one,) = satisfaction.figures(operator)
    assert (one.side, one.answers, one.mean, one.content) == ("vendor", 3, 3.3, 67)
    assert one.quarter == "2026-4"


def said(row: Contract, side: str, number: int, score: int) -> None:
    Satisfaction.objects.create(
        contract=row,
        side=side,
        organisation_id=str(number),
        score=score,
        answered_on=(NOW + timedelta(days=number)).date(),
    )
