"""The picture itself: as large as its place or pixel by pixel, turned, moved with the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from vendorcore.text import _

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import icons
from vendorclient.ui.theme.style import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent

_LARGEST, _STEP = 8.0, 1.25
_BLOWN_UP = 3.0  # a small image fills its place only so far
_ICON = 64


class Stage(QWidget):
    """Shows one image; `zoomed` says that every pixel is wanted, `moved` where it is looked at."""

    zoomed = Signal()
    moved = Signal(float, QPointF)

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._turned = QImage()
        self._icon, self._turns = "photo", 0
        self._scale = 0.0  # 0 lets the image fill its place
        self._centre = QPointF(0.5, 0.5)  # which point of the image lies in the middle
        self._grabbed: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self.setAccessibleName(_("사진"))

    @property
    def image(self) -> QImage:
        """The image that is shown."""
        return self._image

    @property
    def is_close(self) -> bool:
        """Whether it is enlarged beyond its place."""
        return self._scale > 0

    @property
    def turns(self) -> int:
        """How many quarter turns to the right."""
        return self._turns

    def wait_for(self, icon: str, turns: int = 0) -> None:
        """Show a sign until the image has come."""
        self._icon, self._turns = icon, turns
        self._scale, self._centre = 0.0, QPointF(0.5, 0.5)
        self.show_image(QImage())

    def show_image(self, image: QImage) -> None:
        """Show an image in the place of another, looked at in the same way."""
        if self._scale and not self._image.isNull() and not image.isNull():
            self._scale *= self._image.width() / image.width()
        self._image = image
        self._turn()

    def turn(self, quarters: int) -> None:
        """Turn the view; the original stays as it is."""
        self._turns = (self._turns + quarters) % 4
        self._turn()

    def toggle(self, at: QPointF | None = None) -> None:
        """Show every pixel, or all of the image again."""
        self._scale = 0.0 if self._scale else 1.0 / self.devicePixelRatioF()
        self._centre = self._point(at) if at is not None and self._scale else QPointF(0.5, 0.5)
        self._tell()

    def look_at(self, scale: float, centre: QPointF) -> None:
        """Look at the same place as another stage."""
        self._scale, self._centre = scale, centre
        self.update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come closer or step back."""
        present = self._scale or self._fitting()
        factor = _STEP if event.angleDelta().y() > 0 else 1 / _STEP
        wanted = min(_LARGEST, present * factor)
        self._scale = wanted if wanted > self._fitting() else 0.0
        self._tell()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the image."""
        self._grabbed = event.position()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the image with the mouse."""
        if self._grabbed is None or not self._scale or self._turned.isNull():
            return
        gone = event.position() - self._grabbed
        self._grabbed = event.position()
        size = QSizeF(self._turned.size()) * self._scale
        x = self._centre.x() - gone.x() / size.width()
        y = self._centre.y() - gone.y() / size.height()
        self._centre = QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))
        self._tell(closer=False)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grabbed = None

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show every pixel around this point, or all of it again."""
        self.toggle(event.position())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the image, or the sign that stands for it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours().scrim))
        if self._turned.isNull():
            sign = icons.pixmap(self._icon, colours().on_scrim, _ICON, self.devicePixelRatioF())
            middle = self.rect().center()
            painter.drawPixmap(middle.x() - _ICON // 2, middle.y() - _ICON // 2, sign)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._place(), self._turned)
        painter.end()

    def _turn(self) -> None:
        turned = QTransform().rotate(90 * self._turns)
        self._turned = self._image.transformed(turned) if self._turns else self._image
        self.update()

    def _tell(self, *, closer: bool = True) -> None:
        self.update()
        self.moved.emit(self._scale, self._centre)
        if closer and self._scale:
            self.zoomed.emit()

    def _fitting(self) -> float:
        if self._turned.isNull():
            return 1.0
        across = self.width() / self._turned.width()
        return float(min(across, self.height() / self._turned.height()))

    def _place(self) -> QRectF:
        """Return where the whole image lies; beyond the widget where it is looked at closely."""
        scale = self._scale or min(self._fitting(), _BLOWN_UP)
        size = QSizeF(self._turned.size()) * scale
        middle = QRectF(self.rect()).center()
        left = middle.x() - self._centre.x() * size.width()
        return QRectF(QPointF(left, middle.y() - self._centre.y() * size.height()), size)

    def _point(self, at: QPointF) -> QPointF:
        """Return which part of the image lies under a point of the widget."""
        if self._turned.isNull():
            return QPointF(0.5, 0.5)
        scale = min(self._fitting(), _BLOWN_UP)
        size = QSizeF(self._turned.size()) * scale
        off = at - QRectF(self.rect()).center()
        x, y = 0.5 + off.x() / size.width(), 0.5 + off.y() / size.height()
        return QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))
