"""After 등록: 이행내역, the steps of a contract, and the change of a registered one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import ContractState
from vendorcore.errors import Conflict, InvalidEntry, NeedsPerson
from vendorcore.protocol import contract_from_json

from tests.vendorclient.app.pen import Pen, slow_clock
from vendorclient.app import drafting, drafts
from vendorclient.app.progressing import (
    RecordForm,
    move_contract,
    record_process,
    what_is_empty,
)
from vendorclient.app.registering import register_draft
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.outbox import Outbox

if TYPE_CHECKING:
    from vendorcore.domain import Contract

    from tests.vendorclient.builders import Library


@pytest.fixture
def pen(library: Library) -> Pen:
    pen = Pen(library, slow_clock())
    pen.whole()
    pen.type(amount="1,200,000원", contact_name="김담당", contact_phone="033-639-2114")
    return pen


def registered(pen: Pen) -> Contract:
    return register_draft(pen.db, pen.id, account_id=pen.library.account_id, now=pen.now)


def queued(pen: Pen) -> list[Contract]:
    forms = Outbox(pen.db).of_entity(pen.id)
    return [contract_from_json(Outbox(pen.db).payload(op.id)) for op in forms]


def test_registering_sends_the_whole_order(pen: Pen) -> None:
    contract = registered(pen)

    (sent,) = queued(pen)
    assert sent == contract
    assert sent.state is ContractState.REGISTERED
    assert (sent.terms.amount, sent.terms.contact.name) == (1_200_000, "김담당")


def test_a_change_of_a_registered_contract_needs_a_reason(pen: Pen) -> None:
    account = pen.library.account_id
    contract = registered(pen)
    first = contract.processes[0]
    record_process(
        pen.db, pen.id, first.id, said=RecordForm(done="재단 완료"), account_id=account, now=pen.now
    )
    drafts.revise_contract(pen.db, pen.id, account_id=account, now=pen.now)
    drafting.type_in(pen.db, pen.id, "due_on", "2026-12-15", now=pen.now)

    with pytest.raises(NeedsPerson, match="change-reason-needed"):
        registered(pen)
    changed = register_draft(
        pen.db, pen.id, account_id=account, now=pen.now, reason="수요기관 요청"
    )

    assert (changed.due_on, changed.reason) == (date(2026, 12, 15), "수요기관 요청")
    assert changed.state is ContractState.REGISTERED
    assert changed.processes[0].record.done == "재단 완료"
    assert queued(pen)[-1] == changed


def test_what_was_done_is_kept_and_sent(pen: Pen) -> None:
    process = registered(pen).processes[0]

    record_process(
        pen.db,
        pen.id,
        process.id,
        said=RecordForm(done=" 재단 ", started_on="2026.10.5", ended_on="20261007", note="야간"),
        account_id=pen.library.account_id,
        now=pen.now,
    )

    record = Contracts(pen.db).get(pen.id).process(process.id).record
    assert (record.done, record.started_on, record.ended_on) == (
        "재단",
        date(2026, 10, 5),
        date(2026, 10, 7),
    )
    assert queued(pen)[-1].process(process.id).record == record


@pytest.mark.parametrize("days", [("곧", ""), ("2026-10-07", "2026-10-05")])
def test_days_that_cannot_be_are_refused(pen: Pen, days: tuple[str, str]) -> None:
    process = registered(pen).processes[0]

    with pytest.raises(InvalidEntry):
        record_process(
            pen.db,
            pen.id,
            process.id,
            said=RecordForm(started_on=days[0], ended_on=days[1]),
            account_id=pen.library.account_id,
            now=pen.now,
        )


def test_what_is_empty_is_told_before_the_production_ends(pen: Pen) -> None:
    account, contract = pen.library.account_id, registered(pen)
    move_contract(pen.db, pen.id, ContractState.PRODUCING, account_id=account, now=pen.now)

    codes = {remark.code for remark in what_is_empty(pen.db, pen.id)}
    assert codes == {
        "record-missing",
        "record-start-missing",
        "record-end-missing",
        "photos-missing",
    }
    with pytest.raises(NeedsPerson, match="records-empty") as told:
        move_contract(pen.db, pen.id, ContractState.DELIVERED, account_id=account, now=pen.now)
    assert told.value.details["count"] == 4 * len(contract.processes)
    moved = move_contract(
        pen.db,
        pen.id,
        ContractState.DELIVERED,
        although_empty=True,
        account_id=account,
        now=pen.now,
    )
    assert queued(pen)[-1].state is moved.state is ContractState.DELIVERED


def test_a_contract_only_goes_forward_and_ends_with_a_reason(pen: Pen) -> None:
    account = pen.library.account_id
    registered(pen)

    with pytest.raises(Conflict, match="state-not-possible"):
        move_contract(pen.db, pen.id, ContractState.INSPECTED, account_id=account, now=pen.now)
    with pytest.raises(NeedsPerson, match="change-reason-needed"):
        move_contract(pen.db, pen.id, ContractState.CANCELLED, account_id=account, now=pen.now)
    ended = move_contract(
        pen.db, pen.id, ContractState.CANCELLED, reason="합의 해지", account_id=account, now=pen.now
    )
    assert ended.reason == "합의 해지"
