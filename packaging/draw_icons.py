"""Draws the program's icon in the forms that Windows, macOS and Linux ask for, from one drawing."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).parent / "icons"
WINDOWS_SIZES = (16, 24, 32, 48, 64, 128, 256)


def drawn(size: int) -> Image.Image:
    """Return the drawing at one size."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(ICONS / "vendorclient.svg")).render(painter)
    painter.end()
    content, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return Image.open(io.BytesIO(content.data()))


def main() -> None:
    """Write the files beside the drawing."""
    large = drawn(1024)
    drawn(256).save(ICONS / "vendorclient.png")
    large.save(ICONS / "vendorclient.icns")
    pictures = [drawn(size) for size in WINDOWS_SIZES]
    sizes = [(size, size) for size in WINDOWS_SIZES]
    pictures[-1].save(ICONS / "vendorclient.ico", sizes=sizes, append_images=pictures[:-1])


if __name__ == "__main__":
    main()
