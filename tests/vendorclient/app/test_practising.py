"""A contract to learn with, which no institution can ever see."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import PRACTICE, ContractMethod, Institution, Party, PartyRole
from vendorcore.errors import InvalidEntry

from tests.vendorclient.sync.builders import NOW, a_library
from vendorclient.app.contracts import save_contract
from vendorclient.app.practising import practise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vendorclient.sync.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as made:
        yield made


def test_there_is_one_practice_contract_until_its_days_are_over(library: Library) -> None:
    account = library.accounts.active().id
    first = practise(library.db, account_id=account, now=lambda: NOW)
    assert (first.is_practice, first.parties) == (True, ())
    assert practise(library.db, account_id=account, now=lambda: NOW) == first
    later = NOW + timedelta(days=61)
    assert practise(library.db, account_id=account, now=lambda: later).id != first.id


def test_a_practice_contract_takes_no_institution_and_becomes_no_real_one(library: Library) -> None:
    account = library.accounts.active().id
    made = practise(library.db, account_id=account, now=lambda: NOW)
    party = Party(role=PartyRole.CONTRACTING, institution=Institution(code="1", name="조달청"))
    with pytest.raises(InvalidEntry, match="practice-has-no-institution"):
        replace(made, parties=(party,))
    real = replace(made, method=ContractMethod.OPEN, parties=(party,))
    with pytest.raises(InvalidEntry, match="practice-stays-practice"):
        save_contract(library.db, real, account_id=account, now=lambda: NOW)
    assert library.contracts.get(made.id).method == PRACTICE
