"""Turns the bytes of a picture into one that the window paints, on any thread.

Pillow decodes, not QImageReader over a QBuffer: while Qt looks for a decoder it holds a lock of its
own and asks Python for the buffer's bytes, so two threads can wait for each other for ever.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageOps
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from PySide6.QtCore import QSize

_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError)


def decode(data: bytes, at_least: QSize | None = None) -> QImage:
    """Return the picture upright, a JPEG no larger than needed; a null image for no picture."""
    if not data:
        return QImage()
    try:
        with Image.open(io.BytesIO(data)) as found:
            if at_least is not None:
                side = max(at_least.width(), at_least.height())
                found.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(found).convert("RGBA")
    except _UNREADABLE:
        return QImage()
    raw = upright.tobytes()
    width, height = upright.size
    return QImage(raw, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()
