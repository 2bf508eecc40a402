"""The line icons, drawn in whatever colour they are needed in."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from vendorcore import resources

# 100, 125, 150, 200 and 300 % screens.
_RATIOS = (1.0, 1.25, 1.5, 2.0, 3.0)


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int = 20, ratio: float = 1.0) -> QPixmap:
    """Return an icon of this size in logical pixels for a screen with this ratio."""
    side = max(1, round(size * ratio))
    canvas = QPixmap(QSize(side, side))
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    _renderer(name, colour).render(painter, QRectF(0, 0, side, side))
    painter.end()
    canvas.setDevicePixelRatio(ratio)
    return canvas


@lru_cache(maxsize=256)
def icon(name: str, colour: str, size: int = 20, disabled: str = "") -> QIcon:
    """Return an icon that is sharp on every screen; `disabled` is its colour when switched off."""
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, colour, size, ratio))
        if disabled:
            made.addPixmap(pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return made


def names() -> tuple[str, ...]:
    """Return the names of all icons."""
    return tuple(sorted(file.stem for file in (resources.root() / "icons").glob("*.svg")))


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = _drawing(name).replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return resources.path(f"icons/{name}.svg").read_text("utf-8")
