"""Opens the window and closes it again as soon as it has been drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, qVersion
from PySide6.QtGui import QGuiApplication, QImageReader

from vendorclient.ui.window import WindowSession, application

if TYPE_CHECKING:
    from pathlib import Path

# What the window shows; a plugin that was left out of a package would be missed by a user only.
PICTURES = (b"jpeg", b"png", b"svg")


def try_window(data_dir: Path) -> str:
    """Return which Qt drew the window, and how; whatever is missing raises."""
    app = application()
    formats = QImageReader.supportedImageFormats()
    missing = [name for name in PICTURES if name not in [bytes(one.data()) for one in formats]]
    if missing:
        raise LookupError(f"no pictures of the kinds {missing}")
    session = WindowSession(app, data_dir, sending=False)
    try:
        session.open()
        QTimer.singleShot(0, app.quit)
        app.exec()
        drawn = session.window.grab().width()
    finally:
        session.close()
    return f"Qt {qVersion()}, {QGuiApplication.platformName()}, {drawn} px"
