"""How far a contract has come: forward only, each side its own steps, each kept with its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from vendorcore.domain import (
    Contact,
    Contract,
    ContractState,
    Document,
    Institution,
    MaterialRow,
    Party,
    PartyRole,
    ProcessRecord,
    Role,
    Terms,
    Work,
    new_id,
)
from vendorcore.errors import Conflict, InvalidEntry, Refused
from vendorcore.protocol import contract_from_json

from tests.vendorserver.builders import NEW, NOW, a_contract, a_vendor, a_viewer, an_institution
from vendorserver.services import changes, contract_states, contracts, revisions
from vendorserver.services.contracts import Precondition

if TYPE_CHECKING:
    from vendorserver import models
    from vendorserver.services.access import Viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]
UNKNOWN = Party(role=PartyRole.DEMANDING, institution=Institution(code="", name="모르는 곳"))
CONTACT = Contact(name="김담당", phone="033-639-2114", mail="kim@sokcho.example")


def a_whole_contract(*institutions: models.Institution, **more: Any) -> Contract:
    """Return a contract with everything that can be said."""
    contract = a_contract(*institutions)
    record = ProcessRecord(done="조립 완료", started_on=date(2026, 11, 2), note="야간 작업")
    process = replace(contract.processes[0], work=Work.IN_HOUSE, photos=12, record=record)
    item = replace(contract.items[0], unit_price=120_000, spec="1200x700")
    return replace(
        contract,
        parties=contract.parties or (UNKNOWN,),
        items=(item,),
        processes=(process,),
        terms=Terms(amount=14_400_000, period="2026.10.12 ~ 2026.11.18", contact=CONTACT),
        materials=(MaterialRow(id="r", cells={"material_name": "강판", "qty": "3"}),),
        documents=(Document(id=new_id(), name="계약서.pdf", sha256="a" * 64, size_bytes=9),),
        **more,
    )


@pytest.fixture
def office() -> Viewer:
    return a_viewer(Role.OFFICE, a_vendor())


def registered(office: Viewer, *institutions: models.Institution) -> Contract:
    wanted = a_whole_contract(*institutions, state=ContractState.REGISTERED)
    return contracts.put(office, wanted, NEW, NOW)[0]


def changed(office: Viewer, contract: Contract) -> Contract:
    condition = Precondition(if_match=f'"{contract.version}"')
    return contracts.put(office, contract, condition, NOW)[0]


def test_everything_that_is_said_comes_back(office: Viewer) -> None:
    wanted = a_whole_contract(an_institution())

    stored, _new = contracts.put(office, wanted, NEW, NOW)

    assert replace(stored, version=0) == wanted
    assert contracts.one(office, wanted.id) == stored


def test_the_person_in_charge_lies_sealed_and_still_reaches_the_vendor(office: Viewer) -> None:
    stored = changed(office, replace(registered(office), reason="변경", name="책상 변경"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT contact FROM vendorserver_contract")
        texts = [str(cursor.fetchone())]
        cursor.execute("SELECT data FROM vendorserver_change")
        texts += [str(row) for row in cursor.fetchall()]
        cursor.execute("SELECT content FROM vendorserver_contractrevision")
        texts += [str(row) for row in cursor.fetchall()]
    assert not any("김담당" in text or "639-2114" in text for text in texts)
    news = changes.read(office, "").changes[-1]["data"]
    assert contract_from_json(news).terms.contact == stored.terms.contact == CONTACT


def test_a_vendor_that_is_ahead_takes_the_contract_along(office: Viewer) -> None:
    contract = registered(office)
    assert contract.state is ContractState.REGISTERED

    stored = changed(office, contract.in_state(ContractState.PRODUCING))
    again = changed(office, stored.in_state(ContractState.DRAFT))

    assert (stored.state, again.state) == (ContractState.PRODUCING,) * 2
    steps = [(one.before, one.state) for one in contract_states.of(office, contract.id)]
    assert steps == [("draft", "registered"), ("registered", "producing")]


def test_the_institution_says_that_it_was_inspected(office: Viewer) -> None:
    institution = an_institution()
    contract = registered(office, institution)
    officer = a_viewer(Role.INSPECTOR, institution)
    delivered = ContractState.DELIVERED
    contract_states.move(office, contract.id, delivered, "", NOW)
    contract_states.move(office, contract.id, delivered, "", NOW)

    moved = contract_states.move(officer, contract.id, ContractState.INSPECTED, "합격", NOW)

    assert moved.state is ContractState.INSPECTED
    assert [one.reason for one in contract_states.of(officer, contract.id)] == ["", "", "합격"]
    assert changes.read(office, "").changes[-1]["data"]["state"] == "inspected"


def test_a_step_that_is_not_possible_is_refused(office: Viewer) -> None:
    institution = an_institution()
    contract = registered(office, institution)

    with pytest.raises(Conflict, match="state-not-possible"):
        contract_states.move(office, contract.id, ContractState.CLOSED, "", NOW)
    with pytest.raises(InvalidEntry, match="change-reason-needed"):
        contract_states.move(office, contract.id, ContractState.CANCELLED, " ", NOW)
    with pytest.raises(InvalidEntry, match="change-reason-needed"):
        changed(office, contract.in_state(ContractState.CANCELLED))
    reader = a_viewer(Role.READER, institution)
    with pytest.raises(Refused, match="forbidden"):
        contract_states.move(reader, contract.id, ContractState.INSPECTED, "", NOW)
    stranger = a_viewer(Role.MANAGER, an_institution())
    with pytest.raises(Refused, match="not-found"):
        contract_states.move(stranger, contract.id, ContractState.INSPECTED, "", NOW)
    assert not contract_states.of(stranger, contract.id)


def test_a_changed_promise_needs_its_reason(office: Viewer) -> None:
    contract = registered(office)
    later = replace(contract, due_on=date(2026, 12, 1))

    with pytest.raises(InvalidEntry, match="change-reason-needed"):
        changed(office, later)

    changed(office, replace(later, reason="수요기관 요청"))
    (revision,) = revisions.of(office, contract.id)
    assert revision.row.reason == "수요기관 요청"


def test_work_that_goes_on_needs_no_reason(office: Viewer) -> None:
    contract = registered(office)
    record = ProcessRecord(done="끝", ended_on=date(2026, 11, 6))
    process = replace(contract.processes[0], record=record)
    row = MaterialRow(id="s", cells={"material_name": "볼트"})
    grown = replace(contract, processes=(process,), materials=(*contract.materials, row))

    stored = changed(office, grown)

    assert stored.processes[0].record.done == "끝"
    assert len(stored.materials) == 2
