"""Reads a foreign spreadsheet (XLSX, CSV) as plain texts: bounded, formulas are never computed."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from vendorcore.errors import NotReadable

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_BYTES = 32 << 20
MOST_UNPACKED_BYTES = 48 << 20
MOST_PARTS = 500
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 20_000, 120, 30
MOST_LETTERS = 32_767
_OLD = b"\xd0\xcf\x11\xe0"
_HEAD = 4096
# What says of itself in its first part that it is something else.
_OTHER = {b"application/vnd.oasis.opendocument": "ODS", b"application/hwp+zip": "HWPX"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as text; a formula has the value that its program last computed, if any.

    covered says that the text stands in the cell above, which was merged with this one.
    """

    text: str = ""
    formula: bool = False
    covered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its rows from the first on; merged says how many cells were filled from one.

    cut says that more stands below than was read.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: int = 0
    cut: bool = False


def read_spreadsheet(data: bytes) -> list[Sheet]:
    """Return the sheets of a file; NotReadable says what it is instead of a spreadsheet."""
    if len(data) > MOST_BYTES:
        raise NotReadable("spreadsheet-too-large", limit=MOST_BYTES)
    if data.startswith(_OLD):
        raise NotReadable("spreadsheet-old-format")
    if not data.startswith(b"PK"):
        return [_csv_sheet(data)]
    _check_parts(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # remarks on styles that are not needed here
            shown, written = (
                load_workbook(io.BytesIO(data), data_only=only) for only in (True, False)
            )
            return [_sheet(shown, sheet) for sheet in written.worksheets[:MOST_SHEETS]]
    except Exception as error:  # a foreign file can break its reader in any way
        raise NotReadable("spreadsheet-unreadable") from error


def _check_parts(data: bytes) -> None:
    """Refuse what would unpack into too much, and what brings its own definitions along."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            infos = parts.infolist()
            unpacked = sum(info.file_size for info in infos)
            if len(infos) > MOST_PARTS or unpacked > MOST_UNPACKED_BYTES:
                raise NotReadable("spreadsheet-too-large", limit=MOST_UNPACKED_BYTES)
            for info in infos:
                with parts.open(info) as part:
                    _check_head(info.filename, part.read(_HEAD))
    except (zipfile.BadZipFile, RuntimeError, OSError, EOFError) as error:
        raise NotReadable("spreadsheet-unreadable") from error


def _check_head(name: str, head: bytes) -> None:
    if b"<!DOCTYPE" in head.upper():
        raise NotReadable("spreadsheet-unreadable")
    if name == "mimetype":
        for kind, word in _OTHER.items():
            if head.startswith(kind):
                raise NotReadable("spreadsheet-other-format", format=word)


def _sheet(shown: Workbook, written: Worksheet) -> Sheet:
    values = shown[written.title]
    last_row, last_column = min(written.max_row, MOST_ROWS), min(written.max_column, MOST_COLUMNS)
    bounds: dict[str, Any] = {"max_row": last_row, "max_col": last_column}
    pairs = zip(written.iter_rows(**bounds), values.iter_rows(**bounds), strict=False)
    rows = [
        [_cell(one, other) for one, other in zip(row, seen, strict=False)] for row, seen in pairs
    ]
    merged = _fill_merged(rows, written)
    return Sheet(
        name=written.title,
        rows=tuple(map(tuple, rows)),
        merged=merged,
        cut=written.max_row > MOST_ROWS and _goes_on(written),
    )


def _goes_on(sheet: Worksheet) -> bool:
    """Whether something stands below what is read; empty lines with borders do not count."""
    # Asking for these rows would make each of their cells.
    cells = sheet._cells.items()
    return any(row > MOST_ROWS and cell.value is not None for (row, _column), cell in cells)


def _fill_merged(rows: list[list[Cell]], sheet: Worksheet) -> int:
    """Write the value of a merged cell into each row that it covers; return how many were."""
    filled = 0
    for area in list(sheet.merged_cells.ranges)[:MOST_ROWS]:
        if area.min_row > len(rows) or area.min_col > len(rows[area.min_row - 1]):
            continue  # beyond what is read
        value = replace(rows[area.min_row - 1][area.min_col - 1], covered=True)
        for row in rows[area.min_row : min(area.max_row, len(rows))]:
            row[area.min_col - 1] = value
            filled += 1
    return filled


def _cell(written: Any, shown: Any) -> Cell:
    return Cell(_text(shown.value), written.data_type == "f")


def _text(value: Any) -> str:
    """Return a value as a person would write it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        whole_day = value.time() == time.min
        return value.date().isoformat() if whole_day else value.isoformat(" ", "seconds")
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:MOST_LETTERS].strip()


def _csv_sheet(data: bytes) -> Sheet:
    text = _decoded(data).replace("\0", "")
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",")
    rows: list[tuple[Cell, ...]] = []
    cut = False
    try:
        for row in reader:
            if len(rows) < MOST_ROWS:
                rows.append(tuple(Cell(cell.strip()) for cell in row[:MOST_COLUMNS]))
            else:
                cut = cut or any(map(str.strip, row))
    except csv.Error as error:
        raise NotReadable("spreadsheet-unreadable") from error
    return Sheet(name="CSV", rows=tuple(rows), cut=cut)


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotReadable("spreadsheet-unreadable")
