"""오늘: what is plugged in, what is to be done, what is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from vendorcore.text import _

from vendorclient.ui.overriding import override
from vendorclient.ui.pages.page import Page
from vendorclient.ui.theme import icons, spacing
from vendorclient.ui.theme.style import colours, look, scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets import badge
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.card import Card, row, rule
from vendorclient.ui.widgets.device_card import DeviceCard, DeviceLine
from vendorclient.ui.widgets.first_run import FirstRun
from vendorclient.ui.widgets.schedule import Bar, Schedule
from vendorclient.ui.widgets.text import ShortenedText, Text
from vendorclient.ui.widgets.todo_row import TodoLine, TodoRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from vendorclient.ui.widgets.progress import Progress

_CARD = 360


class TodayPage(Page):
    """The first page."""

    device_opened = Signal(str)
    phone_wanted = Signal(str)
    device_helped = Signal(str)
    device_ejected = Signal(str)
    folder_wanted = Signal()
    followed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(_("오늘"))
        self._cards: dict[str, DeviceCard] = {}
        self._devices = QGridLayout()
        self._devices.setSpacing(spacing.MEDIUM)
        self.first = FirstRun()
        self.first.hide()
        self._no_device = NoDevice()
        self._todo = Card(padding=spacing.MEDIUM)
        self._todo.body.setSpacing(0)
        self._plan = Card(padding=spacing.MEDIUM)
        self._plan_title = ShortenedText("", Type.CAPTION, tone="muted")
        self._schedule = Schedule()
        self._folder = Button(_("폴더에서 가져오기"), icon="folder")
        self._folder.clicked.connect(self.folder_wanted)
        self.add_button(self._folder)
        self._arrange()
        look().changed.connect(self._place_cards)

    def show_devices(self, lines: Sequence[DeviceLine]) -> None:
        """Show what is plugged in."""
        wanted = {line.key: line for line in lines}
        for key in [key for key in self._cards if key not in wanted]:
            gone = self._cards.pop(key)
            self._devices.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for key, line in wanted.items():
            if key not in self._cards:
                self._cards[key] = card = DeviceCard(line)
                card.opened.connect(self.device_opened)
                card.picking.connect(self.phone_wanted)
                card.helped.connect(self.device_helped)
                card.ejected.connect(self.device_ejected)
            self._cards[key].show_line(line)
        self._no_device.setVisible(not wanted)
        self._place_cards()

    def show_copying(self, key: str, progress: Progress | None) -> None:
        """Show how far the copying from one device is."""
        if key in self._cards:
            self._cards[key].show_progress(progress)

    def show_todos(self, lines: Sequence[TodoLine]) -> None:
        """Show what is to be done."""
        while (item := self._todo.body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        widest = max((badge.size_of(line.mark).width() for line in lines), default=0)
        for number, line in enumerate(lines):
            if number:
                self._todo.body.addWidget(rule())
            shown = TodoRow(line, widest)
            shown.followed.connect(self.followed)
            self._todo.body.addWidget(shown)
        if not lines:
            self._todo.body.addWidget(
                Text(
                    _("지금 할 일이 없습니다. 새 사진이 오거나 기한이 다가오면 여기에 나타납니다."),
                    tone="muted",
                    wraps=True,
                )
            )

    def show_plan(self, title: str, bars: Sequence[Bar], today: date) -> None:
        """Show the plan of one contract; no bars hide it."""
        self._plan_title.setText(title)
        self._schedule.show_bars(bars, today)
        self._plan_block.setVisible(bool(bars))

    @override
    def first_focus(self) -> QWidget:
        """The first card, else the button."""
        return next(iter(self._cards.values()), self._folder)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many cards side by side as there is room for."""
        super().resizeEvent(event)
        self._place_cards()

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "window")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, spacing.TIGHT, spacing.SMALL)
        column.setSpacing(spacing.SMALL)
        column.addWidget(self.first)
        column.addWidget(self._no_device)
        column.addLayout(self._devices)
        column.addSpacing(spacing.TIGHT)
        column.addWidget(Text(_("오늘 할 일"), Type.HEADING))
        column.addWidget(self._todo)
        column.addSpacing(spacing.TIGHT)
        self._plan_block = QWidget()
        block = QVBoxLayout(self._plan_block)
        block.setContentsMargins(0, 0, 0, 0)
        block.setSpacing(spacing.SMALL)
        block.addWidget(Text(_("이행 일정"), Type.HEADING))
        self._plan.body.addWidget(self._plan_title)
        self._plan.body.addWidget(self._schedule)
        block.addWidget(self._plan)
        column.addWidget(self._plan_block)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(area, 1)

    def _place_cards(self) -> None:
        columns = max(1, self.width() // scaled(_CARD))
        for column in range(self._devices.columnCount()):
            self._devices.setColumnStretch(column, 0)
        for column in range(columns):  # all equally wide, also where no card lies
            self._devices.setColumnStretch(column, 1)
        for place, card in enumerate(self._cards.values()):
            self._devices.addWidget(card, place // columns, place % columns)


class NoDevice(Card):
    """What stands here while nothing is plugged in."""

    def __init__(self) -> None:
        super().__init__(padding=spacing.MEDIUM)
        self._picture = QLabel()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(_("카메라나 카드를 기다리고 있습니다"), Type.STRONG, wraps=True))
        advice = _("SD카드를 꽂으면 새 사진을 저절로 가져옵니다. 휴대폰은 케이블로 연결하십시오.")
        words.addWidget(Text(advice, Type.CAPTION, tone="muted", wraps=True))
        line = row(self._picture, spacing_px=spacing.MEDIUM)
        line.addLayout(words, 1)
        self.body.addLayout(line)
        self._tint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in the colours of the new look."""
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap("card", colours().faint, scaled(28), ratio))
