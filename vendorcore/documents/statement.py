"""원부자재 구매내역서 as a spreadsheet: written here, filled in anywhere, read again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Font

from vendorcore.documents.sheet import write_cell
from vendorcore.documents.spreadsheet import MOST_ROWS, read_spreadsheet
from vendorcore.domain import MaterialRow
from vendorcore.domain.draft import WizardStep
from vendorcore.domain.materials import (
    AMOUNT,
    SEQ,
    Column,
    ColumnType,
    amount_of,
    row_remarks,
    totals_of,
)
from vendorcore.domain.money import number_from_text
from vendorcore.domain.remarks import Remark
from vendorcore.errors import NotReadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from vendorcore.documents.spreadsheet import Cell, Sheet

# The words of the form itself, whatever language the reader speaks.
TITLE, TOTAL, SEQ_TITLE = "원부자재 구매내역서", "합계", "연번"
_TOTALS = ("합계", "총계", "계", "소계")
_HEAD_WITHIN = 40
_FEWEST_TITLES = 2
_EXCEL_EPOCH = date(1899, 12, 30)
_LONGEST_NUMBER = 16
_SERIALS = (20_000, 80_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What was read: all rows, remarks on the bad ones, and the columns that nobody knows.

    lines gives the line of the spreadsheet for each row by its id.
    """

    rows: tuple[MaterialRow, ...]
    remarks: tuple[Remark, ...]
    sheet: str
    unknown: tuple[str, ...]
    lines: dict[str, int]


def write_statement(
    head: Sequence[tuple[str, str]],
    columns: Sequence[Column],
    rows: Sequence[MaterialRow],
    target: BinaryIO,
    *,
    blank_lines: int = 0,
) -> None:
    """Write the statement as XLSX; head are lines such as 계약명; no cell can be a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(TITLE)
    write_cell(sheet, 1, 1, TITLE)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for number, (title, text) in enumerate(head, start=2):
        write_cell(sheet, number, 1, title)
        write_cell(sheet, number, 3, text)
    top = len(head) + 3
    known = [column for column in columns if column.key != SEQ]
    for place, title in enumerate((SEQ_TITLE, *(column.title for column in known)), start=1):
        write_cell(sheet, top, place, title)
        sheet.cell(top, place).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(top, place).column_letter].width = (
            6 if place == 1 else 16
        )
    for number, row in enumerate(rows, start=1):
        sheet.cell(top + number, 1).value = number
        for place, column in enumerate(known, start=2):
            _write(sheet, top + number, place, _out(row, column))
    end = top + len(rows) + blank_lines + 1
    _write_total(sheet, end, known, rows)
    sheet.freeze_panes = sheet.cell(top + 1, 1)
    book.save(target)


def read_statement(data: bytes, columns: Sequence[Column], new_id: Callable[[], str]) -> Statement:
    """Return the rows of a statement, good and bad; NotReadable when no sheet has its columns."""
    return statement_of(read_spreadsheet(data), columns, new_id)


def statement_of(
    sheets: Sequence[Sheet], columns: Sequence[Column], new_id: Callable[[], str]
) -> Statement:
    """Return the rows of a statement from sheets that were read already, as above."""
    heads = [(number, *_head_of(sheet, columns)) for number, sheet in enumerate(sheets)]
    found = [one for one in heads if len(one[2]) >= _FEWEST_TITLES]
    if not found:
        raise NotReadable("statement-not-found", names=", ".join(one.name for one in sheets))
    number, at, places = max(found, key=lambda one: len(one[2]))
    sheet = sheets[number]
    if sheet.cut:
        raise NotReadable("statement-too-long", rows=MOST_ROWS)
    rows, remarks, lines = [], [], {}
    for line, cells in enumerate(sheet.rows[at + 1 :], start=at + 2):
        row, formulas = _row(cells, places, new_id)
        if row is None:
            continue
        rows.append(row)
        lines[row.id] = line
        remarks += [*formulas, *row_remarks(row, columns)]
    return Statement(
        rows=tuple(rows),
        remarks=tuple(remarks),
        sheet=sheet.name,
        unknown=tuple(_unknown(sheet.rows[at], places)),
        lines=lines,
    )


def _head_of(sheet: Sheet, columns: Sequence[Column]) -> tuple[int, dict[int, Column]]:
    """Return the line with most of our titles, and which column stands at which place."""
    by_title = {_plain(column.title): column for column in columns if column.key != SEQ}
    best: tuple[int, dict[int, Column]] = (0, {})
    for at, row in enumerate(sheet.rows[:_HEAD_WITHIN]):
        places: dict[int, Column] = {}
        for place, cell in enumerate(row):
            column = by_title.get(_plain(cell.text))
            if column and column not in places.values():
                places[place] = column
        if len(places) > len(best[1]):
            best = (at, places)
    return best


def _row(
    cells: tuple[Cell, ...], places: dict[int, Column], new_id: Callable[[], str]
) -> tuple[MaterialRow | None, list[Remark]]:
    """Return one row, None for an empty line and the line of the total."""
    texts = {
        column.key: _in(cells[place].text, column)
        for place, column in places.items()
        if place < len(cells) and cells[place].text and not _counted(cells[place], column)
    }
    # A number of the row alone is no row; the total stands under the rows.
    first = next((cell.text for cell in cells if cell.text), "")
    if not texts or _plain(first) in _TOTALS or set(texts) <= {AMOUNT}:
        return None, []
    row = MaterialRow(id=new_id(), cells=texts)
    formulas = [
        _formula(column, row)
        for place, column in places.items()
        if place < len(cells) and cells[place].formula and not _counted(cells[place], column)
    ]
    return row, formulas


def _counted(cell: Cell, column: Column) -> bool:
    """Whether an amount stands in the line above already: one for several lines counts once."""
    return cell.covered and column.key == AMOUNT


def _formula(column: Column, row: MaterialRow) -> Remark:
    """Remark that a cell was a formula: its last value was taken, or it had none."""
    text = row.cell(column.key)
    return Remark(
        code="cell-was-formula" if text else "cell-formula-without-value",
        step=WizardStep.ORDER,
        field=column.key,
        part=row.id,
        values={"column": column.title, "text": text},
    )


def _unknown(head: tuple[Cell, ...], places: dict[int, Column]) -> Iterator[str]:
    for place, cell in enumerate(head):
        if cell.text and place not in places and _plain(cell.text) != SEQ_TITLE:
            yield cell.text


def _plain(title: str) -> str:
    """Return a title without what people add: blanks, line ends, brackets, stars."""
    return re.sub(r"\([^)]*\)|[\s*·※:]", "", title)


def _in(text: str, column: Column) -> str:
    """Return a cell as we keep it; a day that a program counts is written as a day."""
    serial = int(text[:9]) if text.isascii() and text.isdigit() else 0
    if column.type is ColumnType.DAY and _SERIALS[0] < serial < _SERIALS[1]:
        return (_EXCEL_EPOCH + timedelta(days=serial)).isoformat()
    return text


def _out(row: MaterialRow, column: Column) -> str:
    if column.key == AMOUNT and not row.cell(AMOUNT):
        amount = amount_of(row)
        return "" if amount is None else str(amount)
    return row.cell(column.key)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a number as a number where it reads the same again, anything else as text."""
    number = number_from_text(text) if len(text) < _LONGEST_NUMBER else None
    value = float(number) if number is not None and "." in text else number
    if value is not None and str(value) == text:
        sheet.cell(row, column).value = value
    else:
        write_cell(sheet, row, column, text)


def _write_total(
    sheet: Worksheet, line: int, columns: Sequence[Column], rows: Sequence[MaterialRow]
) -> None:
    write_cell(sheet, line, 1, TOTAL)
    for place, column in enumerate(columns, start=2):
        if column.key == AMOUNT:
            sheet.cell(line, place).value = totals_of(rows).amount
