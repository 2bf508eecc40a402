"""원부자재 구매내역서: rows add up, cells that cannot be right are marked, blocks are laid over."""

from __future__ import annotations

from itertools import count

import pytest

from vendorcore.catalogue import material_columns, material_columns_from
from vendorcore.domain import MaterialRow
from vendorcore.domain.materials import (
    Column,
    ColumnType,
    bought_again,
    material_remarks,
    totals_of,
    with_block,
)
from vendorcore.errors import InvalidEntry

GOOD = {
    "material_kind": "원자재",
    "material_name": "강판",
    "unit": "장",
    "qty": "3",
    "unit_price": "1,500",
    "supplier_name": "철강상사",
    "supplier_bizno": "612-83-06057",
    "purchase_date": "2026-10-05",
}


def a_row(**cells: str) -> MaterialRow:
    return MaterialRow(
        id="row", cells={key: text for key, text in {**GOOD, **cells}.items() if text}
    )


def test_a_good_row_is_not_marked() -> None:
    assert material_remarks([a_row()], material_columns()) == []


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ({"material_name": ""}, "cell-missing", "material_name"),
        ({"qty": "", "unit_price": ""}, "cell-missing", "qty"),
        ({"qty": "0"}, "cell-not-a-number", "qty"),
        ({"unit_price": "비쌈"}, "cell-not-a-number", "unit_price"),
        ({"purchase_date": "어제"}, "cell-not-a-day", "purchase_date"),
        ({"material_kind": "기타"}, "cell-not-a-choice", "material_kind"),
        ({"supplier_bizno": "1000000001"}, "supplier-number-wrong", "supplier_bizno"),
        ({"supplier_bizno": "0000000000"}, "supplier-number-wrong", "supplier_bizno"),
        ({"amount": "4,400"}, "row-sum-differs", "amount"),
        ({"amount": "4,5x"}, "cell-not-a-number", "amount"),
    ],
)
def test_a_wrong_cell_is_marked(cells: dict[str, str], code: str, field: str) -> None:
    remarks = material_remarks([a_row(**cells)], material_columns())

    assert (code, field) in [(one.code, one.field) for one in remarks]
    assert not any(one.blocks for one in remarks)


def test_rows_add_up() -> None:
    totals = totals_of([a_row(), a_row(amount="500"), a_row(qty="", amount="")])

    assert (totals.rows, totals.amount, totals.unknown) == (3, 5000, 1)


def test_a_block_is_laid_over_the_rows_and_beyond() -> None:
    numbers = count(1)
    columns = [Column(key=key, title=key) for key in ("seq", "a", "b", "c")]
    rows = [MaterialRow(id="r1", cells={"a": "1", "b": "2"})]

    after = with_block(
        rows,
        [["x", " y ", "zuviel"], ["", "w"]],
        columns=columns,
        at_row=0,
        at_column=1,
        new_id=lambda: f"n{next(numbers)}",
    )

    assert [(row.id, dict(row.cells)) for row in after] == [
        ("r1", {"a": "1", "b": "x", "c": "y"}),
        ("n1", {"c": "w"}),
    ]


def test_the_bundled_columns_are_read() -> None:
    columns = {column.key: column for column in material_columns()}

    assert columns["material_kind"].choices == ("원자재", "부자재")
    assert columns["qty"].type is ColumnType.DECIMAL
    assert columns["qty"].is_number
    assert not columns["material_name"].is_number
    assert not columns["unit_price"].required


def test_an_operator_can_put_other_columns_in_their_place() -> None:
    (column,) = material_columns_from(["order,key,column_ko,type,required", "1,a,이름,무엇,Y"])

    assert (column.title, column.type, column.required) == ("이름", ColumnType.TEXT, True)


@pytest.mark.parametrize("lines", [["key,column_ko"], ["key,column_ko", "a,x", "a,y"], ["x", "1"]])
def test_columns_that_cannot_be_used_are_refused(lines: list[str]) -> None:
    with pytest.raises(InvalidEntry):
        material_columns_from(lines)


@pytest.mark.parametrize(
    ("number", "doubtful"), [("130111-0006246", False), ("1101110375818", True)]
)
def test_a_corporate_number_is_only_doubted(number: str, doubtful: bool) -> None:
    column = Column(key="corpno", title="법인등록번호", type=ColumnType.CORPORATE_NO)
    remarks = material_remarks([a_row(corpno=number)], [column])

    assert [(one.code, one.blocks) for one in remarks] == (
        [("corporate-number-doubtful", False)] if doubtful else []
    )


def test_what_is_bought_again_has_no_numbers_days_or_bills() -> None:
    before = a_row(amount="4,500", tax_invoice_no="2026", origin="한국", remark="급함")
    bare = MaterialRow(id="bare", cells={"qty": "3"})

    (again,) = bought_again([before, bare], material_columns(), iter("abc").__next__)

    assert again.id == "a"
    assert sorted(again.cells) == [
        "material_kind",
        "material_name",
        "origin",
        "supplier_bizno",
        "supplier_name",
        "unit",
    ]
