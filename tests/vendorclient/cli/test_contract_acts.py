"""Contracts from the command line: taken in, filled, registered, found, moved on, put on paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from tests.vendorclient.builders import write
from tests.vendorcore.documents.test_public_rows import ITEM, ORDER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.cli.terminal import Terminal


def test_a_saved_row_becomes_a_draft_that_says_what_it_lacks(
    terminal: Terminal, tmp_path: Path
) -> None:
    file = write(tmp_path / "rows.json", json.dumps([ORDER, ITEM]).encode())
    (made,) = terminal.json("contracts", "import", file).rows

    (line,) = terminal.json("contracts", "drafts").rows
    assert (line["draft"], line["step"]) == (made["draft"], "order")
    refused = terminal.json("contracts", "register", line["draft"])
    assert refused.code == 1
    assert [row["code"] for row in refused.rows] == ["processes-missing"]


def test_the_statement_goes_out_and_comes_in(terminal: Terminal, tmp_path: Path) -> None:
    file = write(tmp_path / "rows.json", json.dumps([ORDER]).encode())
    (made,) = terminal.json("contracts", "import", file).rows
    form = tmp_path / "form.xlsx"
    terminal("contracts", "materials", made["draft"], "--save", form)
    book = load_workbook(form)
    sheet = book.active
    assert sheet is not None
    head = next(row for row in sheet.iter_rows() if row[0].value == "연번")
    places = {str(cell.value): cell.column for cell in head}
    sheet.cell(head[0].row + 1, places["원부자재명"]).value = "강판"
    sheet.cell(head[0].row + 1, places["수량"]).value = "많이"
    book.save(form)

    *marks, sums = terminal.json("contracts", "materials", made["draft"], "--read", form).rows

    assert ("cell-not-a-number", "qty") in [(one["code"], one["field"]) for one in marks]
    assert (sums["rows"], sums["unknown"]) == (1, 1)


def test_a_contract_is_found_moved_on_and_put_on_paper(terminal: Terminal, tmp_path: Path) -> None:
    contract = {
        "name": "철제 용접 구조물",
        "signed_on": "2026-10-01",
        "due_on": "2026-11-30",
        "items": [{"detail_name": "구조물"}],
        "processes": [{"name": "용접", "starts_on": "2026-10-19", "ends_on": "2026-10-23"}],
    }
    file = write(tmp_path / "contract.json", json.dumps(contract).encode())
    (kept,) = terminal.json("contracts", "add", file).rows

    assert [row["contract"] for row in terminal.json("contracts", "search", "용접").rows] == [
        kept["id"]
    ]
    (moved,) = terminal.json("contracts", "state", kept["id"], "--to", "producing").rows
    assert (moved["state"], moved["empty"]) == ("producing", 4)
    (sheet,) = terminal.json("contracts", "sheet", kept["id"], "--to", tmp_path / "a.pdf").rows
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    (bundle,) = terminal.json("contracts", "bundle", kept["id"], "--to", tmp_path / "out").rows
    assert (bundle["files"], bundle["without"]) == (0, ["용접"])
    assert sheet["file"].endswith("a.pdf")
