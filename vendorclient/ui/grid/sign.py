"""The small sign under the hand that drags photos: how many there are."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from vendorcore.text import n_

from vendorclient.ui.theme import type_scale
from vendorclient.ui.theme.style import colours, look
from vendorclient.ui.theme.type_scale import Type


def sign(count: int, ratio: float) -> QPixmap:
    """Return a small sign that says how many photos are being dragged."""
    words = n_("{n}장", "{n}장", count)
    font = type_scale.font(Type.HEADING, look().scale)
    size = QSize(96, 36)
    drawn = QPixmap(size * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().accent))
    painter.drawRoundedRect(0, 0, size.width(), size.height(), 18, 18)
    painter.setPen(QColor(colours().on_accent))
    painter.setFont(font)
    painter.drawText(0, 0, size.width(), size.height(), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return drawn
