"""Puts a part into an area that scrolls up and down where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vendorclient.ui.theme import spacing


def scrolled(part: QWidget) -> QScrollArea:
    """Return the area around a part."""
    inside = QWidget()
    inside.setProperty("ground", "surface")
    column = QVBoxLayout(inside)
    column.setContentsMargins(*[spacing.MEDIUM] * 4)
    column.addWidget(part)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
