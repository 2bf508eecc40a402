"""What somebody else changed while a change was written is in it, or a person chooses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from vendorcore.domain import ContractState, Terms

from tests.vendorclient.builders import NOON, a_contract, at_noon
from vendorclient.app.drafting import remove_process, type_in, type_in_process
from vendorclient.app.drafts import revise_contract
from vendorclient.app.progressing import RecordForm, record_process
from vendorclient.app.registering import register_draft
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.drafts import Drafts

if TYPE_CHECKING:
    from vendorcore.domain import Contract

    from tests.vendorclient.builders import Library


def begin(library: Library) -> Contract:
    """Return a contract of which a change is being written."""
    contract = a_contract(state=ContractState.REGISTERED, method="RESTRICTED", version=1)
    hear(library, contract)
    revise_contract(library.db, contract.id, account_id=library.account_id, now=at_noon)
    return contract


def hear(library: Library, contract: Contract) -> None:
    """Take over what the server says."""
    Contracts(library.db).confirm(contract, account_id=library.account_id, at=NOON)


def write(library: Library, contract: Contract, **texts: str) -> None:
    for field, text in texts.items():
        type_in(library.db, contract.id, field, text, now=at_noon)


def register(library: Library, contract: Contract) -> Contract:
    return register_draft(
        library.db, contract.id, account_id=library.account_id, now=at_noon, reason="정정"
    )


def test_what_came_while_a_change_was_written_stays_in_it(library: Library) -> None:
    contract = begin(library)
    hear(library, replace(contract, due_on=date(2026, 12, 31), version=2))
    write(library, contract, note="비고")

    made = register(library, contract)

    assert (made.due_on, made.terms.note) == (date(2026, 12, 31), "비고")
    assert (made.version, made.reason) == (2, "정정")


def test_a_field_that_both_changed_goes_upon_what_it_was_begun_from(library: Library) -> None:
    contract = begin(library)
    hear(library, replace(contract, terms=Terms(amount=5), version=2))
    write(library, contract, amount="7")

    made = register(library, contract)

    base = Contracts(library.db).base(contract.id)
    assert made.terms.amount == 7
    assert base == contract
    assert made.version == 1  # the server has 2: it refuses, and a person is asked


def test_a_record_that_was_written_meanwhile_is_no_change_of_the_plan(library: Library) -> None:
    contract = begin(library)
    said = {"account_id": library.account_id, "now": at_noon}
    first, second = contract.processes
    done = RecordForm(done="재단함")
    record_process(library.db, contract.id, first.id, said=done, **said)
    type_in_process(library.db, contract.id, first.id, "text", "강판 재단", now=at_noon)
    remove_process(library.db, contract.id, second.id, now=at_noon)

    (process,) = register(library, contract).processes

    assert (process.record.done, process.plan.text) == ("재단함", "강판 재단")


def test_a_change_that_was_begun_by_an_older_program_is_taken_as_it_is(library: Library) -> None:
    contract = begin(library)
    with library.db.transaction() as connection:
        connection.execute("DELETE FROM draft_part WHERE key = 'begun'")
    write(library, contract, note="비고")

    assert Drafts(library.db).begun(contract.id) is None
    assert register(library, contract).terms.note == "비고"
