"""A field for a day: typed in any usual way, or picked from a calendar (Alt+Down)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout

from vendorcore.text import _

from vendorclient.ui.fields.day_text import read_day
from vendorclient.ui.fields.line import Line
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import icons
from vendorclient.ui.theme.style import colours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent

_POPUP = Qt.WindowType.Popup
_FIRST, _LAST = date(1900, 1, 1), date(2199, 12, 31)  # no contract lies outside


class DayLine(Line):
    """A line for a day; it is written as 2026-10-12 once it is left. `typed` tells each change."""

    typed = Signal(str)

    def __init__(self, name: str, today: date, hint: str = "") -> None:
        super().__init__(name, hint or _("예: 2026-10-12"))
        self.today = today
        self.signed: date | None = None
        self._off: frozenset[date] = frozenset()
        self.textEdited.connect(self.typed)
        self.editingFinished.connect(self._tidy)
        action = self.addAction(
            icons.icon("today", colours().muted), QLineEdit.ActionPosition.TrailingPosition
        )
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(_("달력에서 고르기"))
        action.setToolTip(_("달력에서 고르기 (Alt+↓)"))
        action.triggered.connect(self.open_calendar)

    def show_holidays(self, off: Iterable[date]) -> None:
        """Mark these days in the calendar."""
        self._off = frozenset(off)

    @property
    def day(self) -> date | None:
        """The day that stands here, if it can be read."""
        return read_day(self.text(), self.today, self.signed)

    def open_calendar(self) -> None:
        """Let a day be picked."""
        box = QFrame(self, _POPUP)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setProperty("frame", "card")
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setAccessibleName(self.accessibleName())
        off = QTextCharFormat()
        off.setForeground(QColor(colours().bad))
        for day in self._off:
            calendar.setDateTextFormat(_qt(day), off)
        calendar.setDateRange(_qt(_FIRST), _qt(_LAST))  # Qt's own goes back before the year 1
        calendar.setSelectedDate(_qt(self.day or self.today))
        calendar.activated.connect(self._pick)
        calendar.clicked.connect(self._pick)
        calendar.activated.connect(box.close)
        calendar.clicked.connect(box.close)
        column = QVBoxLayout(box)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(calendar)
        box.move(self.mapToGlobal(QPoint(0, self.height())))
        box.show()
        calendar.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar by Alt+Down; go a day on or back by the arrows."""
        key, alt = event.key(), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Down and alt:
            self.open_calendar()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.day:
            step = timedelta(days=1 if key == Qt.Key.Key_Up else -1)
            if _FIRST < self.day < _LAST:
                self._put(self.day + step)
        else:
            super().keyPressEvent(event)

    def _pick(self, day: QDate) -> None:
        self._put(date(day.year(), day.month(), day.day()))
        self.setFocus()

    def _put(self, day: date) -> None:
        self.setText(day.isoformat())
        self.typed.emit(self.text())

    def _tidy(self) -> None:
        if self.day and self.text() != self.day.isoformat():
            self._put(self.day)


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
