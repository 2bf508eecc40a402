"""One process as a big target: its number key, name, planned days and count; photos drop on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from vendorcore.text import _, n_

from vendorclient.ui import measures
from vendorclient.ui.grid.model import keys_in
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import spacing, type_scale
from vendorclient.ui.theme.palette import ON_PROCESS, process_colour
from vendorclient.ui.theme.style import colours, look, scaled
from vendorclient.ui.theme.type_scale import Type

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent

_CHIP, _TALL = 30, 72


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessLine:
    """What a row shows."""

    number: int
    name: str
    starts_on: date
    ends_on: date
    count: int
    wanted: int = 0  # how many are expected; 0 when nobody said
    is_now: bool = False
    is_suggested: bool = False

    @property
    def days(self) -> str:
        """The planned days."""
        return f"{measures.short_day(self.starts_on)} ~ {measures.short_day(self.ends_on)}"

    @property
    def counted(self) -> str:
        """How many photos there are, and of how many."""
        if self.wanted:
            return _("{count} / {wanted}장", count=self.count, wanted=self.wanted)
        return n_("{n}장", "{n}장", self.count)

    def spoken(self) -> str:
        """Return the row as words."""
        parts = [
            _("공정 {number} {name}", number=self.number, name=self.name),
            _("이행계획 {days}", days=self.days),
            n_("사진 {n}장", "사진 {n}장", self.count),
        ]
        if self.wanted:
            parts.append(_("{wanted}장 예정", wanted=self.wanted))
        parts += [_("오늘 하는 공정")] if self.is_now else []
        return ", ".join([*parts, _("추천")] if self.is_suggested else parts)


class ProcessRow(QAbstractButton):
    """The row; a press puts the selected photos here, a drop puts the dropped ones."""

    dropped = Signal(tuple)

    def __init__(self, line: ProcessLine, *, tall: bool = False) -> None:
        super().__init__()
        self._line, self._tall = line, tall
        self._is_target = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_line(line)

    def show_line(self, line: ProcessLine) -> None:
        """Show other numbers."""
        self._line = line
        self.setAccessibleName(line.spoken())
        self.setToolTip(f"{line.number} {line.name} · {line.days}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for two lines of text."""
        high = scaled(_TALL) if self._tall else max(spacing.TARGET_HEIGHT, scaled(46))
        return QSize(scaled(220), high)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light up under photos."""
        if keys_in(event.mimeData()):
            self._light_up(on=True)
            event.acceptProposedAction()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go dark again."""
        self._light_up(on=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        """Take the photos."""
        self._light_up(on=False)
        event.acceptProposedAction()
        self.dropped.emit(keys_in(event.mimeData()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Grow with the type."""
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        chip = QRect(9, (self.height() - _CHIP) // 2, _CHIP, _CHIP)
        self._paint_chip(painter, chip)
        words = QRect(chip.right() + 10, 4, self.width() - chip.right() - 20, self.height() - 8)
        self._paint_words(painter, words)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        wears = colours()
        lit = self._is_target or self.isDown() or self._line.is_suggested
        ground = wears.accent_soft if lit else wears.hover if self.underMouse() else wears.surface
        edge = wears.focus if self.hasFocus() or lit else wears.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() or lit else 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)

    def _paint_chip(self, painter: QPainter, chip: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(process_colour(self._line.number)))
        painter.drawRoundedRect(chip, 7, 7)
        painter.setPen(QColor(ON_PROCESS))
        painter.setFont(type_scale.font(Type.HEADING))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, str(self._line.number))

    def _paint_words(self, painter: QPainter, words: QRect) -> None:
        line, wears = self._line, colours()
        strong = type_scale.font(Type.HEADING if self._tall else Type.STRONG, look().scale)
        small = type_scale.font(Type.BODY if self._tall else Type.CAPTION, look().scale)
        count = line.counted
        painter.setFont(strong)
        painter.setPen(QColor(wears.text if line.count >= max(line.wanted, 1) else wears.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignRight, count)
        words.setWidth(words.width() - QFontMetrics(strong).horizontalAdvance(count) - 8)
        room = words.height() // 2
        if self._tall:  # the two lines stand together in the middle
            room = QFontMetrics(strong).height() + 2
            words.setTop(words.center().y() - room + 1)
        upper = QRect(words.left(), words.top(), words.width(), room)
        painter.setPen(QColor(wears.text))
        painter.drawText(upper, middle, _shortened(strong, line.name, upper.width()))
        lower = upper.translated(0, upper.height())
        painter.setFont(small)
        painter.setPen(QColor(wears.accent_text if line.is_now else wears.muted))
        days = _("{days} · 오늘", days=line.days) if line.is_now else line.days
        days = _("추천 · {days}", days=days) if line.is_suggested else days
        painter.drawText(lower, middle, _shortened(small, days, lower.width()))

    def _light_up(self, *, on: bool) -> None:
        self._is_target = on
        self.update()


def _shortened(font: QFont, words: str, width: int) -> str:
    return QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, width)
