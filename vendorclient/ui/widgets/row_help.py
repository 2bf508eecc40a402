"""Under a list: what the chosen row needs, in words, and the one button that helps."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from vendorclient.ui.theme import spacing
from vendorclient.ui.widgets.button import Button, Kind
from vendorclient.ui.widgets.card import Card
from vendorclient.ui.widgets.text import Text


class RowHelp(Card):
    """Stays hidden while the chosen row needs nothing."""

    acted = Signal()

    def __init__(self) -> None:
        super().__init__(tone="caution", padding=spacing.MEDIUM)
        self._words = Text("", wraps=True)
        self.button = Button("", Kind.PRIMARY)
        self.button.clicked.connect(self.acted)
        line = QHBoxLayout()
        line.addWidget(self._words, 1)
        line.addWidget(self.button)
        self.body.addLayout(line)
        self.hide()

    def say(self, words: str, action: str) -> None:
        """Say what is needed; without an action there is nothing to help with."""
        self._words.setText(words)
        self.button.setText(action)
        self.setAccessibleName(words)
        self.setVisible(bool(action))
