"""Foreign spreadsheets are read within bounds, or refused in words."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time

import pytest

from vendorcore.documents import spreadsheet
from vendorcore.documents.spreadsheet import read_spreadsheet
from vendorcore.errors import NotReadable

from tests.vendorcore.documents.test_statement import a_book, a_look_alike


def a_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"<" + b" " * (60 << 20))
    return target.getvalue()


def many_parts() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as parts:
        for number in range(501):
            parts.writestr(f"{number}.xml", b"")
    return target.getvalue()


def own_entities() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as parts:
        parts.writestr("a.xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'x'>]><a>&b;</a>")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (a_bomb(), "spreadsheet-too-large"),
        (many_parts(), "spreadsheet-too-large"),
        (own_entities(), "spreadsheet-unreadable"),
        (b"PK\x03\x04 half a file", "spreadsheet-unreadable"),
        (b"\xd0\xcf\x11\xe0 old Excel, or a HWP", "spreadsheet-old-format"),
        (b"\x00\xff\xfe\x81\x20", "spreadsheet-unreadable"),
        (b'"' + b"x" * 200_000, "spreadsheet-unreadable"),
        (b"0" * ((32 << 20) + 1), "spreadsheet-too-large"),
    ],
    ids=["bomb", "parts", "entities", "half", "old", "bytes", "csv", "large"],
)
def test_what_is_no_spreadsheet_is_refused_in_words(data: bytes, code: str) -> None:
    with pytest.raises(NotReadable, match=code):
        read_spreadsheet(data)


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as parts:
        parts.writestr("a.txt", b"x")

    with pytest.raises(NotReadable, match="spreadsheet-unreadable"):
        read_spreadsheet(target.getvalue())


def test_times_are_written_out() -> None:
    day = datetime(2026, 10, 5, 9, 30)  # noqa: DTZ001 - a cell has no zone
    (sheet,) = read_spreadsheet(a_book([day, time(9, 30), True]))

    assert [cell.text for cell in sheet.rows[0]] == ["2026-10-05 09:30:00", "09:30:00", "True"]


def test_a_table_is_cut_where_nobody_reads_on() -> None:
    (sheet,) = read_spreadsheet(b"a\n" * (spreadsheet.MOST_ROWS + 5))

    assert (len(sheet.rows), sheet.cut) == (spreadsheet.MOST_ROWS, True)


def test_empty_lines_below_are_no_reason_to_call_a_table_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)

    (book,) = read_spreadsheet(a_book(["a"], ["b"], [None], [""]))
    (lines,) = read_spreadsheet(b"a\nb\n\n , \n")

    assert (book.cut, lines.cut) == (False, False)


def test_an_empty_sheet_has_no_rows_to_take() -> None:
    (sheet,) = read_spreadsheet(a_book())

    assert [cell.text for row in sheet.rows for cell in row] in ([], [""])


def test_merged_cells_beyond_what_is_read_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)

    (sheet,) = read_spreadsheet(a_book(["a"], ["b"], ["c"], merge=["A3:A4"]))

    assert (len(sheet.rows), sheet.merged, sheet.cut) == (2, 0, True)


def test_cells_merged_far_to_the_right_keep_nothing_from_being_read() -> None:
    (sheet,) = read_spreadsheet(a_book(["a"], ["b"], merge=["DZ1:EA2"]))

    assert [row[0].text for row in sheet.rows] == ["a", "b"]


def test_a_whole_number_has_no_point() -> None:
    (sheet,) = read_spreadsheet(a_look_alike('<row r="1"><c r="A1"><v>3.0</v></c></row>'))

    assert sheet.rows[0][0].text == "3"
