"""All contracts are read at each change of one; what has not changed is not parsed again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.vendorclient.builders import NOON, a_contract
from vendorclient.storage.contracts import Contracts

if TYPE_CHECKING:
    from tests.vendorclient.builders import Library


def test_only_what_has_changed_is_read_again(library: Library) -> None:
    contracts = Contracts(library.db)
    first, second = a_contract(name="가"), a_contract(name="나")
    for one in (first, second):
        contracts.save(one, account_id=library.account_id, at=NOON)
    before = contracts.all()
    assert before == [first, second]

    contracts.save(replace(second, number="2026-2"), account_id=library.account_id, at=NOON)
    after = Contracts(library.db).all()

    assert after == [first, replace(second, number="2026-2")]
    assert after[0] is before[0]
