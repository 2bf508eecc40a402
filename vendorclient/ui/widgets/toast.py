"""A short message at the bottom of the window that goes by itself, with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import colours, look

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPaintEvent

SECONDS = 10
_ABOVE_EDGE = spacing.MEDIUM


class Toast(QFrame):
    """The message; `undone` says that the person took it back in time."""

    undone = Signal()
    gone = Signal()
    covered = Signal(int)  # so much at the bottom is under it; 0 once it is gone

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._undo = QPushButton()
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._undo.clicked.connect(self._take_back)
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._leave)
        line = QHBoxLayout(self)
        line.setContentsMargins(spacing.LARGE, spacing.SMALL, spacing.SMALL, spacing.SMALL)
        line.setSpacing(spacing.MEDIUM)
        line.addWidget(self._words)
        line.addWidget(self._undo)
        over.installEventFilter(self)
        look().changed.connect(self._grow)
        self.hide()

    @property
    def offers_undo(self) -> bool:
        """Whether something may still be taken back."""
        return self.isVisible() and bool(self._undo.text())

    def say(self, words: str, undo: str = "", seconds: float = SECONDS) -> None:
        """Show a message in the place of another; `undo` is the word on the button."""
        self._words.setText(words)
        self._undo.setText(undo)
        self._undo.setVisible(bool(undo))
        self.setAccessibleName(words)
        self._dress()
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._clock.start(round(seconds * 1000))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom in the middle while the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Give the room back."""
        super().hideEvent(event)
        self.covered.emit(0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dark ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours().control))
        painter.setBrush(QColor(colours().scrim))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 10, 10)
        painter.end()

    def _dress(self) -> None:
        ink = colours().on_scrim
        self._words.setStyleSheet(f"color: {ink};")
        self._undo.setStyleSheet(
            f"QPushButton {{ background: transparent; color: {ink}; font-weight: 600;"
            f" border: 1px solid {ink}; }} QPushButton:focus {{ border: 2px solid {ink}; }}"
        )

    def _grow(self) -> None:
        """Follow the look and the size of the type."""
        if self.isVisible():
            self._dress()
            self.adjustSize()
            self._place()

    def _place(self) -> None:
        over = self.parentWidget()
        if over is not None:
            left = (over.width() - self.width()) // 2
            self.move(left, over.height() - self.height() - _ABOVE_EDGE)
            self.covered.emit(self.height() + _ABOVE_EDGE + spacing.SMALL)

    def dismiss(self) -> None:
        """Go at once: what it offered was done in another way."""
        self._clock.stop()
        self.hide()

    def _take_back(self) -> None:
        self.dismiss()
        self.undone.emit()

    def _leave(self) -> None:
        self._clock.stop()
        self.hide()
        self.gone.emit()
