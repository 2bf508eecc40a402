"""Contracts from JSON: forgiving about ids, strict about everything else."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vendorcore.domain import ContractState
from vendorcore.errors import InvalidEntry
from vendorcore.protocol import contract_to_json

from tests.vendorclient.builders import a_contract, at_noon
from vendorclient.app.contracts import contract_from_text, save_contract
from vendorclient.storage.contracts import Contracts

if TYPE_CHECKING:
    from tests.vendorclient.builders import Library

BARE: dict[str, Any] = {
    "name": "책상",
    "signed_on": "2026-10-01",
    "due_on": "2026-11-30",
    "items": [{"detail_name": "책상"}],
    "processes": [
        {"name": "재단", "starts_on": "2026-10-19", "ends_on": "2026-10-23"},
        {"name": "조립", "starts_on": "2026-10-26", "ends_on": "2026-10-30"},
    ],
}
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=8,
)


def test_a_contract_goes_in_and_out_unchanged() -> None:
    contract = a_contract()

    assert contract_from_text(json.dumps(contract_to_json(contract))) == contract


def test_ids_that_are_missing_are_made() -> None:
    contract = contract_from_text(json.dumps(BARE))

    assert [process.seq for process in contract.processes] == [1, 2]
    assert {process.item_id for process in contract.processes} == {contract.items[0].id}


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"due_on": "2026-09-30"}, {"items": 5}, {"processes": [3]}, {"signed_on": 1}],
)
def test_a_wrong_contract_names_its_field(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidEntry) as refused:
        contract_from_text(json.dumps({**BARE, **wrong}))

    assert refused.value.details["field"]


@given(some.dictionaries(some.sampled_from([*BARE, "id", "parties", "state"]), JSON))
def test_no_json_makes_the_reader_stumble(changes: dict[str, Any]) -> None:
    text = json.dumps({**BARE, **changes})
    with suppress(InvalidEntry):
        contract_from_text(text)


def test_a_new_contract_is_a_draft_whatever_the_file_says(library: Library) -> None:
    claimed = a_contract(state=ContractState.CLOSED, version=7)

    kept = save_contract(library.db, claimed, account_id=library.account_id, now=at_noon)

    assert (kept.state, kept.version) == (ContractState.DRAFT, 0)


def test_the_next_to_be_delivered_comes_first(library: Library) -> None:
    first = library.sign(a_contract(name="나중"))
    second = library.sign(a_contract(name="먼저", due_on=first.signed_on))

    assert [one.name for one in Contracts(library.db).all()] == [second.name, first.name]
