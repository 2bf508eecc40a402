"""The whole of a contract as JSON: in and out unchanged, wrong parts are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from vendorcore.domain import (
    Contact,
    Contract,
    ContractItem,
    ContractState,
    Document,
    MaterialRow,
    Process,
    ProcessPlan,
    ProcessRecord,
    Terms,
    Work,
    new_id,
)
from vendorcore.errors import InvalidEntry
from vendorcore.protocol import contract_from_json, contract_to_json

ITEM = ContractItem(id=new_id(), detail_no="", detail_name="책상", unit_price=10, spec="1200x700")
DAY = date(2026, 10, 1)
WHOLE = Contract(
    id=new_id(),
    name="책상",
    signed_on=DAY,
    due_on=DAY,
    state=ContractState.PRODUCING,
    items=(ITEM,),
    processes=(
        Process(
            id=new_id(),
            item_id=ITEM.id,
            seq=1,
            plan=ProcessPlan(process="재단", starts_on=DAY, ends_on=DAY),
            work=Work.OUTSOURCED,
            photos=3,
            record=ProcessRecord(done="끝", started_on=DAY, note="야간"),
        ),
    ),
    terms=Terms(amount=10, period="20261001", contact=Contact(name="김")),
    materials=(MaterialRow(id="r", cells={"qty": "1"}),),
    documents=(Document(id=new_id(), name="a.pdf", sha256="a" * 64, size_bytes=1),),
    reason="협의",
)


def test_a_whole_contract_goes_in_and_out_unchanged() -> None:
    assert contract_from_json(contract_to_json(WHOLE)) == WHOLE


def test_a_form_of_before_is_read_with_empty_parts() -> None:
    form = contract_to_json(WHOLE)
    for key in ("terms", "materials", "documents", "reason"):
        del form[key]

    read = contract_from_json(form)

    assert (read.terms, read.materials, read.documents, read.reason) == (Terms(), (), (), "")
    assert replace(WHOLE, terms=Terms(), materials=(), documents=(), reason="") == read


@pytest.mark.parametrize(
    "wrong",
    [
        {"terms": 1},
        {"terms": {"contact": []}},
        {"materials": [{"id": "r", "cells": {"qty": 1}}]},
        {"materials": [{"id": "r", "cells": {str(n): "" for n in range(101)}}]},
        {"documents": [{"id": "x"}]},
        {"reason": 1},
    ],
)
def test_a_wrong_part_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidEntry):
        contract_from_json({**contract_to_json(WHOLE), **wrong})


@pytest.mark.parametrize("wrong", [{"work": "somebody"}, {"record": {"ended_on": "soon"}}])
def test_a_wrong_process_is_refused(wrong: dict[str, Any]) -> None:
    form: dict[str, Any] = contract_to_json(WHOLE)
    form["processes"] = [{**form["processes"][0], **wrong}]

    with pytest.raises(InvalidEntry):
        contract_from_json(form)
