"""A raised surface that keeps together what belongs together."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vendorclient.ui.theme import spacing


class Card(QFrame):
    """A frame with rounded corners; `body` takes what lies on it."""

    def __init__(self, *, tone: str = "", padding: int = spacing.LARGE) -> None:
        super().__init__()
        self.setProperty("frame", "card")
        self.setProperty("tone", tone)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(spacing.SMALL)


def rule() -> QFrame:
    """Return a thin line between two parts."""
    line = QFrame()
    line.setProperty("frame", "rule")
    return line


def row(*parts: QWidget | int, spacing_px: int = spacing.SMALL) -> QHBoxLayout:
    """Return parts side by side; a number is a stretch of that weight."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing_px)
    for part in parts:
        if isinstance(part, int):
            line.addStretch(part)
        else:
            line.addWidget(part)
    return line
