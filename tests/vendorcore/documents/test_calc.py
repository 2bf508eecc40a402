"""Spreadsheets that a real LibreOffice made (tools.calc_fixtures), read as a person sees them."""

from __future__ import annotations

import io
import zipfile
from itertools import count
from pathlib import Path

import pytest

from vendorcore.catalogue import material_columns
from vendorcore.documents import read_statement
from vendorcore.documents.spreadsheet import read_spreadsheet
from vendorcore.errors import NotReadable
from vendorcore.text import problem_sentence

from tools.calc_fixtures import ROWS, our_statement

CALC = Path(__file__).resolve().parents[2] / "data" / "calc"
COLUMNS = material_columns()


def statement(data: bytes):
    numbers = count(1)
    return read_statement(data, COLUMNS, lambda: f"r{next(numbers)}")


def file(name: str) -> bytes:
    return (CALC / name).read_bytes()


def test_formulas_merged_cells_and_days_are_read_as_they_are_seen() -> None:
    found = statement(file("clerk.xlsx"))

    cells = [row.cells for row in found.rows]
    assert [one["amount"] for one in cells] == ["2490000", "780000", "30000"]
    assert [one["material_name"] for one in cells] == ["냉연강판", "냉연강판", "분체도료"]
    assert [one["purchase_date"] for one in cells] == ["2026-10-13", "2026.10.15.", "20261016"]
    assert [one["unit_price"] for one in cells] == ["41500", "39000", "12,000"]
    assert [one["qty"] for one in cells] == ["60", "20", "2.5"]
    remarks = [(one.code, one.field) for one in found.remarks]
    assert remarks.count(("cell-was-formula", "amount")) == 3
    assert found.sheet == "구매내역"


def test_a_csv_of_calc_holds_the_same_days_and_sums() -> None:
    cells = [row.cells for row in statement(file("clerk.csv")).rows]

    assert [one["amount"] for one in cells] == ["2490000", "780000", "30000"]
    assert [one["purchase_date"] for one in cells] == ["2026-10-13", "2026.10.15.", "20261016"]


def test_our_statement_comes_back_from_calc_unchanged() -> None:
    saved, fresh = statement(file("ours.xlsx")), statement(our_statement())

    assert [row.cells for row in saved.rows] == [row.cells for row in fresh.rows]
    assert [one["material_name"] for one in (row.cells for row in saved.rows)] == [
        row["material_name"] for row in ROWS
    ]
    (sheet,) = read_spreadsheet(file("ours.xlsx"))
    assert not any(cell.formula for row in sheet.rows for cell in row)


def test_an_ods_is_told_in_words_that_help() -> None:
    with pytest.raises(NotReadable, match="spreadsheet-other-format") as caught:
        read_spreadsheet(file("clerk.ods"))

    said = problem_sentence(caught.value.code, caught.value.details)
    assert said.happened == "ODS 파일이라 읽을 수 없습니다."
    assert "다른 이름으로 저장" in said.todo


def test_a_text_of_hancom_is_told_too() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as parts:
        parts.writestr("mimetype", "application/hwp+zip")

    with pytest.raises(NotReadable, match="spreadsheet-other-format"):
        read_spreadsheet(target.getvalue())


def test_what_calls_itself_a_workbook_is_read_as_one() -> None:
    target = io.BytesIO(file("ours.xlsx"))
    with zipfile.ZipFile(target, "a") as parts:
        parts.writestr("mimetype", "application/vnd.openxmlformats-officedocument")

    assert read_spreadsheet(target.getvalue())
