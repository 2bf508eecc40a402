"""The ledger as a spreadsheet: text stays text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import load_workbook

from vendorcore.documents import write_sheet
from vendorcore.evidence import Finding, Level, Verdict

from tests.vendorcore.documents.builders import a_contract, a_ledger, an_entry

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


def book_of(**changes: object) -> Workbook:
    contract, target = a_contract(), io.BytesIO()
    write_sheet(a_ledger(contract, an_entry(contract, **changes)), target)
    return load_workbook(target)


def cell(**changes: object) -> tuple[object, str]:
    found = book_of(**changes)["증빙"]["B2"]
    return found.value, found.data_type


def test_contract_processes_and_evidence_have_their_sheets() -> None:
    book = book_of()

    assert book.sheetnames == ["계약", "공정", "증빙"]
    assert book["계약"]["B2"].value == "사무용 책상 구매"
    assert [row[1].value for row in book["공정"].iter_rows(min_row=2)] == ["판재 재단", "조립"]
    assert [row[5].value for row in book["공정"].iter_rows(min_row=2)] == [1, 0]


def test_remarks_explanation_and_reason_have_columns_of_their_own() -> None:
    late = Finding("T_AFTER_PLAN", Level.WARN, days=2)
    told = {}
    for verdict in (Verdict.PASS, Verdict.WARN):
        sheet = book_of(verdict=verdict, findings=(late,), note="비가 왔습니다")["증빙"]
        told[verdict] = [cell.value for cell in sheet[2][5:8]]
    assert told[Verdict.PASS][1:] == ["비가 왔습니다", None]
    assert told[Verdict.WARN][1:] == [None, "비가 왔습니다"]
    assert "2일 늦게" in str(told[Verdict.WARN][0])


def test_columns_are_as_wide_as_what_they_hold() -> None:
    columns = book_of(name="가" * 20 + ".JPG")["증빙"].column_dimensions
    assert columns["B"].width == 46
    assert columns["J"].width == 60


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_name_never_becomes_a_formula(name: str) -> None:
    value, kind = cell(name=name)

    assert (value, kind) == (name, "s")


def test_a_quote_mark_guards_what_looks_like_a_formula() -> None:
    sheet = book_of(name="=1+1")["증빙"]

    assert sheet["B2"].quotePrefix
    assert not sheet["A2"].quotePrefix


@given(some.text())
def test_every_name_can_be_written(name: str) -> None:
    _, kind = cell(name=name)

    assert kind in ("s", "n")  # an empty name is an empty cell
