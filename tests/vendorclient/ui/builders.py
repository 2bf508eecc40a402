"""Values for the window's tests, with sensible defaults."""

from datetime import datetime, timedelta

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from vendorcore.domain import KST

from vendorclient.ui.grid.photo import Photo

START = datetime(2026, 9, 12, 9, 2, tzinfo=KST)


def a_photo(number: int = 0, **changes: object) -> Photo:
    values = {
        "key": f"{number:064x}",
        "name": f"DSC{number:05d}.JPG",
        "captured_at": START + timedelta(minutes=number),
    }
    return Photo(**(values | changes))


def photos(count: int, **changes: object) -> list[Photo]:
    return [a_photo(number, **changes) for number in range(count)]


def a_jpeg(width: int = 160, height: int = 120, colour: str = "#336699") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 80)
    return bytes(buffer.data().data())
