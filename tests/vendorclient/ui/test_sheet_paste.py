"""Pasting into a sheet that has no row and no present cell yet."""

from vendorclient.ui.sheet.column import SheetColumn
from vendorclient.ui.sheet.model import SheetModel


def test_a_block_is_put_where_there_is_no_present_cell(qapp):
    sheet = SheetModel([SheetColumn(key="name", title="품명")])
    told = []
    sheet.edited.connect(lambda rows, _place: told.append(rows))
    sheet.put(-1, 0, [["합판"], ["볼트"]])
    assert [row["name"] for row in told[-1]] == ["합판", "볼트"]
