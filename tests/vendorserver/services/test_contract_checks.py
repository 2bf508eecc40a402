"""What a computer sent is checked by the rules of the form once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from vendorcore.domain import PRACTICE, ContractState, Institution, Party, PartyRole

from tests.vendorserver.builders import a_contract
from vendorserver.services.contract_checks import what_blocks

TODAY = date(2026, 11, 20)
CITY = Party(role=PartyRole.DEMANDING, institution=Institution(code="4231000", name="속초시"))


def whole(**changes: object) -> object:
    made = replace(a_contract(), state=ContractState.REGISTERED, parties=(CITY,))
    return replace(made, **changes)


def codes(contract: object) -> list[str]:
    return [one.code for one in what_blocks(contract, TODAY)]  # type: ignore[arg-type]  # a contract


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
