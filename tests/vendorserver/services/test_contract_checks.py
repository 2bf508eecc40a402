"""What a computer sent is checked by the rules of the form once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from vendorcore.domain import PRACTICE, Contract, ContractState, Institution, Party, PartyRole
from vendorcore.errors import InvalidEntry
from vendorcore.text import problem_sentence

from tests.vendorserver.builders import (
    NEW,
    NOW,
    a_contract,
    a_submission,
    a_viewer,
    an_institution,
)
from vendorserver.models import Submission
from vendorserver.services import contracts
from vendorserver.services.contract_checks import refuse_what_blocks, what_blocks
from vendorserver.services.contracts import Precondition

TODAY = date(2026, 11, 20)
CITY = Party(role=PartyRole.DEMANDING, institution=Institution(code="4231000", name="속초시"))


def whole(**changes: object) -> Contract:
    made = replace(a_contract(), state=ContractState.REGISTERED, parties=(CITY,))
    return replace(made, **changes)  # type: ignore[arg-type]  # whatever is to be another


def codes(contract: Contract) -> list[str]:
    return [one.code for one in what_blocks(contract, TODAY)]


def test_a_whole_contract_is_not_marked() -> None:
    assert codes(whole()) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"parties": ()}, "institution-missing"),
        ({"parties": (CITY, CITY)}, "institution-twice"),
        ({"items": (), "processes": ()}, "items-missing"),
        ({"processes": ()}, "processes-missing"),
    ],
)
def test_what_the_form_would_not_let_through_is_told(changes: dict[str, object], code: str) -> None:
    assert code in codes(whole(**changes))


def test_drafts_and_practice_are_left_alone() -> None:
    assert codes(whole(state=ContractState.DRAFT, parties=())) == []
    assert codes(whole(method=PRACTICE, parties=())) == []


def refused(contract: Contract, before: Contract | None = None) -> InvalidEntry | None:
    try:
        refuse_what_blocks(contract, before, TODAY)  # type: ignore[arg-type]  # contracts
    except InvalidEntry as error:
        return error
    return None


def test_what_the_form_would_not_let_through_is_refused_in_its_words() -> None:
    contract = whole()
    (item,) = contract.items
    error = refused(replace(contract, items=(replace(item, quantity="여러 개"),)))

    assert error is not None
    assert error.code == "contract-refused"
    assert (error.details["step"], error.details["place"]) == ("items", "quantity")
    sentence = problem_sentence(error.code, error.details)
    assert "수량으로 읽을 수 없는 값입니다: “여러 개”" in sentence.happened


def test_what_stood_there_before_is_no_reason_to_refuse_a_change() -> None:
    broken = whole(parties=())

    assert refused(replace(broken, name="다른 이름"), broken) is None
    worse = replace(broken, items=(), processes=())
    error = refused(worse, broken)
    assert error is not None
    assert error.details["remark"] == "items-missing"


def test_warnings_never_refuse() -> None:
    contract = whole()
    (process,) = contract.processes
    late = replace(process, plan=replace(process.plan, ends_on=date(2027, 5, 1)))

    assert refused(replace(contract, processes=(late,))) is None


@pytest.mark.django_db
def test_a_change_that_breaks_the_rules_changes_nothing() -> None:
    viewer, city = a_viewer(), an_institution()
    party = Party(role=PartyRole.DEMANDING, institution=Institution(code=city.code, name=city.name))
    stored, _new = contracts.put(viewer, whole(parties=(party,)), NEW, NOW)
    assert stored.state is ContractState.REGISTERED
    broken = replace(stored, items=(), processes=(), reason="제품을 뺐습니다")

    with pytest.raises(InvalidEntry) as caught:
        contracts.put(viewer, broken, Precondition(if_match=f'"{stored.version}"'), NOW)

    assert caught.value.code == "contract-refused"
    assert contracts.one(viewer, stored.id) == stored


@pytest.mark.django_db
def test_registering_an_incomplete_contract_is_refused_and_a_draft_is_not() -> None:
    viewer = a_viewer()
    draft = whole(state=ContractState.DRAFT, parties=())
    stored, _new = contracts.put(viewer, draft, NEW, NOW)

    with pytest.raises(InvalidEntry, match="contract-refused"):
        contracts.put(
            viewer,
            replace(stored, state=ContractState.REGISTERED),
            Precondition(if_match=f'"{stored.version}"'),
            NOW,
        )

    assert contracts.one(viewer, stored.id).state is ContractState.DRAFT


@pytest.mark.django_db
def test_a_first_submission_that_would_register_an_incomplete_contract_is_refused() -> None:
    viewer = a_viewer()
    draft = whole(state=ContractState.DRAFT, items=(), processes=())
    stored, _new = contracts.put(viewer, draft, NEW, NOW)

    with pytest.raises(InvalidEntry, match="contract-refused") as caught:
        a_submission(viewer, stored)

    assert caught.value.details["remark"] == "items-missing"
    assert contracts.one(viewer, stored.id).state is ContractState.DRAFT
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_once_it_is_complete_its_first_submission_registers_it() -> None:
    viewer = a_viewer()
    draft = whole(state=ContractState.DRAFT, parties=())
    stored, _new = contracts.put(viewer, draft, NEW, NOW)
    filled = replace(stored, parties=(CITY,))
    contracts.put(viewer, filled, Precondition(if_match=f'"{stored.version}"'), NOW)

    a_submission(viewer, stored)

    assert contracts.one(viewer, stored.id).state is ContractState.REGISTERED
