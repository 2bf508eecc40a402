"""A wrong contract cannot exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from vendorcore.domain import Contract, ContractState, ProcessPlan, new_id
from vendorcore.domain.contract import PRACTICE
from vendorcore.errors import InvalidEntry

from tests.vendorcore.documents.builders import a_contract


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": "1"}, "id"),
        ({"name": "  "}, "name"),
        ({"due_on": date(2026, 9, 30)}, "due_on"),
        ({"items": ()}, "processes"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidEntry) as refused:
        replace(a_contract(), **changes)

    assert refused.value.details["field"] == field


def test_two_things_never_share_an_id() -> None:
    contract = a_contract()
    first = contract.processes[0]

    with pytest.raises(InvalidEntry):
        replace(contract, processes=(first, first))


def test_delivery_on_the_day_of_signing_is_allowed() -> None:
    assert replace(a_contract(), due_on=date(2026, 10, 1)).due_on == date(2026, 10, 1)


def test_a_process_is_found_by_its_id() -> None:
    contract = a_contract()

    assert contract.process(contract.processes[1].id).name == "조립"
    with pytest.raises(InvalidEntry, match="process-unknown"):
        contract.process(new_id())


def test_a_state_changes_and_the_version_stays_unless_given() -> None:
    contract: Contract = replace(a_contract(), version=3)

    assert contract.in_state(ContractState.CLOSED).version == 3
    assert contract.in_state(ContractState.REGISTERED, 4).version == 4


def test_plan_days_decide() -> None:
    plan = ProcessPlan(process="용접", starts_on=date(2026, 3, 9), ends_on=date(2026, 3, 20))

    covered = [plan.covers(date(2026, 3, day)) for day in (8, 9, 20, 21)]

    assert covered == [False, True, True, False]


def test_a_plan_does_not_end_before_it_begins() -> None:
    with pytest.raises(InvalidEntry, match="invalid-entry"):
        ProcessPlan(process="용접", starts_on=date(2026, 3, 9), ends_on=date(2026, 3, 8))


def test_a_contract_for_practice_has_no_institution() -> None:
    with pytest.raises(InvalidEntry, match="practice-has-no-institution"):
        replace(a_contract(), method=PRACTICE)
