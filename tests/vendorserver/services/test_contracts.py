"""Contracts: versions, preconditions, parties, and what may not be taken away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vendorcore.domain import PRACTICE, ContractState, Institution, Party, PartyRole, Role, new_id
from vendorcore.errors import Conflict, InvalidEntry, Refused

from tests.vendorserver.builders import (
    NEW,
    NOW,
    a_computer,
    a_contract,
    a_stored_contract,
    a_submission,
    a_vendor,
    a_viewer,
    an_attachment,
    an_institution,
    later,
)
from vendorserver import models
from vendorserver.services import contracts, organisations, visible
from vendorserver.services.contracts import Precondition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


def matching(version: int) -> Precondition:
    return Precondition(if_match=f'"{version}"')


def test_a_new_contract_is_a_draft_of_version_one() -> None:
    viewer = a_viewer()
    stored, new = contracts.put(viewer, a_contract(), NEW, NOW)
    assert (stored.version, stored.state, new) == (1, ContractState.DRAFT, True)
    assert contracts.one(viewer, stored.id) == stored


def test_a_contract_comes_back_as_it_was_written() -> None:
    contract = a_contract(an_institution())
    stored, _ = contracts.put(a_viewer(), contract, NEW, NOW)
    assert stored == replace(contract, version=1)


def test_repeating_the_first_put_gives_the_same_again() -> None:
    viewer, contract = a_viewer(), a_contract()
    contracts.put(viewer, contract, NEW, NOW)
    stored, new = contracts.put(viewer, contract, NEW, later(hours=1))
    assert (stored.version, new) == (1, False)


def test_repeating_a_change_whose_answer_was_lost_gives_it_again() -> None:
    viewer = a_viewer()
    changed = replace(a_stored_contract(viewer), name="의자 구매")
    contracts.put(viewer, changed, matching(1), NOW)
    again, new = contracts.put(viewer, changed, matching(1), NOW)
    assert (again.version, new) == (2, False)


@pytest.mark.parametrize("stale", [NEW, matching(0), matching(2), matching(99)])
def test_a_change_of_another_version_is_refused_and_names_ours(stale: Precondition) -> None:
    viewer = a_viewer()
    changed = replace(a_stored_contract(viewer), name="의자 구매")
    with pytest.raises(Conflict) as refused:
        contracts.put(viewer, changed, stale, NOW)
    assert (refused.value.code, refused.value.details) == ("version-mismatch", {"version": 1})


def test_a_change_of_a_contract_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match="not-found"):
        contracts.put(a_viewer(), a_contract(), matching(1), NOW)


@pytest.mark.parametrize("header", ["1", "W/1", '"one"', "*", '"1", "2"'])
def test_only_a_number_is_a_version(header: str) -> None:
    viewer = a_viewer()
    contract = a_stored_contract(viewer)
    if header == "1":
        assert contracts.put(viewer, contract, Precondition(if_match=header), NOW)
        return
    with pytest.raises(InvalidEntry):
        contracts.put(viewer, contract, Precondition(if_match=header), NOW)


def test_a_put_without_precondition_is_refused() -> None:
    with pytest.raises(Refused, match="precondition-needed"):
        contracts.put(a_viewer(), a_contract(), Precondition(), NOW)


def test_the_id_of_another_vendors_contract_is_not_found() -> None:
    contract = a_stored_contract(a_viewer())
    with pytest.raises(Refused, match="not-found"):
        contracts.put(a_viewer(), contract, NEW, NOW)
    with pytest.raises(Refused, match="not-found"):
        contracts.one(a_viewer(), contract.id)


def test_the_ids_of_another_contracts_parts_are_refused() -> None:
    taken = a_stored_contract(a_viewer())
    with pytest.raises(Conflict):
        contracts.put(a_viewer(), replace(taken, id=new_id()), NEW, NOW)


@pytest.mark.parametrize("role", [Role.FACTORY, Role.VIEWER, Role.MANAGER, Role.ADMIN])
def test_only_owner_and_office_write_contracts(role: Role) -> None:
    with pytest.raises(Refused, match="forbidden"):
        contracts.put(a_viewer(role), a_contract(), NEW, NOW)


def test_a_change_may_add_and_remove_processes_without_evidence() -> None:
    viewer = a_viewer()
    contract = a_stored_contract(viewer)
    fresh = replace(contract.processes[0], id=new_id(), seq=2)
    stored, _ = contracts.put(viewer, replace(contract, processes=(fresh,)), matching(1), NOW)
    assert [process.id for process in stored.processes] == [fresh.id]


def test_a_process_with_evidence_stays() -> None:
    computer = a_computer()
    contract = a_stored_contract(computer.viewer)
    an_attachment(computer, contract)
    bare = replace(contract, processes=(), reason="공정을 뺌")
    with pytest.raises(Refused, match="process-in-use"):
        contracts.put(computer.viewer, bare, matching(1), NOW)


def test_a_contract_of_a_colleague_can_be_changed_by_the_office() -> None:
    vendor = a_vendor()
    contract = a_stored_contract(a_viewer(Role.OWNER, vendor))
    renamed = replace(contract, name="의자")
    stored, _ = contracts.put(a_viewer(Role.OFFICE, vendor), renamed, matching(1), NOW)
    assert stored.version == 2


def party_of(code: str, name: str) -> Party:
    return Party(role=PartyRole.DEMANDING, institution=Institution(code=code, name=name))


@pytest.mark.parametrize(
    ("code", "name", "sees"),
    [
        ("1230000", "다른 이름", True),
        ("", "조달청", True),
        ("9999999", "조달청", False),
        ("", "쌍둥이", False),
        ("", "모르는 곳", False),
    ],
)
def test_a_party_is_bound_by_code_or_by_an_only_name(code: str, name: str, sees: bool) -> None:
    institution = an_institution("조달청", "1230000")
    an_institution("쌍둥이")
    an_institution("쌍둥이")
    maker = a_viewer()
    contract = contracts.put(maker, a_contract(parties=(party_of(code, name),)), NEW, NOW)[0]
    a_submission(maker, contract)
    seen = contracts.listed(a_viewer(Role.MANAGER, institution)).items
    assert bool(seen) is sees


def test_a_party_that_waited_is_bound_when_its_institution_is_registered() -> None:
    maker = a_viewer()
    parties = (party_of("1230000", "조달청"),)
    contract = contracts.put(maker, a_contract(parties=parties), NEW, NOW)[0]
    a_submission(maker, contract)
    organisations.institution_id("1230000", "조달청")
    institution = models.Institution.objects.get(code="1230000")
    assert contracts.one(a_viewer(Role.READER, institution), contract.id).id == contract.id


def test_a_list_goes_on_after_its_mark() -> None:
    viewer = a_viewer()
    ids = [contracts.put(viewer, a_contract(), NEW, later(seconds=n // 2))[0].id for n in range(5)]
    first = contracts.listed(viewer, limit=2)
    second = contracts.listed(viewer, first.next, limit=2)
    third = contracts.listed(viewer, second.next, limit=2)
    seen = [contract.id for page in (first, second, third) for contract in page.items]
    assert (sorted(seen), len(set(seen)), third.next) == (sorted(ids), 5, "")


@pytest.mark.parametrize("mark", ["x", "AAAA", "!!"])
def test_a_strange_mark_is_refused(mark: str) -> None:
    with pytest.raises(InvalidEntry):
        contracts.listed(a_viewer(), mark)


def test_practice_never_turns_into_a_contract_that_institutions_see() -> None:
    viewer, institution = a_viewer(), an_institution()
    practice = replace(a_contract(), method=PRACTICE, parties=())
    contracts.put(viewer, practice, NEW, NOW)
    real = replace(a_contract(institution), id=practice.id)
    with pytest.raises(Refused, match="practice-stays-practice"):
        contracts.put(viewer, real, matching(1), NOW)


def test_a_practice_row_shows_to_no_institution_whatever_its_parties_say() -> None:
    computer, institution = a_computer(), an_institution()
    stored = a_stored_contract(computer.viewer, institution)
    a_submission(computer.viewer, stored, new_id())
    officer = a_viewer(Role.MANAGER, institution)
    assert visible.contracts(officer).filter(id=stored.id).exists()
    models.Contract.objects.filter(id=stored.id).update(method=PRACTICE)
    assert not visible.contracts(officer).filter(id=stored.id).exists()
