"""A choice between two forms of a contract holds for everything that waits of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import ContractState
from vendorcore.protocol import contract_from_json

from tests.vendorclient.builders import NOON, a_contract, at_noon
from vendorclient.app.contracts import save_contract
from vendorclient.app.progressing import move_contract
from vendorclient.app.settling import Choice, settle_conflict
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.operations import OperationState
from vendorclient.storage.outbox import Outbox
from vendorclient.storage.server_words import ServerWords

if TYPE_CHECKING:
    from vendorcore.domain import Contract

    from tests.vendorclient.builders import Library


def a_conflict(library: Library) -> Contract:
    """Let two changes of ours wait, the first of them against one of somebody else."""
    contract = a_contract(state=ContractState.REGISTERED, version=1)
    Contracts(library.db).confirm(contract, account_id=library.account_id, at=NOON)
    for name in ("의자", "긴 의자"):
        mine = replace(contract, name=name, reason="정정")
        save_contract(library.db, mine, account_id=library.account_id, now=at_noon)
    outbox = Outbox(library.db)
    first = outbox.move(outbox.of_entity(contract.id)[0], OperationState.READY)
    outbox.move(first, OperationState.CONFLICT)
    theirs = replace(contract, name="탁자", version=2)
    ServerWords(library.db).keep_theirs(contract.id, theirs)
    return contract


@pytest.mark.parametrize(("choice", "name"), [(Choice.MINE, "긴 의자"), (Choice.THEIRS, "탁자")])
def test_what_was_written_on_top_goes_with_the_choice(
    library: Library, choice: Choice, name: str
) -> None:
    contract = a_conflict(library)

    settle_conflict(library.db, contract.id, choice, now=at_noon)

    outbox = Outbox(library.db)
    waiting = [outbox.payload(op.id) for op in outbox.of_entity(contract.id)]
    assert [contract_from_json(form).name for form in waiting] == [name, name]


def test_a_step_that_was_taken_meanwhile_stays_with_our_form(library: Library) -> None:
    contract = a_conflict(library)
    move_contract(
        library.db,
        contract.id,
        ContractState.DELIVERED,
        although_empty=True,
        account_id=library.account_id,
        now=at_noon,
    )

    kept = settle_conflict(library.db, contract.id, Choice.MINE, now=at_noon)

    assert (kept.state, kept.version) == (ContractState.DELIVERED, 2)
