"""The grid of the 원부자재 구매내역서: pasted, filled down, cleared, added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import InvalidEntry, NotReadable

from tests.vendorclient.app.pen import Pen, slow_clock
from vendorclient.app import materials

if TYPE_CHECKING:
    from pathlib import Path

    from tests.vendorclient.builders import Library


@pytest.fixture
def pen(library: Library) -> Pen:
    return Pen(library, slow_clock())


def test_rows_are_pasted_filled_down_cleared_and_added_up(pen: Pen) -> None:
    copied = '원자재\t강판\t1.2T\t장\t10\t1,500\r\n부자재\t"볼트\n육각"\tM8\tEA\t200\t50\r\n'
    draft = materials.paste(pen.db, pen.id, copied, now=pen.now)
    first, second = (row.id for row in draft.materials)
    materials.type_in_cell(pen.db, pen.id, first, "supplier_name", "철강상사", now=pen.now)
    draft = materials.fill_down(pen.db, pen.id, [first, second], ["supplier_name"], now=pen.now)

    assert [row.cell("supplier_name") for row in draft.materials] == ["철강상사", "철강상사"]
    assert draft.materials[1].cell("material_name") == "볼트\n육각"
    assert materials.totals(draft).amount == 25_000
    assert {one.code for one in materials.row_problems(pen.db, draft)} == {"cell-missing"}

    draft, added = materials.add_row(pen.db, pen.id, place=0, now=pen.now)
    assert [row.id for row in draft.materials] == [added, first, second]
    draft = materials.clear_cells(pen.db, pen.id, [first], ["qty"], now=pen.now)
    assert draft.materials[1].cell("qty") == ""
    draft = materials.remove_rows(pen.db, pen.id, [first, added], now=pen.now)
    assert [row.id for row in draft.materials] == [second]
    assert materials.add_row(pen.db, pen.id, now=pen.now)[0].materials[0].id == second


def test_nothing_copied_is_nothing_pasted(pen: Pen) -> None:
    assert materials.block_from_text("") == [[]]


def test_an_operators_columns_take_the_place_of_ours(pen: Pen) -> None:
    (column,) = materials.replace_columns(
        pen.db, "order,key,column_ko,type,required\n1,a,이름,text,Y"
    )

    assert column.title == "이름"
    assert len(materials.replace_columns(pen.db, "")) == 14
    with pytest.raises(InvalidEntry):
        materials.replace_columns(pen.db, "x\n1")


def test_the_statement_goes_out_and_comes_back(pen: Pen, tmp_path: Path) -> None:
    materials.paste(pen.db, pen.id, "원자재\t강판\t1.2T\t장\t10\t1500", now=pen.now)
    form = tmp_path / "구매내역서.xlsx"
    materials.export_statement(pen.db, pen.draft, form)

    draft, found = materials.read_back(pen.db, pen.id, form, now=pen.now)
    more, _found = materials.read_back(pen.db, pen.id, form, instead=False, now=pen.now)

    assert [row.cell("material_name") for row in draft.materials] == ["강판"]
    assert found.sheet == "원부자재 구매내역서"
    assert len(more.materials) == 2
    with pytest.raises(NotReadable):
        materials.read_back(pen.db, pen.id, tmp_path / "none.xlsx", now=pen.now)
    (tmp_path / "empty.xlsx").touch()
    with pytest.raises(NotReadable):
        materials.read_back(pen.db, pen.id, tmp_path / "empty.xlsx", now=pen.now)
