"""A look at a paper of a contract: a picture or the first rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QTableView

from vendorcore.text import _

from vendorclient.ui.decoding import decode
from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.sheet.plain import PlainTable
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vendorcore.domain import Document

    from vendorclient.app.previewing import Preview

_SHARE = 0.7  # of the screen
_WIDE, _HIGH = 760, 380


class PreviewDialog(Dialog):
    """The look; another program shows the whole paper."""

    opened = Signal()

    def __init__(self, over: QWidget, document: Document, found: Preview) -> None:
        super().__init__(over, document.name, _("열기"), _("닫기"))
        self.accepted.connect(self.opened)
        if found.picture:
            self._show_picture(found.picture, document.name)
        elif found.rows:
            self._show_rows(found.rows, document.name)
        else:
            words = _("여기에서는 볼 수 없는 파일입니다. ‘열기’로 다른 프로그램에서 보십시오.")
            self.body.addWidget(Text(words, wraps=True))

    def _show_picture(self, jpeg: bytes, name: str) -> None:
        label = QLabel()
        label.setAccessibleName(name)
        ratio = self.devicePixelRatioF()
        room = QSize(self.room * _SHARE) * ratio
        picture = QPixmap.fromImage(decode(jpeg))
        kept = Qt.AspectRatioMode.KeepAspectRatio
        if picture.width() > room.width() or picture.height() > room.height():
            picture = picture.scaled(room, kept, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        label.setPixmap(picture)
        self.body.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)

    def _show_rows(self, rows: tuple[tuple[str, ...], ...], name: str) -> None:
        table = QTableView()
        table.setAccessibleName(name)
        table.setModel(PlainTable(rows, table))
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setProperty("sheet", True)  # noqa: FBT003 - Qt's own signature
        table.resizeColumnsToContents()
        self.let_be_large(table, _WIDE, _HIGH)
        self.body.addWidget(table)
