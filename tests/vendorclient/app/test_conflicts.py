"""Two forms of one contract laid beside each other."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from vendorcore.domain import Contract, ContractState, Document, MaterialRow, ProcessRecord, Terms
from vendorcore.domain.plan import Work

from tests.vendorclient.builders import a_contract
from vendorclient.app.conflicts import Field, conflict, differences
from vendorclient.storage.server_words import ServerWords


def test_only_what_differs_is_shown():
    mine = a_contract()
    theirs = replace(mine, name="다른 이름", due_on=mine.due_on + timedelta(days=3))
    found = differences(mine, theirs)
    assert [one.field for one in found] == [Field.NAME, Field.DUE_ON]
    assert (found[0].mine, found[0].theirs) == (mine.name, "다른 이름")


BASE = a_contract()
(ITEM,), (CUTTING, JOINING) = BASE.items, BASE.processes
LATER = replace(CUTTING.plan, starts_on=date(2027, 10, 19), ends_on=date(2027, 10, 23))
PAPER = Document(id="d", name="계약서.pdf", sha256="0" * 64, size_bytes=9)


def cutting(**changes: Any) -> Contract:
    return replace(BASE, processes=(replace(CUTTING, **changes), JOINING))


@pytest.mark.parametrize(
    ("theirs", "field"),
    [
        (replace(BASE, state=ContractState.DELIVERED), Field.STATE),
        (replace(BASE, terms=Terms(amount=1_000_000)), Field.AMOUNT),
        (replace(BASE, terms=Terms(note="급함")), Field.TERMS),
        (replace(BASE, items=(replace(ITEM, unit_price=9000),)), Field.ITEMS),
        (cutting(plan=LATER), Field.PROCESSES),
        (cutting(work=Work.OUTSOURCED), Field.PROCESSES),
        (cutting(record=ProcessRecord(done="함")), Field.RECORDS),
        (replace(BASE, materials=(MaterialRow(id="m", cells={"name": "강판"}),)), Field.MATERIALS),
        (replace(BASE, documents=(PAPER,)), Field.DOCUMENTS),
    ],
)
def test_whatever_differs_is_shown(theirs: Contract, field: Field):
    (found,) = differences(BASE, theirs)
    assert found.field is field


def test_equal_forms_do_not_differ():
    assert differences(a_contract(), a_contract()) == ()


def test_a_conflict_is_there_until_it_is_settled(library):
    contract = library.sign(a_contract())
    assert conflict(library.db, contract.id) is None
    ServerWords(library.db).keep_theirs(contract.id, replace(contract, number="R26-1"))
    found = conflict(library.db, contract.id)
    assert found.name == contract.name
    assert [one.field for one in found.differences] == [Field.NUMBER]
