"""A contract that the server refuses waits with all that hangs on it until it is corrected."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import ContractState, new_id
from vendorcore.protocol import contract_to_json
from vendorcore.text import problem_sentence

from tests.journeys.sending.builders import some_bytes
from tests.vendorclient.sync.builders import a_contract
from vendorclient.app.contracts import save_contract
from vendorclient.app.drafting import type_in
from vendorclient.app.drafts import revise_contract
from vendorclient.app.overview import contract_view
from vendorclient.app.registering import register_draft
from vendorclient.storage.operations import OperationKind, OperationState

if TYPE_CHECKING:
    from vendorcore.domain import Contract

    from tests.journeys.desktop import Desktop

pytestmark = pytest.mark.journey
S = OperationState


def now() -> datetime:
    return datetime.now(UTC)


def keep(desktop: Desktop, contract: Contract) -> Contract:
    account = desktop.library.accounts.active().id
    return save_contract(
        desktop.library.db,
        contract,
        account_id=account,
        now=now,
        becomes=ContractState.REGISTERED,
    )


def test_a_refused_change_loses_nothing_and_goes_on_once_it_is_corrected(desktop: Desktop) -> None:
    contract = keep(desktop, a_contract())
    assert desktop.send().waiting == 0
    (item,) = contract.items
    broken = replace(item, quantity="여러 개")
    changed = keep(desktop, replace(contract, items=(broken,), reason="수량을 적음"))
    (photo,) = desktop.hand_in(some_bytes(), contract=changed)

    desktop.send()

    db = desktop.library.db
    form = desktop.library.outbox.of_entity(contract.id)[-1]
    assert (form.state, form.code) == (S.REJECTED, "contract-refused")
    view = contract_view(db, contract.id)
    assert view is not None
    assert view.contract.items == (broken,)
    sentence = problem_sentence(view.refusal.code, view.refusal.values)
    assert "“여러 개”" in sentence.happened
    assert json.loads(form.detail)["place"] == "quantity"
    base = desktop.library.contracts.base(contract.id)
    assert base is not None
    assert base.items == (item,)

    keep(desktop, replace(contract, items=(replace(item, quantity="12"),), reason="수량을 적음"))
    desktop.send()

    assert desktop.state(form) is S.DELIVERED
    assert desktop.state(photo) is S.DELIVERED
    corrected = contract_view(db, contract.id)
    assert corrected is not None
    assert corrected.refusal.code == ""


def test_changes_upon_a_refused_change_go_on_with_the_correction(desktop: Desktop) -> None:
    contract = keep(desktop, a_contract())
    desktop.send()
    (item,) = contract.items
    for quantity in ("여러 개", "아주 여러 개"):
        broken = replace(item, quantity=quantity)
        keep(desktop, replace(contract, items=(broken,), reason="수량을 적음"))
    assert desktop.send().needs_person == 1

    whole = keep(desktop, replace(contract, items=(replace(item, quantity="7"),), reason="고침"))
    status = desktop.send()

    assert (status.waiting, status.needs_person) == (0, 0)
    base = desktop.library.contracts.base(contract.id)
    assert base is not None
    assert base.items == whole.items


def test_a_warning_is_no_refusal(desktop: Desktop) -> None:
    contract = keep(desktop, a_contract())
    desktop.send()
    late = replace(contract.processes[0].plan, ends_on=datetime(2027, 6, 6, tzinfo=UTC).date())
    process = replace(contract.processes[0], plan=late)
    keep(desktop, replace(contract, processes=(process,), reason="일정을 늦춤"))

    assert desktop.send().needs_person == 0


def test_a_submission_of_an_older_program_goes_on_once_the_form_is_filled(desktop: Desktop) -> None:
    (photo,) = desktop.hand_in(some_bytes())
    contract = desktop.library.contracts.get(photo.contract_id)
    form = desktop.library.outbox.of_entity(contract.id)[0]
    bare = contract_to_json(replace(contract, parties=()))
    desktop.library.outbox.replace_payload(form.id, bare)
    desktop.send()
    submission = next(op for op in desktop.library.outbox.open() if op.kind is OperationKind.SUBMIT)
    assert (submission.state, submission.code) == (S.REJECTED, "contract-refused")

    keep(desktop, contract)
    desktop.send()

    assert desktop.state(photo) is S.DELIVERED


def test_a_process_that_the_server_must_keep_is_put_back_and_what_waits_goes_on(
    desktop: Desktop,
) -> None:
    contract = keep(desktop, a_contract())
    desktop.hand_in(some_bytes(), contract=contract)
    desktop.send()
    other = replace(contract.processes[0], id=new_id(), seq=2)
    bare = keep(desktop, replace(contract, processes=(other,), reason="공정을 바꿈"))
    form = desktop.library.outbox.of_entity(contract.id)[-1]
    (photo,) = desktop.hand_in(some_bytes(), contract=bare)
    desktop.send()
    assert (desktop.state(form), desktop.now(form).code) == (S.REJECTED, "process-in-use")

    db, account = desktop.library.db, desktop.library.accounts.active().id
    revise_contract(db, contract.id, account_id=account, now=now)
    type_in(db, contract.id, "method", "RESTRICTED", now=now)
    register_draft(db, contract.id, account_id=account, now=now, reason="공정을 더함")
    desktop.send()

    assert desktop.state(photo) is S.DELIVERED
    base = desktop.library.contracts.base(contract.id)
    assert base is not None
    assert {one.id for one in base.processes} == {other.id, contract.processes[0].id}
