"""A small mark of shape, word and colour together: never colour alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import icons, type_scale
from vendorclient.ui.theme.style import colours, look
from vendorclient.ui.theme.type_scale import Type

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from vendorclient.ui.theme.palette import Palette

_ICON = 12
_PAD = 7
_GAP = 3


class Tone(StrEnum):
    """What a mark means; each tone has its own shape."""

    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"
    NEUTRAL = "neutral"
    ACCENT = "accent"
    DONE = "done"  # the blue circle and the black name: a verified receipt, nothing else


SHAPES = {
    Tone.GOOD: "check",
    Tone.CAUTION: "warning",
    Tone.BAD: "error",
    Tone.NEUTRAL: "",
    Tone.ACCENT: "",
    Tone.DONE: "dot",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """The word and the tone of one badge; `icon` stands for the tone's own shape when given."""

    words: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""

    @property
    def shape(self) -> str:
        """The name of the icon before the word, empty for none."""
        return self.icon or SHAPES[self.tone]


NO_MARK = Mark("")


def size_of(mark: Mark) -> QSize:
    """Return how much room a badge takes."""
    return _size(mark, look().scale)


def drawn(mark: Mark, ratio: float, widest: int = 0) -> QPixmap:
    """Return the badge as a picture for a screen with this ratio; too long a word is shortened."""
    scale = look().scale
    if widest and _size(mark, scale).width() > widest:
        mark = _shortened(mark, scale, widest)
    return _drawn(mark, colours(), scale, ratio)


def inks(tone: Tone, wears: Palette) -> tuple[str, str]:
    """Return the colours of word and ground of a tone."""
    return {
        Tone.GOOD: (wears.good, wears.good_soft),
        Tone.CAUTION: (wears.caution, wears.caution_soft),
        Tone.BAD: (wears.bad, wears.bad_soft),
        Tone.NEUTRAL: (wears.muted, wears.neutral_soft),
        Tone.ACCENT: (wears.accent_text, wears.accent_soft),
        Tone.DONE: (wears.text, wears.accent_soft),
    }[tone]


def _size(mark: Mark, scale: float) -> QSize:
    metrics = QFontMetricsF(_font(scale))
    icon = round(_ICON * scale) + _GAP if mark.shape else 0
    width = 2 * _PAD + icon + metrics.horizontalAdvance(mark.words)
    return QSize(int(width + 1), int(metrics.height() + 5))


@lru_cache(maxsize=256)
def _shortened(mark: Mark, scale: float, widest: int) -> Mark:
    metrics = QFontMetricsF(_font(scale))
    room = widest - (_size(mark, scale).width() - metrics.horizontalAdvance(mark.words))
    return replace(mark, words=metrics.elidedText(mark.words, Qt.TextElideMode.ElideRight, room))


@lru_cache(maxsize=256)
def _drawn(mark: Mark, wears: Palette, scale: float, ratio: float) -> QPixmap:
    size = _size(mark, scale)
    canvas = QPixmap(size * ratio)
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink, ground = inks(mark.tone, wears)
    _draw_pill(painter, QRectF(QPointF(), QSizeF(size)), ground)
    words = QRectF(_PAD, 0, size.width() - 2 * _PAD, size.height())
    if mark.shape:
        shape_ink = wears.done if mark.tone is Tone.DONE else ink
        side = round(_ICON * scale)
        icon = icons.pixmap(mark.shape, shape_ink, side, ratio)
        painter.drawPixmap(_PAD, round((size.height() - side) / 2), icon)
        words.adjust(side + _GAP, 0, 0, 0)
    painter.setPen(QColor(ink))
    painter.setFont(_font(scale))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, mark.words)
    painter.end()
    return canvas


def _draw_pill(painter: QPainter, place: QRectF, ground: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)


def _font(scale: float) -> QFont:
    font = type_scale.font(Type.CAPTION, scale)
    font.setWeight(QFont.Weight.DemiBold)
    return font


class Badge(QWidget):
    """A badge as a widget of its own."""

    def __init__(self, mark: Mark | None = None) -> None:
        super().__init__()
        self._mark = mark or NO_MARK
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._mark.words)

    def show_mark(self, mark: Mark) -> None:
        """Show another mark; one without a word takes no room."""
        self._mark = mark
        self.setAccessibleName(mark.words)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for the room of the mark."""
        return size_of(self._mark) if self._mark.words else QSize(0, 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        if self._mark.words:
            painter = QPainter(self)
            painter.drawPixmap(0, 0, drawn(self._mark, self.devicePixelRatioF()))
            painter.end()
