"""Paints one photo: picture, badge, band of its process, time and name, tick when chosen."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QRegion
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vendorclient.ui import measures
from vendorclient.ui.grid.model import PHOTO
from vendorclient.ui.grid.photo import Journey, Photo
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import icons, type_scale
from vendorclient.ui.theme.palette import ON_PROCESS, process_colour
from vendorclient.ui.theme.style import colours, look
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets import badge

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from vendorclient.ui.grid.thumbnails import Thumbnails
    from vendorclient.ui.theme.palette import Palette

_EDGE = 3
_DIMMED = 0.55
_DOT = 8
_TICK = 28


class _Ink:
    """A font and its measures; equal only to itself, so that it can be a key."""

    def __init__(self, scale: float, weight: QFont.Weight) -> None:
        self.font = type_scale.font(Type.CAPTION, scale)
        self.font.setWeight(weight)
        self.metrics = QFontMetrics(self.font)


class _Type:
    """The two inks of a cell."""

    def __init__(self, scale: float) -> None:
        self.plain = _Ink(scale, QFont.Weight.Normal)
        self.strong = _Ink(scale, QFont.Weight.DemiBold)
        self.line = self.strong.metrics.height()


@lru_cache(maxsize=8)
def _type(scale: float) -> _Type:
    return _Type(scale)


class PhotoDelegate(QStyledItemDelegate):
    """Paints photos of one width; everything else follows from it."""

    def __init__(self, thumbnails: Thumbnails, width: int) -> None:
        super().__init__()
        self._thumbnails = thumbnails
        self.width = width
        self.exposed = QRegion()

    def picture_size(self) -> QSize:
        """Return the size of the picture itself, 4 : 3."""
        return QSize(self.width, self.width * 3 // 4)

    def cell_size(self) -> QSize:
        """Return the size of a whole cell with its words."""
        picture = self.picture_size()
        words = _type(look().scale).line + 4
        return QSize(picture.width() + 2 * _EDGE, picture.height() + words + 2 * _EDGE)

    def picture_place(self, cell: QRect) -> QRect:
        """Return where the picture lies in its cell."""
        picture = QRect(QPoint(0, cell.top() + _EDGE), self.picture_size())
        picture.moveLeft(cell.left() + (cell.width() - picture.width()) // 2)
        return picture

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the same size for every photo."""
        return self.cell_size()

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one photo into its place."""
        cell: QRect = option.rect
        if not self.exposed.intersects(cell):
            return
        photo = index.data(PHOTO)
        state: QStyle.StateFlag = option.state
        picture = self.picture_place(cell)
        ratio = painter.device().devicePixelRatio()
        painter.save()
        self._paint_picture(painter, picture, photo, ratio)
        _paint_band(painter, picture, photo, ratio)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        _paint_badge(painter, picture, photo, ratio, _TICK if chosen else 0)
        _paint_video(painter, picture, photo, ratio)
        if self.exposed.intersects(_below(picture, cell)):
            _paint_words(painter, picture, photo)
        if chosen:
            _paint_chosen(painter, picture, ratio)
        if state & QStyle.StateFlag.State_HasFocus:
            _paint_focus(painter, picture)
        painter.restore()

    def _paint_picture(self, painter: QPainter, place: QRect, photo: Photo, ratio: float) -> None:
        picture = self._thumbnails.picture(photo.key, place.size(), ratio)
        if picture is None:
            icon = "video" if photo.is_video else "photo"
            wears = colours()
            picture = _placeholder(wears.neutral_soft, wears.faint, icon, place.size(), ratio)
        if photo.suggested and not photo.process:
            painter.setOpacity(_DIMMED)
            painter.drawPixmap(place.topLeft(), picture)
            painter.setOpacity(1.0)
        else:
            painter.drawPixmap(place.topLeft(), picture)


def _below(picture: QRect, cell: QRect) -> QRect:
    """Return where the words lie."""
    return QRect(cell.left(), picture.bottom() + 1, cell.width(), cell.bottom() - picture.bottom())


@lru_cache(maxsize=32)
def _placeholder(ground: str, ink: str, icon: str, size: QSize, ratio: float) -> QPixmap:
    drawn = QPixmap(size * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRect(QPoint(), size), 6, 6)
    side = min(32, size.height() // 2)
    sign = icons.pixmap(icon, ink, side, ratio)
    painter.drawPixmap((size.width() - side) // 2, (size.height() - side) // 2, sign)
    painter.end()
    return drawn


def _paint_band(painter: QPainter, picture: QRect, photo: Photo, ratio: float) -> None:
    """Paint the process it belongs to, or the one that is suggested."""
    name = photo.process_name if photo.process else photo.suggested_name
    number = photo.process or photo.suggested
    if number:
        made = _Made(colours(), look().scale, ratio)
        drawn = _band(number, name, picture.width(), made, is_suggested=not photo.process)
        height = round(drawn.deviceIndependentSize().height())
        painter.drawPixmap(picture.left(), picture.bottom() + 1 - height, drawn)


class _Made(NamedTuple):
    """For what a picture was made: the look, the size of type, the screen."""

    wears: Palette
    scale: float
    ratio: float


@lru_cache(maxsize=128)
def _band(number: int, name: str, width: int, made: _Made, *, is_suggested: bool) -> QPixmap:
    kind = _type(made.scale)
    place = QRect(0, 0, width, kind.line + 4)
    drawn = QPixmap(place.size() * made.ratio)
    drawn.setDevicePixelRatio(made.ratio)
    drawn.fill(QColor(made.wears.surface if is_suggested else process_colour(number)))
    painter = QPainter(drawn)
    if is_suggested:
        painter.setPen(QPen(QColor(made.wears.control), 1, Qt.PenStyle.DashLine))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        sign = icons.pixmap("sparkle", made.wears.accent_text, 14, made.ratio)
        painter.drawPixmap(4, (place.height() - 14) // 2, sign)
    painter.setPen(QColor(made.wears.text if is_suggested else ON_PROCESS))
    left = 21 if is_suggested else 6
    _draw(painter, place.adjusted(left, 0, -4, 0), f"{number} {name}", kind.strong)
    painter.end()
    return drawn


def _paint_badge(painter: QPainter, picture: QRect, photo: Photo, ratio: float, taken: int) -> None:
    """Paint the badge into the corner, beside what is taken by the tick."""
    if not photo.mark.words:
        return
    drawn = badge.drawn(photo.mark, ratio, picture.width() - 6 - taken)
    width = round(drawn.deviceIndependentSize().width())
    painter.drawPixmap(picture.right() - width - 3, picture.top() + 4, drawn)


def _paint_video(painter: QPainter, picture: QRect, photo: Photo, ratio: float) -> None:
    """Say that it moves, and for how long."""
    if not photo.is_video:
        return
    kind = _type(look().scale)
    words = measures.duration(photo.duration_s) if photo.duration_s else ""
    width = 22 + (kind.plain.metrics.horizontalAdvance(words) + 4 if words else 0)
    above = kind.line + 4 if photo.process or photo.suggested else 0
    height = kind.line + 3
    pill = QRect(picture.left() + 4, picture.bottom() - above - height - 3, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().scrim))
    painter.drawRoundedRect(pill, 6, 6)
    icon = icons.pixmap("play", colours().on_scrim, 12, ratio)
    painter.drawPixmap(pill.left() + 5, pill.top() + (pill.height() - 12) // 2, icon)
    painter.setPen(QColor(colours().on_scrim))
    painter.setFont(kind.plain.font)
    painter.drawText(pill.adjusted(20, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


def _paint_words(painter: QPainter, picture: QRect, photo: Photo) -> None:
    """Paint the time and the name; a blue circle and a black name once it is received."""
    kind = _type(look().scale)
    line = QRect(picture.left() + 2, picture.bottom() + 3, picture.width() - 4, kind.line + 2)
    delivered = photo.journey is Journey.DELIVERED
    if delivered:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().done))
        painter.drawEllipse(line.left(), line.center().y() - _DOT // 2 + 1, _DOT, _DOT)
        line.adjust(_DOT + 4, 0, 0, 0)
    painter.setPen(QColor(colours().text))
    _draw(painter, line, photo.clock, kind.strong)
    line.adjust(kind.strong.metrics.horizontalAdvance(photo.clock) + 6, 0, 0, 0)
    painter.setPen(QColor(colours().text if delivered else colours().muted))
    _draw(painter, line, _fitting(photo.name, line.width(), kind.plain), kind.plain)


def _draw(painter: QPainter, line: QRect, words: str, kind: _Ink) -> None:
    painter.setFont(kind.font)
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, _shortened(words, line.width(), kind))


@lru_cache(maxsize=4096)
def _shortened(words: str, width: int, kind: _Ink) -> str:
    return kind.metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, width)


@lru_cache(maxsize=4096)
def _fitting(name: str, width: int, kind: _Ink) -> str:
    """Return the name, without its ending where there is no room for both."""
    fits = kind.metrics.horizontalAdvance(name) <= width
    return _shortened(name if fits else name.rsplit(".", 1)[0], width, kind)


def _paint_chosen(painter: QPainter, picture: QRect, ratio: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours().accent), 3))
    painter.drawRoundedRect(QRectF(picture).adjusted(-0.5, -0.5, 0.5, 0.5), 7, 7)
    disc = QRect(picture.left() + 5, picture.top() + 5, 22, 22)
    painter.setPen(QPen(QColor(colours().on_accent), 1.5))
    painter.setBrush(QColor(colours().accent))
    painter.drawEllipse(disc)
    tick = icons.pixmap("check", colours().on_accent, 16, ratio)
    painter.drawPixmap(disc.left() + 3, disc.top() + 3, tick)


def _paint_focus(painter: QPainter, picture: QRect) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours().text), 1, Qt.PenStyle.DotLine))
    painter.drawRect(picture.adjusted(-3, -3, 2, 2))
