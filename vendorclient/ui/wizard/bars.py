"""The bars beside the plan: one line with each row of the table, to be pulled by the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vendorcore.text import _

from vendorclient.ui import measures
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import type_scale
from vendorclient.ui.theme.palette import ON_PROCESS, process_colour
from vendorclient.ui.theme.style import colours, look
from vendorclient.ui.theme.type_scale import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent

_EDGE = 7
_DAY = timedelta(days=1)
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBar:
    """The planned days of one row; none where they cannot be read yet."""

    number: int
    name: str
    starts_on: date | None = None
    ends_on: date | None = None


class PlanBars(QWidget):
    """Bars over a calendar; `moved` carries the row and its new days."""

    moved = Signal(int, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[PlanBar] = ()
        self._span: tuple[date, date] | None = None
        self._frame: tuple[date | None, date | None] = (None, None)
        self._is_closed: Callable[[date], bool] = _never
        self._today = date.min
        self._head, self._row = 30, 34
        self._held: tuple[int, int, date] | None = None  # row, which part (-1, 0, 1), day
        self.setAccessibleName(_("이행 일정"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_plan(
        self,
        bars: Sequence[PlanBar],
        frame: tuple[date | None, date | None],
        today: date,
        is_closed: Callable[[date], bool],
    ) -> None:
        """Show the bars between the day of signing and the due day."""
        self._bars, self._frame, self._today = bars, frame, today
        self._is_closed = is_closed
        days = [day for bar in bars for day in (bar.starts_on, bar.ends_on) if day]
        days += [day for day in frame if day]
        self._span = (min(days), max(max(days), min(days) + 13 * _DAY)) if days else None
        said = "; ".join(_spoken(bar) for bar in bars)
        self.setAccessibleDescription(said or empty_words())
        self.updateGeometry()
        self.update()

    def fit(self, head: int, row: int) -> None:
        """Take the heights of the table beside."""
        self._head, self._row = head, row
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Ask for the height of the table."""
        return QSize(320, self._head + self._row * (len(self._bars) + 1) + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw days, closed days, signing and due day, bars, today."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._span is not None:
            self._paint_days(painter)
            for number, bar in enumerate(self._bars):
                self._paint_bar(painter, number, bar)
            self._paint_line(painter, self._today, colours().bad, "")
            self._paint_line(painter, self._frame[1], colours().caution, _("납품기한"))
        if not any(self._place(number) for number in range(len(self._bars))):
            self._paint_empty(painter)
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a bar, or of one of its ends."""
        part = self._part_at(event.position())
        day = self._day_at(event.position().x())
        self._held = (*part, day) if part and day else None

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be pulled, and where it goes."""
        if self._held is None:
            part = self._part_at(event.position())
            shape = (
                Qt.CursorShape.SizeHorCursor if part and part[1] else Qt.CursorShape.OpenHandCursor
            )
            self.setCursor(shape if part else Qt.CursorShape.ArrowCursor)
            return
        row, end, since = self._held
        day, bar = self._day_at(event.position().x()), self._bars[self._held[0]]
        if day is None or day == since or bar.starts_on is None or bar.ends_on is None:
            return
        by = day - since
        first = bar.starts_on + by if end <= 0 else bar.starts_on
        last = bar.ends_on + by if end >= 0 else bar.ends_on
        if first <= last:
            self._held = (row, end, day)
            self.moved.emit(row, first, last)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def _part_at(self, at: QPointF) -> tuple[int, int] | None:
        row = int((at.y() - self._head) // self._row)
        if not 0 <= row < len(self._bars) or (place := self._place(row)) is None:
            return None
        if not place.left() - _EDGE <= at.x() <= place.right() + _EDGE:
            return None
        if place.width() > 3 * _EDGE and at.x() < place.left() + _EDGE:
            return row, -1
        return (row, 1) if at.x() > place.right() - _EDGE else (row, 0)

    def _place(self, row: int) -> QRectF | None:
        bar = self._bars[row]
        if bar.starts_on is None or bar.ends_on is None or bar.ends_on < bar.starts_on:
            return None
        left, right = self._x(bar.starts_on), self._x(bar.ends_on + _DAY)
        top = self._head + row * self._row + 6
        return QRectF(left + 1, top, max(6.0, right - left - 2), self._row - 12)

    def _wide(self) -> float:
        if self._span is None:
            return 1.0
        return self.width() / ((self._span[1] - self._span[0]).days + 1)

    def _x(self, day: date) -> float:
        return (day - self._span[0]).days * self._wide() if self._span else 0.0

    def _day_at(self, x: float) -> date | None:
        return self._span[0] + timedelta(days=int(x // self._wide())) if self._span else None

    def _paint_days(self, painter: QPainter) -> None:
        if self._span is None:
            return
        first, last = self._span
        painter.setFont(type_scale.font(Type.CAPTION, look().scale))
        wanted = painter.fontMetrics().horizontalAdvance("00-00") + 12
        step, free = max(1, round(wanted / self._wide() + 0.5)), QColor(colours().neutral_soft)
        dense = step if self._wide() < 1 else 1  # nobody sees days narrower than a dot
        for number in range(0, (last - first).days + 1, dense):
            day = first + number * _DAY
            left = self._x(day)
            if self._is_closed(day):
                below = QRectF(left, self._head, self._wide(), self.height() - self._head)
                painter.fillRect(below, free)
            if number % step == 0 and left + wanted - 12 <= self.width():
                painter.setPen(QColor(colours().muted))
                place = QRect(int(left) + 2, 0, wanted, self._head)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, measures.short_day(day))

    def _paint_empty(self, painter: QPainter) -> None:
        """Say what will stand here, in a quiet box over the days."""
        words, wraps = empty_words(), int(_CENTRE) | int(Qt.TextFlag.TextWordWrap)
        painter.setFont(type_scale.font(Type.BODY, look().scale))
        below = self.rect().adjusted(16, self._head + 8, -16, -8)
        place = painter.boundingRect(below, wraps, words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().surface))
        painter.drawRoundedRect(place.adjusted(-10, -8, 10, 8), 8, 8)
        painter.setPen(QColor(colours().muted))
        painter.drawText(place, wraps, words)

    def _paint_bar(self, painter: QPainter, row: int, bar: PlanBar) -> None:
        place = self._place(row)
        if place is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(process_colour(bar.number)))
        painter.drawRoundedRect(place, 5, 5)
        if painter.fontMetrics().horizontalAdvance(bar.name) + 8 < place.width():
            painter.setPen(QColor(ON_PROCESS))
            painter.drawText(place, _CENTRE, bar.name)

    def _paint_line(self, painter: QPainter, day: date | None, colour: str, words: str) -> None:
        if day is None or self._span is None or not self._span[0] <= day <= self._span[1]:
            return
        x = round(self._x(day) + self._wide() / 2)
        painter.setPen(QPen(QColor(colour), 2))
        painter.drawLine(x, self._head - 6, x, self.height())
        if words:
            wide = painter.fontMetrics().horizontalAdvance(words) + 6
            place = QRect(x - wide - 2, self.height() - self._row, wide, self._row)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)


def empty_words() -> str:
    """Return what stands here while no process has its days."""
    return _("공정의 시작일과 종료일을 적으면 여기에 일정이 막대로 나타납니다.")


def _never(_day: date) -> bool:
    return False


def _spoken(bar: PlanBar) -> str:
    days = " ~ ".join(measures.short_day(day) for day in (bar.starts_on, bar.ends_on) if day)
    return f"{bar.number} {bar.name} {days}"
