"""The statement as a spreadsheet: out and in again unchanged, whatever program wrote it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from vendorcore.catalogue import material_columns
from vendorcore.documents import read_statement, write_statement
from vendorcore.domain import MaterialRow
from vendorcore.domain.materials import Totals, totals_of
from vendorcore.errors import NotReadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorcore.documents import Statement

COLUMNS = material_columns()
HEAD = (("계약명", "사무용 책상"), ("계약번호", "=1+1"))
TITLES = ["연번", "구분", "원부자재명", "수량", "단가(원)", "구입처(상호)", "구입일"]


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"r{next(numbers)}"


def read(data: bytes) -> Statement:
    return read_statement(data, COLUMNS, ids())


def written(*rows: dict[str, str]) -> bytes:
    target = io.BytesIO()
    write_statement(
        HEAD, COLUMNS, [MaterialRow(id=str(n), cells=cells) for n, cells in enumerate(rows)], target
    )
    return target.getvalue()


def a_book(*lines: list[Any], title: str = "Sheet1", **more: Any) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for line in lines:
        sheet.append(line)
    for area in more.get("merge", ()):
        sheet.merge_cells(area)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def a_look_alike(rows: str, shared: str = "", prefix: str = "") -> bytes:
    """Return the least that Excel or Hancom call a workbook, written by hand."""
    p = f"{prefix}:" if prefix else ""
    ns = f'xmlns{":" + prefix if prefix else ""}="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    pack = "http://schemas.openxmlformats.org/package/2006"
    target = io.BytesIO()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    with zipfile.ZipFile(target, "w") as parts:
        parts.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{pack}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/>'
            "</Types>",
        )
        parts.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{pack}/relationships"><Relationship Id="r1" '
            f'Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        parts.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{ns.split(chr(34))[1]}" xmlns:r="{rel}"><sheets>'
            '<sheet name="구매내역" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        parts.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{pack}/relationships"><Relationship Id="r1" '
            f'Type="{rel}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
            f'Type="{rel}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
        parts.writestr("xl/sharedStrings.xml", f"<{p}sst {ns}>{shared}</{p}sst>")
        parts.writestr(
            "xl/worksheets/sheet1.xml",
            f"<{p}worksheet {ns}><{p}sheetData>{rows}</{p}sheetData></{p}worksheet>",
        )
    return target.getvalue()


def inline(ref: str, text: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_out_and_in_again_nothing_has_changed() -> None:
    rows: list[dict[str, str]] = [
        {"material_kind": "원자재", "material_name": "강판", "qty": "3", "unit_price": "1,500"},
        {"material_name": "=SUM(A1:A9)", "spec": "+82", "unit": "-", "remark": "@", "qty": "1.50"},
        {"material_name": "볼트", "supplier_bizno": "0123456789", "amount": "007", "qty": "12.5"},
        {"material_name": "여러\n줄", "purchase_date": "2026.10.5", "tax_invoice_no": "2026" * 6},
    ]  # fmt: skip

    found = read(written(*rows))

    assert [dict(row.cells) for row in found.rows] == [
        {**rows[0], "amount": "4500"},
        *rows[1:],
    ]
    assert (found.sheet, found.unknown) == ("원부자재 구매내역서", ())


def test_no_cell_that_is_written_can_be_a_formula() -> None:
    sheet = load_workbook(io.BytesIO(written({"material_name": "=1+1", "spec": "@x"}))).active
    assert sheet is not None

    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}

    assert kinds == {"s", "n"}


def test_columns_are_found_by_their_titles_in_any_order() -> None:
    data = a_book(
        ["회사 서식 2026"],
        [],
        ["구입처 (상호)", "우리 메모", "수 량*", "원부자재명"],
        ["철강상사", "x", 3, "강판"],
        ["합계", None, 3],
    )

    found = read(data)

    assert [dict(row.cells) for row in found.rows] == [
        {"supplier_name": "철강상사", "qty": "3", "material_name": "강판"}
    ]
    assert found.unknown == ("우리 메모",)
    assert found.lines == {"r1": 4}


def test_days_and_numbers_come_as_people_write_them() -> None:
    data = a_book(
        TITLES,
        [1, "원자재", "강판", 2.5, 1500.0, "상사", date(2026, 10, 5)],
        [2, "원자재", "강판", 3.0, 10, "상사", 46300],
        [3, "원자재", "강판", 3, 10, "상사", "2026년 10월 5일"],
    )

    found = read(data)

    keys = ("qty", "unit_price", "purchase_date")
    assert [tuple(map(row.cell, keys)) for row in found.rows] == [
        ("2.5", "1500", "2026-10-05"),
        ("3", "10", "2026-10-05"),
        ("3", "10", "2026년 10월 5일"),
    ]  # fmt: skip
    assert not [one for one in found.remarks if one.field == "purchase_date"]


def test_merged_cells_count_for_each_row_they_cover() -> None:
    data = a_book(
        TITLES,
        [1, "원자재", "강판", 1, 10, "철강상사", "2026-10-05"],
        [2, "원자재", "볼트", 2, 10, None, "2026-10-05"],
        merge=["F2:F3", "A10:B12", "A9:Z9"],
    )

    assert [row.cell("supplier_name") for row in read(data).rows] == ["철강상사", "철강상사"]


def test_an_amount_for_several_lines_counts_once() -> None:
    data = a_book(
        ["원부자재명", "수량", "금액(원)"],
        ["강판", 1, 300_000],
        ["볼트", 2, None],
        merge=["C2:C3"],
    )

    found = read(data)

    assert totals_of(found.rows) == Totals(rows=2, amount=300_000, unknown=1)
    assert ("cell-missing", "amount", "r2") in {
        (one.code, one.field, one.part) for one in found.remarks
    }


def test_bad_rows_are_marked_and_good_ones_kept() -> None:
    data = a_book(
        TITLES,
        [1, "원자재", "강판", "많이", 10, "상사", "2026-10-05"],
        [2, "원자재", "볼트", 2, 10, "상사", "2026-10-05"],
    )

    found = read(data)

    assert len(found.rows) == 2
    assert {(one.code, one.part) for one in found.remarks if one.field == "qty"} == {
        ("cell-not-a-number", "r1")
    }


def test_formulas_are_never_computed() -> None:
    titles = ["원부자재명", "수량", "단가(원)", "금액(원)"]
    head = "".join(
        inline(f"{letter}1", title) for letter, title in zip("ABCD", titles, strict=True)
    )
    rows = (
        f'<row r="1">{head}</row>'
        f'<row r="2">{inline("A2", "강판")}<c r="B2"><v>3</v></c><c r="C2"><v>10</v></c>'
        '<c r="D2"><f>B2*C2</f><v>30</v></c></row>'
        f'<row r="3">{inline("A3", "볼트")}<c r="B3"><v>1</v></c>'
        '<c r="D3"><f>WEBSERVICE("http://x")</f></c></row>'
    )

    found = read(a_look_alike(rows))

    assert [row.cell("amount") for row in found.rows] == ["30", ""]
    codes = {(one.code, one.part) for one in found.remarks if "formula" in one.code}
    assert codes == {("cell-was-formula", "r1"), ("cell-formula-without-value", "r2")}


def test_the_shared_words_of_another_program_are_read() -> None:
    shared = "".join(f"<x:si><x:t>{text}</x:t></x:si>" for text in ("원부자재명", "수량", "강판"))
    cells = [("A1", 0), ("B1", 1), ("A2", 2)]
    head, name = (
        "".join(f'<x:c r="{ref}" t="s"><x:v>{number}</x:v></x:c>' for ref, number in part)
        for part in (cells[:2], cells[2:])
    )
    rows = f'<x:row r="1">{head}</x:row><x:row r="2">{name}<x:c r="B2"><x:v>7</x:v></x:c></x:row>'

    (row,) = read(a_look_alike(rows, shared, "x")).rows

    assert dict(row.cells) == {"material_name": "강판", "qty": "7"}


def test_ten_thousand_rows_are_read() -> None:
    lines = [[n, "원자재", f"강판 {n}", 1, 10, "상사", "2026-10-05"] for n in range(10_000)]

    found = read(a_book(TITLES, *lines))

    assert len(found.rows) == 10_000
    assert found.rows[-1].cell("material_name") == "강판 9999"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949"])
def test_a_table_with_commas_or_tabs_is_read_too(encoding: str) -> None:
    for mark in (",", "\t"):
        text = mark.join(["원부자재명", "수량"]) + "\r\n" + mark.join(["강판", "3"])
        assert read(text.encode(encoding)).rows[0].cell("qty") == "3"


def test_a_table_that_is_too_long_is_not_taken_in_part() -> None:
    lines = [COLUMNS[2].title + "," + COLUMNS[3].title, *["강판,2.0mm"] * 20_000]

    with pytest.raises(NotReadable, match="statement-too-long"):
        read("\n".join(lines).encode())


def test_a_wrong_book_is_told_by_its_sheets() -> None:
    with pytest.raises(NotReadable, match="statement-not-found") as told:
        read(a_book(["이름", "전화"], ["김", "1"], title="주소록"))
    assert told.value.details["names"] == "주소록"


def test_the_sheet_with_most_of_our_columns_counts() -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.append(["원부자재명", "수량"])
    second = book.create_sheet("진짜")
    second.append(TITLES)
    second.append([1, "원자재", "강판", 1, 10, "상사", "2026-10-05"])
    target = io.BytesIO()
    book.save(target)

    assert read(target.getvalue()).sheet == "진짜"
