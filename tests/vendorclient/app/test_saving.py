"""Changing a contract: what is tagged is weighed anew, what the server knows is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from vendorcore.domain import ContractState
from vendorcore.evidence import Verdict
from vendorcore.protocol import contract_to_json

from tests.vendorclient.app.desk import Desk
from tests.vendorclient.builders import NOON, Library, at_noon
from vendorclient.app.contracts import save_contract
from vendorclient.storage.attachments import Attachments
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.outbox import Outbox

if TYPE_CHECKING:
    from pathlib import Path


OLD = datetime(2025, 1, 1, 12, 0)  # noqa: DTZ001 - a camera's clock has no zone


@pytest.fixture
def desk(library: Library, tmp_path: Path) -> Desk:
    return Desk(library, tmp_path / "card")


def test_a_changed_plan_is_weighed_again(desk: Desk) -> None:
    desk.tag(desk.photo())
    late = replace(desk.contract, signed_on=date(2026, 10, 21))

    save_contract(desk.db, late, account_id=desk.library.account_id, now=at_noon)

    (one,) = Attachments(desk.db).all()
    assert one.verdict is Verdict.FAIL


def test_a_draft_that_changes_is_not_sent(desk: Desk) -> None:
    changed = replace(desk.contract, name="새 이름")

    save_contract(desk.db, changed, account_id=desk.library.account_id, now=at_noon)

    assert desk.queue() == []
    assert Contracts(desk.db).get(desk.contract.id).name == "새 이름"


def test_a_known_contract_that_changes_is_sent(desk: Desk) -> None:
    confirmed = desk.contract.in_state(ContractState.REGISTERED, 3)
    Contracts(desk.db).confirm(confirmed, account_id=desk.library.account_id, at=NOON)
    changed = replace(desk.contract, name="새 이름")

    kept = save_contract(desk.db, changed, account_id=desk.library.account_id, now=at_noon)

    ((kind, op_id, _),) = desk.queue()
    assert kind == "put_contract"
    assert Outbox(desk.db).payload(op_id) == contract_to_json(kept)
    assert (kept.state, kept.version) == (ContractState.REGISTERED, 3)
