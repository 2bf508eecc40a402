"""The ledger as a spreadsheet, in which no name can ever become a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Font

from vendorcore.text import _, verdict_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openpyxl.worksheet.worksheet import Worksheet

    from vendorcore.documents.record import Ledger

# XML holds none of these; a spreadsheet with one would not open.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767


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


def _process_rows(ledger: Ledger) -> Iterable[tuple[str, ...]]:
    for process in ledger.contract.processes:
        plan = process.plan
        days = (plan.starts_on.isoformat(), plan.ends_on.isoformat())
        yield str(process.seq), plan.process, *days, plan.text, str(len(ledger.of(process)))


def _evidence_rows(ledger: Ledger) -> Iterable[tuple[str, ...]]:
    for process in ledger.contract.processes:
        for entry in ledger.of(process):
            yield (
                process.name,
                entry.name,
                entry.captured_at,
                entry.camera,
                verdict_word(entry.verdict),
                " ".join(entry.remarks),
                entry.note,
                entry.receipt_no,
                entry.sha256,
            )


def write_table(sheet: Worksheet, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a heading line and rows of text."""
    for column, title in enumerate(head, start=1):
        write_cell(sheet, 1, column, title)
        sheet.cell(1, column).font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            write_cell(sheet, number, column, text)
    sheet.freeze_panes = "A2"


def write_cell(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write text as text, whatever it begins with."""
    clean = FORBIDDEN.sub("", text)[:_LONGEST]
    if not clean:
        return
    cell = sheet.cell(row, column)
    cell.value = clean
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(_FORMULA)
