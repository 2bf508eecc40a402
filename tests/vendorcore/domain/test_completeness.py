"""What the form would not let through at 등록, and what keeps a submission back."""

from dataclasses import replace

import pytest

from vendorcore.domain import PRACTICE, ContractState
from vendorcore.domain.completeness import what_form_blocks, what_keeps_from_submitting

from tests.vendorcore.documents.builders import a_contract
from tests.vendorcore.domain.builders import TODAY

BARE = replace(a_contract(), method="OPEN", parties=(), state=ContractState.DRAFT)


def test_the_form_names_what_a_contract_lacks() -> None:
    assert "institution-missing" in [one.code for one in what_form_blocks(BARE, TODAY)]


def test_practice_is_never_blocked() -> None:
    assert what_form_blocks(replace(BARE, method=PRACTICE), TODAY) == []


def test_an_incomplete_draft_keeps_its_photos_from_being_submitted() -> None:
    assert what_keeps_from_submitting(BARE, TODAY) == what_form_blocks(BARE, TODAY) != []


@pytest.mark.parametrize("state", [one for one in ContractState if one is not ContractState.DRAFT])
def test_what_is_registered_already_hands_its_photos_in(state: ContractState) -> None:
    assert what_keeps_from_submitting(replace(BARE, state=state), TODAY) == []
