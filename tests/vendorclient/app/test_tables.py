"""Spreadsheets from outside are read in a process of their own; a bad one harms nobody else."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from vendorcore.documents.spreadsheet import MOST_BYTES, Cell, read_spreadsheet
from vendorcore.errors import InvalidEntry, NotReadable
from vendorcore.protocol import contract_to_json

from tests.vendorclient.builders import a_contract
from tests.vendorcore.documents.test_public_rows import ORDER
from vendorclient.app.table_worker import PIECE_BYTES
from vendorclient.app.tables import read_public_rows, read_sheets, worker_command
from vendorclient.app.taking_in import look_into

if TYPE_CHECKING:
    from pathlib import Path

# Says that it is ready, then never answers, or grows, or dies.
_READY = (
    "import struct, sys, time; b = b'{}'; o = sys.stdout.buffer;"
    "o.write(struct.pack('>II', 2, 0) + b); o.flush();"
)
HANGS = (sys.executable, "-c", f"{_READY} time.sleep(600)")
GROWS = (sys.executable, "-c", f"{_READY} x = bytearray(b'1') * (200 << 20); time.sleep(600)")
DIES = (sys.executable, "-c", f"{_READY} sys.stdin.buffer.read(8)")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.append(["품명", "금액"])
    sheet.append(["강판", "=1+1"])
    sheet.append(["도료", None])
    path = tmp_path / "rows.xlsx"
    made.save(path)
    return path


def test_a_table_comes_as_if_it_were_read_here(book: Path) -> None:
    assert read_sheets(book) == read_spreadsheet(book.read_bytes())
    assert read_sheets(book)[0].rows[1][1] == Cell("", formula=True)


def test_a_large_answer_comes_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    path.write_text(f"{'강판' * 40},120\n" * 20_000, "utf-8")
    assert path.stat().st_size > PIECE_BYTES
    assert len(read_sheets(path)[0].rows) == 20_000


@pytest.mark.parametrize("command", [HANGS, GROWS, DIES], ids=["hangs", "grows", "dies"])
def test_a_reader_that_breaks_is_killed_and_told(book: Path, command: tuple[str, ...]) -> None:
    with pytest.raises(NotReadable, match="spreadsheet-unreadable"):
        read_sheets(book, command=command, seconds=0.5, memory_bytes=100 << 20)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 not a zip", "spreadsheet-unreadable"),
        (b"\xd0\xcf\x11\xe0 old", "spreadsheet-old-format"),
        (b"\0" * (MOST_BYTES + 1), "spreadsheet-too-large"),
        (None, "not-readable"),
    ],
)
def test_a_refusal_keeps_its_code(tmp_path: Path, data: bytes | None, code: str) -> None:
    path = tmp_path / "bad.xlsx"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(NotReadable, match=code):
        read_sheets(path)


def test_public_rows_come_by_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({"response": {"items": [ORDER]}}), "utf-8")
    (row,) = read_public_rows(path)
    assert row["cntrctnm"] == "사무용 책상 구매"


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command()[-2:] == ("worker", "--tables")


def test_a_file_holds_a_contract_of_ours_or_public_rows(tmp_path: Path) -> None:
    ours, theirs, neither = (tmp_path / f"{name}.json" for name in ("ours", "theirs", "neither"))
    contract = a_contract()
    ours.write_text(json.dumps(contract_to_json(contract), ensure_ascii=False), "utf-8")
    theirs.write_text(json.dumps([ORDER]), "utf-8")
    neither.write_text('{"name": "책상"}', "utf-8")

    assert look_into(ours).contract == contract
    assert [row["cntrctnm"] for row in look_into(theirs).rows] == ["사무용 책상 구매"]
    with pytest.raises(InvalidEntry):
        look_into(neither)
    with pytest.raises(NotReadable):
        look_into(tmp_path / "gone.json")
