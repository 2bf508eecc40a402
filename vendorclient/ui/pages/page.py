"""What every place has in common: a heading, room for its buttons, and a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.text import ShortenedText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence


class Page(QWidget):
    """A place of the window."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = Text(title, Type.TITLE)
        self.subtitle = ShortenedText("", tone="muted")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(spacing.SMALL)
        head = QHBoxLayout()
        head.setSpacing(spacing.MEDIUM)
        self.title.setMinimumHeight(spacing.CONTROL_HEIGHT)
        head.addWidget(self.title)
        head.addWidget(self.subtitle, 1)
        head.addLayout(self._buttons)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(spacing.LARGE, spacing.MEDIUM, spacing.LARGE, spacing.SMALL)
        self.column.setSpacing(spacing.SMALL)
        self.column.addLayout(head)

    def add_button(self, button: QWidget) -> None:
        """Put a button at the right end of the heading."""
        self._buttons.addWidget(button)

    def first_focus(self) -> QWidget:
        """Return the widget that should have the keyboard when the page opens."""
        return self

    def panes(self) -> Sequence[QWidget]:
        """Return the parts between which F6 goes, each by the widget that gets the keyboard."""
        return (self.first_focus(),)
