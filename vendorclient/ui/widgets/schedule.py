"""The planned days as bars over a calendar: the red line is today, the number is the photos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vendorcore.text import _, n_

from vendorclient.ui import measures
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import type_scale
from vendorclient.ui.theme.palette import ON_PROCESS, process_colour
from vendorclient.ui.theme.style import colours, look, scaled
from vendorclient.ui.theme.type_scale import Type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_ROW = 30
_HEAD = 26
_NAMES = 108
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One process on the calendar."""

    number: int
    name: str
    starts_on: date
    ends_on: date
    photos: int


class Schedule(QWidget):
    """The bars of one contract."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[Bar] = ()
        self._today = date.min
        self.setAccessibleName(_("이행 일정"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look().changed.connect(self.updateGeometry)

    def show_bars(self, bars: Sequence[Bar], today: date) -> None:
        """Show these processes."""
        self._bars, self._today = bars, today
        self.setAccessibleDescription("; ".join(map(_spoken, bars)))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for one line for each process."""
        return QSize(400, scaled(_HEAD) + len(self._bars) * scaled(_ROW) + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for the same height however narrow it is."""
        return QSize(200, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the days, the bars and today."""
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = min(bar.starts_on for bar in self._bars)
        last = max(bar.ends_on for bar in self._bars)
        scale = _Scale(first, (last - first).days + 1, scaled(_NAMES), self.width() - 8)
        self._paint_days(painter, scale)
        for row, bar in enumerate(self._bars):
            self._paint_bar(painter, scale, bar, scaled(_HEAD) + row * scaled(_ROW))
        if first <= self._today <= last:
            self._paint_today(painter, scale)
        painter.end()

    def _paint_days(self, painter: QPainter, scale: _Scale) -> None:
        font = type_scale.font(Type.CAPTION, look().scale)
        painter.setFont(font)
        wanted = QFontMetrics(font).horizontalAdvance("00-00") + 14
        step = max(1, round(wanted / scale.day + 0.5))
        for number in range(0, scale.days, step):
            day = scale.first + timedelta(days=number)
            left = round(scale.left(day))
            painter.setPen(QColor(colours().line))
            painter.drawLine(left, scaled(_HEAD) - 4, left, self.height())
            if left + wanted <= self.width():
                painter.setPen(QColor(colours().muted))
                place = QRect(left + 3, 0, wanted, scaled(_HEAD) - 4)
                painter.drawText(place, _MIDDLE, measures.short_day(day))

    def _paint_bar(self, painter: QPainter, scale: _Scale, bar: Bar, top: int) -> None:
        height = scaled(_ROW)
        font = type_scale.font(Type.BODY, look().scale)
        painter.setFont(font)
        painter.setPen(QColor(colours().text))
        name = QFontMetrics(font).elidedText(
            f"{bar.number} {bar.name}", Qt.TextElideMode.ElideRight, scale.offset - 8
        )
        painter.drawText(QRect(0, top, scale.offset - 4, height), _MIDDLE, name)
        left = scale.left(bar.starts_on)
        right = scale.left(bar.ends_on + timedelta(days=1))
        place = QRectF(left + 1, top + 4, max(6.0, right - left - 2), height - 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(process_colour(bar.number)))
        painter.drawRoundedRect(place, 5, 5)
        self._paint_count(painter, place, bar)

    def _paint_count(self, painter: QPainter, place: QRectF, bar: Bar) -> None:
        """Write the number into the bar, or behind it where it is too short."""
        words = n_("사진 {n}장", "사진 {n}장", bar.photos)
        painter.setFont(type_scale.font(Type.CAPTION, look().scale))
        width = painter.fontMetrics().horizontalAdvance(words) + 12
        if width <= place.width():
            painter.setPen(QColor(ON_PROCESS))
            painter.drawText(place.adjusted(7, 0, 0, 0), _MIDDLE, words)
            return
        left = place.right() + 5
        if left + width > self.width():
            left = place.left() - width
        painter.setPen(QColor(colours().text))
        painter.drawText(QRectF(left, place.top(), width, place.height()), _MIDDLE, words)

    def _paint_today(self, painter: QPainter, scale: _Scale) -> None:
        middle = round(scale.left(self._today) + scale.day / 2)
        painter.setPen(QPen(QColor(colours().bad), 2))
        painter.drawLine(middle, scaled(_HEAD) - 6, middle, self.height())


class _Scale:
    """Where a day lies."""

    def __init__(self, first: date, days: int, offset: int, width: int) -> None:
        self.first, self.days, self.offset = first, days, offset
        self.day = max(1.0, (width - offset) / days)

    def left(self, day: date) -> float:
        """Return the left edge of a day."""
        return self.offset + (day - self.first).days * self.day


def _spoken(bar: Bar) -> str:
    days = f"{measures.short_day(bar.starts_on)} ~ {measures.short_day(bar.ends_on)}"
    return f"{bar.number} {bar.name} {days} {bar.photos}"
