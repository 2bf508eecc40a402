"""The ledger as a spreadsheet, in which no name can ever become a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from vendorcore.text import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.worksheet.worksheet import Worksheet

    from vendorcore.documents.record import Ledger

# XML holds none of these; a spreadsheet with one would not open.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767
# Columns grow with their text up to this; Hangul and its neighbours are two letters wide.
_WIDEST, _WIDE_FROM = 60, "\u1100"


def write_sheet(ledger: Ledger, target: BinaryIO) -> None:
    """Write the ledger as XLSX: the contract, the processes, the evidence."""
    book = Workbook()
    book.remove(book.worksheets[0])
    write_table(book.create_sheet(_("계약")), (_("항목"), _("내용")), _contract_rows(ledger))
    write_table(
        book.create_sheet(_("공정")),
        (_("순서"), _("공정"), _("시작일"), _("종료일"), _("이행계획"), _("증빙 수")),
        _process_rows(ledger),
    )
    write_table(
        book.create_sheet(_("증빙")),
        (
            _("공정"),
            _("파일"),
            _("촬영"),
            _("카메라"),
            _("점검 결과"),
            _("확인할 점"),
            _("설명"),
            _("사유"),
            _("접수번호"),
            "SHA-256",
        ),
        _evidence_rows(ledger),
    )
    book.save(target)


def _contract_rows(ledger: Ledger) -> Iterable[tuple[str, ...]]:
    contract = ledger.contract
    yield _("계약명"), contract.name
    yield _("계약번호"), contract.number
    yield _("계약일"), contract.signed_on.isoformat()
    yield _("납품기한"), contract.due_on.isoformat()
    yield _("조달업체"), ledger.vendor_name
    for party in contract.parties:
        yield _("수요기관"), party.institution.name
    for item in contract.items:
        yield _("수주제품"), f"{item.detail_name} {item.quantity}{item.unit}".strip()


def _process_rows(ledger: Ledger) -> Iterable[tuple[str | int, ...]]:
    for process in ledger.contract.processes:
        plan = process.plan
        days = (plan.starts_on.isoformat(), plan.ends_on.isoformat())
        yield process.seq, plan.process, *days, plan.text, len(ledger.of(process))


def _evidence_rows(ledger: Ledger) -> Iterable[tuple[str, ...]]:
    for process in ledger.contract.processes:
        for entry in ledger.of(process):
            yield (
                process.name,
                entry.name,
                entry.captured_at,
                entry.camera,
                entry.verdict_word,
                " ".join(entry.remarks),
                "" if entry.excuses else entry.note,
                entry.note if entry.excuses else "",
                entry.receipt_no,
                entry.sha256,
            )


def write_table(
    sheet: Worksheet, head: tuple[str, ...], rows: Iterable[tuple[str | int, ...]]
) -> None:
    """Write a heading line and rows of texts and numbers, in columns wide enough to read."""
    widths = [_width(title) for title in head]
    for column, title in enumerate(head, start=1):
        write_cell(sheet, 1, column, title)
        sheet.cell(1, column).font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            if isinstance(value, int):
                sheet.cell(number, column).value = value
            else:
                write_cell(sheet, number, column, value)
            widths[column - 1] = max(widths[column - 1], _width(str(value)))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"


def _width(text: str) -> int:
    """Return how wide a column has to be for a text, within what a page can show."""
    letters = text[:_WIDEST]
    return min(_WIDEST, 2 + len(letters) + sum(one >= _WIDE_FROM for one in letters))


def write_cell(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write text as text, whatever it begins with."""
    clean = FORBIDDEN.sub("", text)[:_LONGEST]
    if not clean:
        return
    cell = sheet.cell(row, column)
    cell.value = clean
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_FORMULA)
