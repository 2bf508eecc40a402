"""Small pictures for the grid: decoded beside the window's thread, kept within a limit."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap

from vendorcore.errors import VendorError

from vendorclient.ui.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vendorclient.ui.background import Background

_LIMIT_BYTES = 128 * 1024 * 1024
_WAITING = 600  # what was scrolled past longer ago is not fetched any more
_PER_JOB = 8
_JOBS = 2
_RADIUS = 6.0


@dataclass(frozen=True, slots=True)
class Wish:
    """One picture in one size: width and height in screen pixels, the screen's ratio."""

    key: str
    width: int
    height: int
    ratio: float


class Thumbnails(QObject):
    """Gives a picture at once when it is here, else has it fetched; newest wishes first."""

    arrived = Signal(list)

    def __init__(
        self,
        read: Callable[[str], bytes],
        background: Background,
        limit_bytes: int = _LIMIT_BYTES,
    ) -> None:
        super().__init__()
        self._read = read
        self._background = background
        self._limit = limit_bytes
        self._used = 0
        self._here: OrderedDict[Wish, QPixmap | None] = OrderedDict()
        self._waiting: OrderedDict[Wish, None] = OrderedDict()
        self._under_way: set[Wish] = set()
        self._jobs = 0

    @property
    def used_bytes(self) -> int:
        """How much memory the kept pictures take."""
        return self._used

    def picture(self, key: str, size: QSize, ratio: float) -> QPixmap | None:
        """Return a picture of this size in logical pixels, None while it is not here."""
        wish = Wish(key, round(size.width() * ratio), round(size.height() * ratio), ratio)
        if wish in self._here:
            self._here.move_to_end(wish)
            return self._here[wish]
        self._want(wish)
        return None

    def forget(self, keys: Sequence[str]) -> None:
        """Fetch these anew when they are next seen."""
        gone = set(keys)
        for wish in [wish for wish in self._here if wish.key in gone]:
            self._drop(wish)

    def _want(self, wish: Wish) -> None:
        if wish in self._under_way:
            return
        self._waiting[wish] = None
        self._waiting.move_to_end(wish)
        if len(self._waiting) > _WAITING:
            self._waiting.popitem(last=False)
        self._start()

    def _start(self) -> None:
        while self._waiting and self._jobs < _JOBS:
            count = min(_PER_JOB, len(self._waiting))
            wishes = [self._waiting.popitem()[0] for _ in range(count)]
            self._under_way.update(wishes)
            self._jobs += 1
            self._background.run(partial(self._fetch, wishes), self._keep)

    def _fetch(self, wishes: Sequence[Wish]) -> list[tuple[Wish, QImage]]:
        return [(wish, _decode(self._bytes(wish.key), wish)) for wish in wishes]

    def _bytes(self, key: str) -> bytes:
        try:
            return self._read(key)
        except (OSError, VendorError):
            return b""

    def _keep(self, images: list[tuple[Wish, QImage]]) -> None:
        for wish, image in images:
            self._under_way.discard(wish)
            self._here[wish] = None if image.isNull() else QPixmap.fromImage(image)
            self._used += image.sizeInBytes()
        while self._used > self._limit and len(self._here) > 1:
            self._drop(next(iter(self._here)))
        self._jobs -= 1
        self._start()
        self.arrived.emit([wish.key for wish, image in images if not image.isNull()])

    def _drop(self, wish: Wish) -> None:
        picture = self._here.pop(wish)
        if picture is not None:
            self._used -= picture.width() * picture.height() * 4


def _decode(data: bytes, wish: Wish) -> QImage:
    """Return the picture filling its place, corners rounded; a null image for no picture."""
    image = decode(data, QSize(wish.width, wish.height))
    return QImage() if image.isNull() else _fill(image, wish)


def _fill(image: QImage, wish: Wish) -> QImage:
    """Cut the middle out of the image and round the corners."""
    filled = QImage(wish.width, wish.height, QImage.Format.Format_ARGB32_Premultiplied)
    filled.fill(Qt.GlobalColor.transparent)
    radius = _RADIUS * wish.ratio
    place = QRectF(0, 0, wish.width, wish.height)
    path = QPainterPath()
    path.addRoundedRect(place, radius, radius)
    painter = QPainter(filled)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(path)
    painter.drawImage(place, image, _middle(image.size(), wish))
    painter.end()
    filled.setDevicePixelRatio(wish.ratio)
    return filled


def _middle(size: QSize, wish: Wish) -> QRectF:
    """Return the part of the image that has the shape of the place."""
    scale = min(size.width() / wish.width, size.height() / wish.height)
    width, height = wish.width * scale, wish.height * scale
    return QRectF((size.width() - width) / 2, (size.height() - height) / 2, width, height)
