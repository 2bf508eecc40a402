"""Words on the screen: a label with its place in the type scale, and one that shortens itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from vendorclient.ui.overriding import override
from vendorclient.ui.theme.type_scale import Type

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_HIGH = 4096  # higher than any words


class Text(QLabel):
    """Words of one kind and tone; `wraps` lets them run over several lines."""

    def __init__(
        self, words: str = "", kind: Type = Type.BODY, *, tone: str = "", wraps: bool = False
    ) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", str(kind))
        self.setProperty("tone", tone)
        self.setWordWrap(wraps)

    @override
    def setText(self, text: str) -> None:
        """Say these words and take the room that they need."""
        super().setText(text)
        self._grow()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for as many lines as the words need at this width: no layout may squeeze them."""
        super().resizeEvent(event)
        self._grow()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Grow with the type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    def _grow(self) -> None:
        if self.wordWrap():
            needed = self._needed(self.width()) if self.text() else 0
            if needed != self.minimumHeight():
                self.setMinimumHeight(needed)

    def _needed(self, width: int) -> int:
        """Return how high the words are at this width; Qt never answers less than was asked for."""
        edges = self.contentsMargins()
        room = QRect(0, 0, width - edges.left() - edges.right(), _HIGH)
        how = int(self.alignment() | Qt.TextFlag.TextWordWrap)
        words = self.fontMetrics().boundingRect(room, how, self.text())
        return words.height() + edges.top() + edges.bottom()

    def set_tone(self, tone: str) -> None:
        """Say the same words in another tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)


class ShortenedText(Text):
    """One line that ends in … where there is no room; all of it shows as a tool tip."""

    def __init__(self, words: str = "", kind: Type = Type.BODY, *, tone: str = "") -> None:
        super().__init__(words, kind, tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def shown_words(self) -> str:
        """Return what there is room for."""
        metrics = QFontMetrics(self.font())
        return metrics.elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    @override
    def minimumSizeHint(self) -> QSize:
        """Let the layout take all of the width away."""
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what there is room for."""
        shown = self.shown_words()
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment() | Qt.AlignmentFlag.AlignVCenter),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
        painter.end()


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose property has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
