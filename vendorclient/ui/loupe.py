"""One photo as large as the window, with what the checks say; digits sort it and go on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QObject,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QImage, QImageReader, QPainter
from PySide6.QtWidgets import QWidget

from vendorcore.text import _

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import icons, type_scale
from vendorclient.ui.theme.palette import ON_PROCESS, process_colour
from vendorclient.ui.theme.style import colours, look
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets import badge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from vendorclient.ui.desk import Desk
    from vendorclient.ui.grid.photo import Photo

_MARGIN = 20
_LINE = 26
_DIGITS = {getattr(Qt.Key, f"Key_{number}"): number for number in range(10)}
_CLOSING = (Qt.Key.Key_Space, Qt.Key.Key_Escape)
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class Loupe(QWidget):
    """The large view over the page."""

    sorted_into = Signal(tuple, int)
    closed = Signal(str)  # the photo that was seen last

    def __init__(self, over: QWidget, desk: Desk) -> None:
        super().__init__(over)
        self._desk = desk
        self._photos: Sequence[Photo] = ()
        self._place = 0
        self._image = QImage()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("크게 보기"))
        over.installEventFilter(self)
        self.hide()

    def open(self, photos: Sequence[Photo], key: str) -> None:
        """Show the photo with this key; the arrows walk through the others."""
        self._photos = photos
        places = [place for place, photo in enumerate(photos) if photo.key == key]
        if places:
            self.setGeometry(self._over().rect())
            self.show()
            self.raise_()
            self.setFocus()
            self._go(places[0])

    def follow(self, photos: Sequence[Photo]) -> None:
        """Show the same photo with what is new about it."""
        if not self.isVisible() or not self._photos:
            return
        key = self._photos[self._place].key
        places = [place for place, photo in enumerate(photos) if photo.key == key]
        if places:
            self._photos, self._place = photos, places[0]
            self._say()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the page while the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over().rect())
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, digits sort and go on, Space and Esc close."""
        key = Qt.Key(event.key())
        if key in _CLOSING:
            self._close()
        elif key in _STEPS:
            self._go(self._place + _STEPS[key])
        elif key in _DIGITS:
            self.sorted_into.emit((self._photos[self._place].key,), _DIGITS[key])
            self._go(self._place + 1)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep presses from the page below."""
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Close."""
        self._close()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the photo and the words under it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().scrim))
        if self._photos:
            photo = self._photos[self._place]
            foot = _LINE * (2 + len(photo.reasons[:2])) + _MARGIN
            room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -foot)
            self._paint_image(painter, room, photo)
            self._paint_words(painter, photo, room.bottom() + 10)
        painter.end()

    def _paint_image(self, painter: QPainter, room: QRect, photo: Photo) -> None:
        if self._image.isNull():
            icon = "video" if photo.is_video else "photo"
            picture = icons.pixmap(icon, colours().on_scrim, 64, self.devicePixelRatioF())
            painter.drawPixmap(room.center().x() - 32, room.center().y() - 32, picture)
            return
        keep = Qt.AspectRatioMode.KeepAspectRatio
        size = self._image.size() / self.devicePixelRatioF()
        size = size.scaled(room.size(), keep)
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        painter.setClipRect(room)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
        painter.setClipping(False)

    def _paint_words(self, painter: QPainter, photo: Photo, top: int) -> None:
        ratio = self.devicePixelRatioF()
        left = _MARGIN
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if photo.process:
            left = self._paint_process(painter, photo, top)
        if photo.mark.words:
            drawn = badge.drawn(photo.mark, ratio)
            painter.drawPixmap(left, top + 2, drawn)
            left += round(drawn.deviceIndependentSize().width()) + 10
        painter.setPen(QColor(colours().on_scrim))
        painter.setFont(_font(Type.STRONG))
        painter.drawText(
            left, top - 1, self.width(), _LINE, _MIDDLE, photo.explained().split("\n")[0]
        )
        painter.setFont(_font(Type.BODY))
        for line, words in enumerate(photo.reasons[:2], 1):
            width = self.width() - 2 * _MARGIN
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(_MARGIN, top + line * _LINE, width, _LINE, _MIDDLE, shown)
        painter.setFont(_font(Type.CAPTION))
        help_top = self.height() - _LINE - 4
        place = f"{self._place + 1} / {len(self._photos)}"
        keys = _("←→ 앞뒤 · 1~9 공정 · 0 해제 · Space 닫기")
        painter.drawText(_MARGIN, help_top, self.width(), _LINE, _MIDDLE, f"{place}   {keys}")

    def _paint_process(self, painter: QPainter, photo: Photo, top: int) -> int:
        words = f"{photo.process} {photo.process_name}"
        painter.setFont(_font(Type.STRONG))
        width = painter.fontMetrics().horizontalAdvance(words) + 16
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(process_colour(photo.process)))
        painter.drawRoundedRect(_MARGIN, top, width, _LINE - 2, 6, 6)
        painter.setPen(QColor(ON_PROCESS))
        painter.drawText(_MARGIN + 8, top, width, _LINE - 2, _MIDDLE, words)
        return _MARGIN + width + 10

    def _go(self, place: int) -> None:
        self._place = max(0, min(len(self._photos) - 1, place))
        self._image = QImage()
        self._say()
        photo = self._photos[self._place]
        room = self.size() * self.devicePixelRatioF()
        library = self._desk.library
        self._desk.background.run(
            lambda: _load(library.large_picture(photo.key), room),
            partial(self._came, photo.key),
        )

    def _came(self, key: str, image: QImage) -> None:
        if self._photos and self._photos[self._place].key == key:
            self._image = image
            self.update()

    def _say(self) -> None:
        self.setAccessibleDescription(self._photos[self._place].spoken())
        self.update()

    def _close(self) -> None:
        self.hide()
        self.closed.emit(self._photos[self._place].key)

    def _over(self) -> QWidget:
        over = self.parentWidget()
        return over if over is not None else self


_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def _font(kind: Type) -> QFont:
    return type_scale.font(kind, look().scale)


def _load(jpeg: bytes, room: QSize) -> QImage:
    """Return the picture no larger than its place; a null image for none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(jpeg))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isValid() and (size.width() > room.width() or size.height() > room.height()):
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
