"""Printing (Ctrl+P): reads the pictures, lets the person choose a printer, prints."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from vendorcore.errors import VendorError
from vendorcore.text import _

from vendorclient.ui import printing
from vendorclient.ui.background import Lane
from vendorclient.ui.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from vendorclient.ui.desk import Desk
    from vendorclient.ui.grid.photo import Photo
    from vendorclient.ui.pages.page import Page

MOST_PHOTOS = 200


class PrintingWork(QObject):
    """Prints the page that is open."""

    said = Signal(str)

    def __init__(self, over: QWidget, desk: Desk, most: int = MOST_PHOTOS) -> None:
        super().__init__(over)
        self._over, self._desk, self._most = over, desk, most

    def ask(self, page: Page) -> None:
        """Get ready what the page shows, then ask for the printer."""
        photos = printing.photos_of(page)
        if len(photos) > self._most:
            words = _("한 번에 {most}장까지 인쇄합니다. 인쇄할 사진을 고르십시오.", most=self._most)
            self.said.emit(words)
            return
        read = partial(pictures_of, self._desk.library.thumbnail, [one.key for one in photos])
        self._desk.background.run(read, partial(self._choose, page, photos), lane=Lane.LONG)

    def _choose(self, page: Page, photos: Sequence[Photo], pictures: dict[str, QImage]) -> None:
        document = printing.paper(page, photos, pictures)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(page.title.text())
        dialog = QPrintDialog(printer, self._over)
        dialog.setWindowTitle(_("인쇄"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        dialog.accepted.connect(lambda _chosen: document.print_(printer))  # it owns no printer
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own open() wants a slot by name


def pictures_of(read: Callable[[str], bytes], keys: Sequence[str]) -> dict[str, QImage]:
    """Return the small pictures of these photos; one that has none is left out."""
    wanted = QSize(printing.PICTURE * 2, printing.PICTURE * 2)
    found = {}
    for key in keys:
        with suppress(OSError, VendorError):
            found[key] = decode(read(key), wanted)
    return {key: image for key, image in found.items() if not image.isNull()}
