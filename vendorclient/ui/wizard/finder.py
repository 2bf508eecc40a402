"""Finds one thing of a catalogue while somebody types: arrows choose, Enter takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from vendorcore.catalogue.matching import INITIALS
from vendorcore.text import _, n_

from vendorclient.ui.fields.line import Line
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import icons, spacing
from vendorclient.ui.theme.style import colours
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.card import Card, row
from vendorclient.ui.widgets.table import Column, Table, TableModel
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
_PAUSE_MS = 80
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class Finder(QWidget, Generic[T]):
    """A line, what was found below it, and a way to go on without the catalogue."""

    picked = Signal(object)
    typed_instead = Signal(str)
    asked_for = Signal(str)  # what the catalogue lacks, to be asked for and used meanwhile
    settled = Signal()

    def __init__(
        self,
        name: str,
        hint: str,
        columns: Sequence[Column[T]],
        search: Callable[[str], Sequence[T] | None],
        key: Callable[[T], str],
        *,
        asks: bool = False,
    ) -> None:
        super().__init__()
        self._search, self._asks = search, asks
        self._waits = self._takes = False
        self.line = Line(name, hint)
        self.line.setClearButtonEnabled(True)
        self.line.setProperty("leading", True)  # noqa: FBT003 - Qt's own signature
        self.line.addAction(
            icons.icon("search", colours().muted), Line.ActionPosition.LeadingPosition
        )
        self.model = TableModel[T](columns, key)
        self.table = Table(self.model, _("찾은 것"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().hide()
        self.told = Text("", tone="muted", wraps=True)
        self.instead = Button(_("적은 그대로 쓰기"))
        self.ask = Button(_("등록 요청하고 쓰기"), icon="plus")
        self.ask.setToolTip(
            _("운영자에게 목록에 올려 달라고 요청합니다. 결정될 때까지 적은 이름으로 씁니다.")
        )
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._arrange()
        self._connect()

    def look(self) -> None:
        """Show what is found for what stands in the line; it may be shown later."""
        self._rest.stop()
        self._waits = True
        found = self._search(self.line.text())
        if found is not None:
            self.show_found(found)

    def show_found(self, found: Sequence[T]) -> None:
        """Show what was found; take the first if somebody pressed Enter meanwhile."""
        self._waits = False
        self.model.show(found)
        if found:
            self.table.selectRow(0)
        words = self.line.text().strip()
        self.told.setText(
            n_("{n}개 찾음", "{n}개 찾음", len(found))
            if found
            else _("찾지 못했습니다. 이름의 일부나 초성(ㅅㅊㅅ)으로 찾아 보십시오.")
        )
        whole = any(ch not in INITIALS for ch in words)
        is_new = whole and not any(map(self._is_exact, found))
        self.instead.setVisible(is_new)
        self.ask.setVisible(is_new and self._asks and not words.isdigit())
        self.settled.emit()
        if self._takes:
            self._takes = False
            self.take()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows and Enter in the line work on what was found."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _MOVES and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(key)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
                return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.SMALL)
        column.addWidget(self.line)
        card = Card(padding=1)
        card.body.addWidget(self.table)
        column.addWidget(card, 1)
        column.addLayout(row(self.told, 1, self.ask, self.instead))

    def _connect(self) -> None:
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._rest.start)
        self.line.textChanged.connect(self._find_when_cleared)
        self._rest.timeout.connect(self.look)
        self.table.activated.connect(self._pick)
        self.table.clicked.connect(self._pick)
        self.instead.clicked.connect(self._take_as_typed)
        self.ask.clicked.connect(self._ask)

    def _find_when_cleared(self, words: str) -> None:
        if not words:
            self.look()

    def _is_exact(self, found: T) -> bool:
        words = self.line.text().strip()
        return any(words == column.words(found) for column in self.model.columns)

    def _move(self, key: Qt.Key) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8}.get(key, -8)
        number = self.table.currentIndex().row() + step
        self.table.selectRow(max(0, min(number, self.model.rowCount() - 1)))

    def take(self) -> None:
        """Take the chosen one, or what was typed where nothing was found."""
        if self._rest.isActive():
            self.look()
        if self._waits:
            self._takes = True
            return
        here = self.table.currentIndex()
        if here.isValid() and self.model.rowCount():
            self._pick(here)
        else:
            self._take_as_typed()

    def _take_as_typed(self) -> None:
        words = self.line.text().strip()
        if words:
            self.typed_instead.emit(words)

    def _ask(self) -> None:
        self.asked_for.emit(self.line.text().strip())

    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(self.model.row(index.row()))
