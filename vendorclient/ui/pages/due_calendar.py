"""The calendar of due days: a month, its contracts on their days, holidays marked."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from vendorcore.catalogue import holidays
from vendorcore.domain import day_from_text
from vendorcore.text import Language, _, current_language, n_

from vendorclient.ui import measures
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button, IconButton, Kind, ShortenedButton
from vendorclient.ui.widgets.card import Card, row
from vendorclient.ui.widgets.emptied import emptied
from vendorclient.ui.widgets.text import ShortenedText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorclient.ui.pages.contract_rows import ContractRow

_SHOWN = 3
_SUNDAY = 6


class DueCalendar(QWidget):
    """One month; `opened` carries the contract that was pressed."""

    left = Signal()
    opened = Signal(object)
    wanted = Signal(object, object)  # the first and the last day that are shown

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[date, list[ContractRow]] = {}
        self._today = self._month = measures.NO_DAY
        self.title = Text("", Type.TITLE)
        self.back = Button(_("목록"), Kind.QUIET, icon="chevron-left")
        self.before = IconButton("chevron-left", _("이전 달 (PgUp)"))
        self.after = IconButton("chevron-right", _("다음 달 (PgDn)"))
        self.now = Button(_("오늘"))
        self.told = Text("", tone="muted")
        self._grid = QGridLayout()
        self._grid.setSpacing(1)
        self._arrange()
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, act in (("PgUp", -1), ("PgDown", 1)):
            shortcut = QShortcut(QKeySequence(key), self, context=here)
            shortcut.activated.connect(partial(self.turn, act))
        QShortcut(QKeySequence("Esc"), self, context=here).activated.connect(self.left)

    def show_today(self, today: date) -> None:
        """Show the month of today."""
        self._today = today
        self.go(today)

    def go(self, month: date) -> None:
        """Show the month of a day, and ask what is due on its days."""
        self._month = month.replace(day=1)
        english = current_language() is Language.EN
        self.title.setText(f"{self._month:%B %Y}" if english else f"{month.year}년 {month.month}월")
        self._draw()
        self.wanted.emit(self._days[0], self._days[-1])

    def show_rows(self, rows: Sequence[ContractRow]) -> None:
        """Show these contracts on their days."""
        self._rows = defaultdict(list)
        for one in rows:
            if day := day_from_text(one.due_on):
                self._rows[day].append(one)
        self._draw()

    @property
    def _days(self) -> list[date]:
        return list(Calendar(_SUNDAY).itermonthdates(self._month.year, self._month.month))

    def _draw(self) -> None:
        days = self._days
        emptied(self._grid)
        self._show_heads()
        for place, day in enumerate(days):
            line, column = divmod(place, 7)
            self._grid.addWidget(self._cell(day), line + 1, column)
            self._grid.setRowStretch(line + 1, 1)
        for line in range(len(days) // 7 + 1, 7):
            self._grid.setRowStretch(line, 0)
        due = sum(len(self._rows.get(day, ())) for day in days if day.month == self._month.month)
        self.told.setText(n_("이 달 납품 {n}건", "이 달 납품 {n}건", due))

    def turn(self, by: int) -> None:
        """Go a month on or back."""
        edge = self._month - timedelta(days=1) if by < 0 else self._month + timedelta(days=32)
        self.go(edge)

    def first_focus(self) -> QWidget:
        """The way to the next month."""
        return self.after

    def _arrange(self) -> None:
        self.before.clicked.connect(partial(self._turn, -1))
        self.after.clicked.connect(partial(self._turn, 1))
        self.now.clicked.connect(self._go_today)
        self.back.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.SMALL)
        column.addLayout(
            row(self.back, self.title, self.before, self.after, self.now, 1, self.told)
        )
        month = QWidget()
        month.setProperty("ground", "line")
        month.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        month.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        card = Card(padding=spacing.TIGHT)
        card.body.addWidget(month)
        column.addWidget(card, 1)
        for number in range(7):
            self._grid.setColumnStretch(number, 1)

    def _turn(self, by: int, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.turn(by)

    def _go_today(self) -> None:
        self.go(self._today)

    def _show_heads(self) -> None:
        sunday = date(2026, 11, 1)
        for number in range(7):
            words = measures.weekday(sunday + timedelta(days=number))
            tone = "bad" if number == 0 else "muted"
            head = Text(words, Type.CAPTION, tone=tone)
            head.setProperty("ground", "surface")
            head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            head.setContentsMargins(spacing.TIGHT, 0, 0, 0)
            self._grid.addWidget(head, 0, number)

    def _cell(self, day: date) -> QWidget:
        cell = QWidget()
        cell.setProperty("ground", "hover" if day == self._today else "surface")
        cell.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(cell)
        column.setContentsMargins(spacing.TIGHT, 2, spacing.TIGHT, 2)
        column.setSpacing(0)
        closed = day in holidays() or day.weekday() == _SUNDAY
        here = day.month == self._month.month
        tone = ("bad" if closed else "") if here else "muted"
        kind = Type.STRONG if day == self._today else Type.CAPTION
        number = Text(str(day.day), kind, tone=tone)
        number.setAccessibleName(measures.long_day(day))
        column.addWidget(number)
        due = self._rows.get(day, [])
        for one in due[:_SHOWN]:
            column.addWidget(self._chip(one))
        if len(due) > _SHOWN:
            more = n_("외 {n}건", "외 {n}건", len(due) - _SHOWN)
            column.addWidget(ShortenedText(more, Type.CAPTION, tone="muted"))
        column.addStretch(1)
        return cell

    def _chip(self, one: ContractRow) -> QWidget:
        chip = ShortenedButton(one.name)
        chip.setProperty("kind", "day")
        late = one.is_urgent and one.left is not None and one.left < 0
        chip.setProperty("tone", "bad" if late else ("caution" if one.is_urgent else ""))
        chip.setToolTip(f"{one.mark.words} · {one.name}\n{one.institution}")
        chip.setMinimumWidth(scaled(20))
        chip.clicked.connect(partial(self._open, one))
        return chip

    def _open(self, one: ContractRow, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.opened.emit(one)
