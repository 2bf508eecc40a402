"""The other models behave like models while rows come, change and go."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.vendorclient.ui.builders import a_photo, photos
from vendorclient.ui.grid.hours import HourList, HourModel
from vendorclient.ui.widgets.badge import Mark, Tone
from vendorclient.ui.widgets.table import MARK, Column, Table, TableModel


@dataclass(frozen=True)
class Line:
    id: str
    count: int


COLUMNS = [
    Column(title="이름", words=lambda line: line.id),
    Column(title="수", words=lambda line: str(line.count), width=60, right=True, least=500),
    Column(
        title="상태", words=lambda _l: "정상", width=90, mark=lambda _l: Mark("정상", Tone.GOOD)
    ),
]


@pytest.fixture
def lines(qapp):
    made = TableModel(COLUMNS, lambda line: line.id)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()


@pytest.fixture
def hours(qapp):
    made = HourModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()


def test_rows_come_and_go(lines):
    for rows in ([Line("a", 1)], [Line("a", 1), Line("b", 2)], [], [Line("c", 3)]):
        lines.show(rows)
        assert [lines.row(n) for n in range(lines.rowCount())] == rows


def test_a_changed_row_is_only_redrawn(lines, qtbot):
    lines.show([Line("a", 1), Line("b", 2)])
    with qtbot.waitSignal(lines.dataChanged) as told, qtbot.assertNotEmitted(lines.modelReset):
        lines.show([Line("a", 1), Line("b", 5)])
    assert (told.args[0].row(), told.args[1].row()) == (1, 1)


def test_equal_rows_change_nothing(lines, qtbot):
    lines.show([Line("a", 1)])
    with qtbot.assertNotEmitted(lines.dataChanged):
        lines.show([Line("a", 1)])


def test_cells_say_how_they_are_written(lines):
    lines.show([Line("a", 7)])
    role = Qt.ItemDataRole
    assert lines.index(0, 1).data() == "7"
    assert lines.index(0, 1).data(role.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert lines.index(0, 2).data() == ""
    assert lines.index(0, 2).data(role.AccessibleTextRole) == "정상"
    assert lines.index(0, 2).data(MARK) == Mark("정상", Tone.GOOD)
    assert lines.headerData(0, Qt.Orientation.Horizontal) == "이름"
    assert lines.headerData(0, Qt.Orientation.Vertical) is None


def test_a_table_leaves_columns_away_where_there_is_no_room(lines, qtbot):
    table = Table(lines, "표")
    qtbot.addWidget(table)
    lines.show([Line("a", 7)])
    table.resize(600, 300)
    table.show()
    table.leave_away(499)
    assert table.isColumnHidden(1)
    table.leave_away(500)
    assert not table.isColumnHidden(1)
    assert not table.grab().isNull()


def test_headings_are_never_cut(lines, qtbot):
    table = Table(lines, "표")
    qtbot.addWidget(table)
    table.show()
    for number in (1, 2):
        assert table.columnWidth(number) >= table.horizontalHeader().sectionSizeHint(number)


def test_hours_gather_photos_by_day_and_hour(hours):
    hours.show([*photos(70), a_photo(99, captured_at=None)])
    shown = [hours.index(row).data() for row in range(hours.rowCount())]
    assert shown == ["9월 12일 (토)  70장", "   9시  58장", "   10시  12장", "시각 없음  1장"]
    assert hours.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "9시, 58장"
    hours.show([])
    assert hours.rowCount() == 0


def test_the_same_hours_are_not_built_anew(hours, qtbot):
    hours.show(photos(3))
    with qtbot.assertNotEmitted(hours.modelReset):
        hours.show(photos(3))


def test_a_press_on_an_hour_chooses_its_photos(qtbot, qapp: QApplication):
    listed = HourList()
    qtbot.addWidget(listed)
    listed.hour_model.show(photos(70))
    listed.show()
    place = listed.visualRect(listed.hour_model.index(2)).center()
    with qtbot.waitSignal(listed.chosen) as told:
        qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args[0] == tuple(photo.key for photo in photos(70)[58:])
