"""What every place has in common: a heading, room for its buttons, and a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.flow import Flow
from vendorclient.ui.widgets.text import ShortenedText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_BESIDE, _UNDER = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Page(QWidget):
    """A place of the window."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = Text(title, Type.TITLE)
        self.subtitle = ShortenedText("", tone="muted")
        self._buttons = Flow()
        self.names = QWidget()  # hidden, they take no room
        names = QHBoxLayout(self.names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(spacing.MEDIUM)
        names.addStrut(spacing.CONTROL_HEIGHT)
        names.addWidget(self.title)
        names.addWidget(self.subtitle, 1)
        self._heading = head = QBoxLayout(_BESIDE)
        head.setSpacing(spacing.MEDIUM)
        head.addWidget(self.names, 1)
        head.addLayout(self._buttons)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(spacing.LARGE, spacing.MEDIUM, spacing.LARGE, spacing.SMALL)
        self.column.setSpacing(spacing.SMALL)
        self.column.addLayout(head)

    def add_button(self, button: QWidget) -> None:
        """Put a button at the right end of the heading."""
        self._buttons.addWidget(button)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the heading where there is no room beside it."""
        super().resizeEvent(event)
        self._fold()

    @override
    def event(self, event: QEvent) -> bool:
        """Fold or unfold when buttons come, go or grow."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)

    def _fold(self) -> None:
        needed = self.title.sizeHint().width() + self._buttons.sizeHint().width()
        room = self.width() - 2 * spacing.LARGE - 2 * spacing.MEDIUM
        wanted = _UNDER if needed > room else _BESIDE
        if self._heading.direction() != wanted:
            self._heading.setDirection(wanted)

    def give_room(self, height: int) -> None:
        """Show nothing in so much of the lower end: a message lies there for a moment."""
        edge = self.column.contentsMargins()
        edge.setBottom(max(spacing.SMALL, height))
        self.column.setContentsMargins(edge)

    def first_focus(self) -> QWidget:
        """Return the widget that should have the keyboard when the page opens."""
        return self

    def panes(self) -> Sequence[QWidget]:
        """Return the parts between which F6 goes, each by the widget that gets the keyboard."""
        return (self.first_focus(),)
