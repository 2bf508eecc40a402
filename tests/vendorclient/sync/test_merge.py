"""Two changes of one contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from vendorcore.domain import ContractState
from vendorcore.errors import Conflict

from tests.vendorclient.sync.builders import a_contract
from vendorclient.sync.merge import changed, merged

BASE = a_contract(name="책상", number="1", version=1)


def test_changes_of_different_fields_are_both_kept() -> None:
    mine = replace(BASE, name="철제 책상")
    theirs = replace(BASE, number="2", version=2, state=ContractState.REGISTERED)
    assert merged(BASE, mine, theirs) == replace(theirs, name="철제 책상")


def test_the_same_change_twice_is_no_conflict() -> None:
    both = replace(BASE, name="의자")
    assert merged(BASE, both, replace(both, version=2)).name == "의자"


def test_different_changes_of_one_field_are_a_conflict() -> None:
    with pytest.raises(Conflict) as caught:
        merged(BASE, replace(BASE, name="의자"), replace(BASE, name="탁자"))
    assert caught.value.details == {"fields": ["name"]}


def test_changes_that_contradict_each_other_are_a_conflict() -> None:
    mine = replace(BASE, signed_on=date(2026, 4, 1))
    theirs = replace(BASE, due_on=date(2026, 3, 1))
    with pytest.raises(Conflict):
        merged(BASE, mine, theirs)


def test_state_and_version_are_the_servers() -> None:
    assert not changed(BASE, BASE.in_state(ContractState.CLOSED, 9))


def test_a_step_that_the_server_does_not_know_is_a_change_and_survives_a_merge() -> None:
    registered = replace(BASE, state=ContractState.REGISTERED)
    producing = replace(registered, state=ContractState.PRODUCING)
    assert changed(registered, producing) == {"state"}
    assert merged(registered, producing, replace(registered, version=2)).state == "producing"
    delivered = replace(registered, state=ContractState.DELIVERED)
    assert merged(registered, producing, delivered).state is ContractState.DELIVERED
