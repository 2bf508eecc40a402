"""A day is picked or counted on only where there are days."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget

from vendorclient.ui.fields.day import DayLine

TODAY = date(2026, 10, 20)


@pytest.fixture
def line(qtbot):
    made = DayLine("납품기한", TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.qt_log_ignore("does not support")  # what a popup asks of a screen
@pytest.mark.parametrize("year", [-3, 0, 99_999])
def test_the_calendar_knows_no_year_that_no_contract_has(line, year):
    line.open_calendar()
    (calendar,) = line.findChildren(QCalendarWidget)
    calendar.setCurrentPage(year or 1, 1)
    calendar.setSelectedDate(QDate(year or -1, 1, 1))
    calendar.clicked.emit(calendar.selectedDate())
    assert date(1900, 1, 1) <= line.day <= date(2199, 12, 31)


@pytest.mark.parametrize(
    ("day", "key"), [("9999-12-31", Qt.Key.Key_Up), ("1900-01-01", Qt.Key.Key_Down)]
)
def test_the_arrows_stop_where_the_days_end(qtbot, line, day, key):
    line.setText(day)
    qtbot.keyClick(line, key)
    assert line.text() == day
