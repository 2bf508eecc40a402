"""The grid of the 원부자재 구매내역서: typed, pasted, filled down, added up; kept at once."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from vendorcore.catalogue import material_columns
from vendorcore.catalogue.materials import material_columns_from
from vendorcore.documents import statement_of, write_statement
from vendorcore.domain import MaterialRow, new_id
from vendorcore.domain.draft import part_of, put
from vendorcore.domain.materials import (
    SEQ,
    Column,
    Totals,
    material_remarks,
    totals_of,
    with_block,
)

from vendorclient.app.drafting import edit
from vendorclient.app.tables import read_sheets
from vendorclient.storage.catalogue import COLUMNS_OF_SERVER
from vendorclient.storage.durable import disk_border
from vendorclient.storage.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime
    from pathlib import Path

    from vendorcore.documents import Statement
    from vendorcore.domain import Draft, Remark

    from vendorclient.storage.database import Database

    Clock = Callable[[], datetime]

_COLUMNS = "material-columns"
BLANK_LINES = 30  # room to go on writing above the total


def columns(db: Database) -> tuple[Column, ...]:
    """Return the columns to fill in: our own, else the operator's, else the bundled ones."""
    text = Settings(db).get(_COLUMNS) or Settings(db).get(COLUMNS_OF_SERVER)
    known = material_columns_from(text.splitlines()) if text else material_columns()
    return tuple(column for column in known if column.key != SEQ)


def replace_columns(db: Database, text: str) -> tuple[Column, ...]:
    """Take other columns (CSV); an empty text takes the bundled ones again."""
    if text.strip():
        material_columns_from(text.splitlines())
    Settings(db).set(_COLUMNS, text.strip())
    return columns(db)


def add_row(
    db: Database, draft_id: str, *, place: int | None = None, now: Clock
) -> tuple[Draft, str]:
    """Add an empty row, at the end or at a place; also return its id."""
    row = MaterialRow(id=new_id())

    def change(draft: Draft) -> Draft:
        at = len(draft.materials) if place is None else place
        rows = (*draft.materials[:at], row, *draft.materials[at:])
        return replace(draft, materials=rows)

    return edit(db, draft_id, change, now=now), row.id


def type_in_cell(
    db: Database, draft_id: str, row_id: str, key: str, text: str, *, now: Clock
) -> Draft:
    """Keep what stands in a cell."""

    def change(draft: Draft) -> Draft:
        row = part_of(draft.materials, row_id).with_cell(key, text)
        return replace(draft, materials=put(draft.materials, row))

    return edit(db, draft_id, change, now=now)


def paste(
    db: Database, draft_id: str, text: str, *, at_row: int = 0, at_column: int = 0, now: Clock
) -> Draft:
    """Lay what was copied in a spreadsheet over the grid, from a cell on; rows are added."""
    block = block_from_text(text)
    known = columns(db)

    def change(draft: Draft) -> Draft:
        rows = with_block(
            draft.materials,
            block,
            columns=known,
            at_row=at_row,
            at_column=at_column,
            new_id=new_id,
        )
        return replace(draft, materials=rows)

    return edit(db, draft_id, change, now=now)


def fill_down(
    db: Database, draft_id: str, row_ids: Sequence[str], keys: Collection[str], *, now: Clock
) -> Draft:
    """Copy the cells of the first of these rows into the others (Ctrl+D)."""

    def change(draft: Draft) -> Draft:
        first, others = part_of(draft.materials, row_ids[0]), set(row_ids[1:])
        rows = tuple(
            _filled(row, first, keys) if row.id in others else row for row in draft.materials
        )
        return replace(draft, materials=rows)

    return edit(db, draft_id, change, now=now)


def clear_cells(
    db: Database, draft_id: str, row_ids: Collection[str], keys: Collection[str], *, now: Clock
) -> Draft:
    """Empty cells (Del)."""
    empty = MaterialRow(id="")

    def change(draft: Draft) -> Draft:
        rows = tuple(
            _filled(row, empty, keys) if row.id in row_ids else row for row in draft.materials
        )
        return replace(draft, materials=rows)

    return edit(db, draft_id, change, now=now)


def remove_rows(db: Database, draft_id: str, row_ids: Collection[str], *, now: Clock) -> Draft:
    """Take rows out."""

    def change(draft: Draft) -> Draft:
        kept = tuple(row for row in draft.materials if row.id not in row_ids)
        return replace(draft, materials=kept)

    return edit(db, draft_id, change, now=now)


def export_statement(db: Database, draft: Draft, to: Path) -> None:
    """Write the statement as XLSX: filled in as far as it is, or as an empty form."""
    head = (("계약명", draft.name), ("계약번호", draft.number))
    with disk_border(to), to.open("wb") as file:
        write_statement(head, columns(db), draft.materials, file, blank_lines=BLANK_LINES)


def read_back(
    db: Database, draft_id: str, path: Path, *, instead: bool = True, now: Clock
) -> tuple[Draft, Statement]:
    """Take the rows of an XLSX or CSV in, instead of those that are there or behind them.

    All rows are kept; what is wrong with one stands in the remarks of the statement.
    """
    found = statement_from(path, columns(db))

    def change(draft: Draft) -> Draft:
        before = () if instead else draft.materials
        return replace(draft, materials=(*before, *found.rows))

    return edit(db, draft_id, change, now=now), found


def statement_from(path: Path, known: Sequence[Column]) -> Statement:
    """Return the statement that a foreign XLSX or CSV holds; it is read in a process of its own."""
    return statement_of(read_sheets(path), known, new_id)


def totals(draft: Draft) -> Totals:
    """Return what the rows come to."""
    return totals_of(draft.materials)


def row_problems(db: Database, draft: Draft) -> list[Remark]:
    """Return what is missing or strange in the rows: part is the row, field the column."""
    return material_remarks(draft.materials, columns(db))


def block_from_text(text: str) -> list[list[str]]:
    """Return the cells of a text that was copied in a spreadsheet (tabs and lines)."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").rstrip("\n")
    return list(csv.reader(io.StringIO(plain, newline=""), delimiter="\t")) or [[]]


def _filled(row: MaterialRow, source: MaterialRow, keys: Collection[str]) -> MaterialRow:
    for key in keys:
        row = row.with_cell(key, source.cell(key))
    return row
