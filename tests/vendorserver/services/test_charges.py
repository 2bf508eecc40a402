"""담당: taken, handed over when an officer moves, stood in for; never to another institution."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import Role
from vendorcore.errors import InvalidEntry, Refused

from tests.vendorserver.builders import (
    NOW,
    a_computer,
    a_stored_contract,
    a_submission,
    a_viewer,
    an_account,
    an_institution,
)
from vendorserver.models import AuditEntry, Charge, Contract
from vendorserver.services import charges
from vendorserver.services.access import Viewer, viewer_of

if TYPE_CHECKING:
    from vendorserver.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
TODAY = date(2026, 11, 20)


@pytest.fixture
def office() -> tuple[Account, Account, list[str]]:
    institution, computer = an_institution(), a_computer()
    made = [a_stored_contract(computer.viewer, institution) for _one in range(3)]
    for contract in made:
        a_submission(computer.viewer, contract)
    ids = [contract.id for contract in made]
    return an_account(Role.MANAGER, institution), an_account(Role.INSPECTOR, institution), ids


def mine(viewer: Viewer, today: date = TODAY) -> set[str]:
    rows = Contract.objects.filter(charges.in_charge(viewer, today))
    return set(rows.values_list("id", flat=True))


def test_all_running_contracts_move_with_a_reason(
    office: tuple[Account, Account, list[str]],
) -> None:
    manager, inspector, ids = office
    for one in ids:
        charges.take(viewer_of(inspector), one, NOW)
    Contract.objects.filter(id=ids[2]).update(state="closed")
    boss = viewer_of(manager)
    assert charges.hand_over(boss, inspector.id, manager.id, "인사이동", NOW) == 2
    assert mine(boss) == set(ids[:2])
    assert mine(viewer_of(inspector)) == {ids[2]}
    entry = AuditEntry.objects.get(action="contracts.handed-over")
    assert set(entry.details["contracts"]) == set(ids[:2])


def test_who_left_is_closed_after_the_contracts_are_in_other_hands(
    office: tuple[Account, Account, list[str]],
) -> None:
    manager, inspector, ids = office
    boss = viewer_of(manager)
    charges.take(viewer_of(inspector), ids[0], NOW)
    with pytest.raises(Refused, match="contracts-in-hand"):
        charges.leave(boss, inspector.id, NOW)
    charges.hand_over(boss, inspector.id, manager.id, "퇴직", NOW)
    charges.leave(boss, inspector.id, NOW)
    inspector.refresh_from_db()
    assert not inspector.is_active
    with pytest.raises(InvalidEntry):
        charges.hand_over(boss, manager.id, inspector.id, "되돌림", NOW)
    with pytest.raises(Refused, match="needs-second-person"):
        charges.leave(boss, manager.id, NOW)


def test_a_substitute_stands_in_up_to_a_day(office: tuple[Account, Account, list[str]]) -> None:
    manager, inspector, ids = office
    charges.take(viewer_of(manager), ids[0], NOW)
    assert charges.stand_in(viewer_of(manager), inspector.id, date(2026, 11, 25), NOW) == 1
    deputy = viewer_of(inspector)
    assert mine(deputy, date(2026, 11, 25)) == {ids[0]}
    assert mine(deputy, date(2026, 11, 26)) == set()
    with pytest.raises(InvalidEntry):
        charges.stand_in(viewer_of(manager), inspector.id, date(2026, 11, 19), NOW)
    with pytest.raises(InvalidEntry):
        charges.stand_in(viewer_of(manager), manager.id, date(2026, 11, 25), NOW)


def test_the_vendor_may_know_who_looks_after_its_contract(
    office: tuple[Account, Account, list[str]],
) -> None:
    manager, _inspector, ids = office
    charges.take(viewer_of(manager), ids[0], NOW)
    vendor = viewer_of(an_account(Role.OFFICE, Contract.objects.all()[0].vendor))
    assert [one.account_id for one in charges.of(vendor, ids[0])] == [manager.id]
    assert charges.of(a_viewer(Role.MANAGER), ids[0]) == []


def test_nothing_goes_to_another_institution(office: tuple[Account, Account, list[str]]) -> None:
    manager, inspector, ids = office
    stranger = an_account(Role.MANAGER)
    with pytest.raises(Refused, match="not-found"):
        charges.take(viewer_of(stranger), ids[0], NOW)
    for giver, taker in ((manager.id, stranger.id), (stranger.id, manager.id)):
        with pytest.raises(Refused, match="not-found"):
            charges.hand_over(viewer_of(manager), giver, taker, "x", NOW)
    with pytest.raises(Refused, match="forbidden"):
        charges.hand_over(viewer_of(inspector), inspector.id, manager.id, "x", NOW)
    with pytest.raises(InvalidEntry):
        charges.hand_over(viewer_of(manager), inspector.id, manager.id, " ", NOW)
    assert list(charges.officers(viewer_of(manager))) == [manager, inspector]
    assert Charge.objects.count() == 0
