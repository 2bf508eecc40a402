"""A plain table as a spreadsheet, in which no name can ever become a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from openpyxl import Workbook

from vendorcore.documents.sheet import write_table

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_listing(
    title: str, head: tuple[str, ...], rows: Iterable[tuple[str | int, ...]], target: BinaryIO
) -> None:
    """Write one sheet with a heading line as XLSX."""
    book = Workbook()
    book.remove(book.worksheets[0])
    write_table(book.create_sheet(title), head, rows)
    book.save(target)
