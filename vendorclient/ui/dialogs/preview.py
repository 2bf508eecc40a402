"""A look at a paper of a contract: a picture, page by page, or the first rows of a table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QTableView

from vendorcore.text import _, problem_sentence

from vendorclient.app.pages import MOST_PAGES, PageProblem
from vendorclient.ui.decoding import decode
from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.sheet.plain import PlainTable
from vendorclient.ui.widgets.button import IconButton
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vendorcore.domain import Document
    from vendorcore.errors import VendorError

    from vendorclient.app.previewing import Preview

_SHARE = 0.7  # of the screen
_WIDE, _HIGH = 760, 380


class PreviewDialog(Dialog):
    """The look; another program shows the whole paper."""

    opened = Signal()
    page_wanted = Signal(int)  # the first is 0

    def __init__(self, over: QWidget, document: Document, found: Preview) -> None:
        super().__init__(over, document.name, _("열기"), _("닫기"))
        self.accepted.connect(self.opened)
        self._words, self._picture = Text(wraps=True), QLabel()
        self._picture.setAccessibleName(document.name)
        self._wanted, self._page, self._pages, self._asks = 0, 0, found.pages, False
        if found.rows:
            self._show_rows(found.rows, document.name)
            return
        self.body.addWidget(self._words)
        self.body.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self._show(found.picture, _why_not(found))
        if found.pages > 1:
            self._add_turning()

    def show_page(self, found: Preview) -> None:
        """Show a page that was asked for, or why it cannot be; a later wish is asked for next."""
        self._asks, self._page = False, found.page
        if self._wanted != found.page:
            self._turn(0)
        else:
            self._show(found.picture, _why_not(found))

    def fail(self, error: VendorError) -> None:
        """Say why the page did not come and stay at the one that is shown."""
        self._asks, self._wanted = False, self._page
        self._tell_place()
        self._tell(str(problem_sentence(error.code, error.details)))

    def _add_turning(self) -> None:
        self.back = IconButton("chevron-left", _("앞쪽"))
        self.on = IconButton("chevron-right", _("다음 쪽"))
        self.place = Text(tone="muted")
        self.back.clicked.connect(partial(self._turn, -1))
        self.on.clicked.connect(partial(self._turn, 1))
        self.body.addLayout(row(1, self.back, self.place, self.on, 1))
        if self._pages > MOST_PAGES:
            words = _(
                "여기에서는 앞의 {n}쪽까지만 보입니다. 전체는 ‘열기’로 보십시오.", n=MOST_PAGES
            )
            self.body.addWidget(Text(words, tone="muted", wraps=True))
        self._tell_place()

    def _turn(self, by: int, _pressed: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        last = min(self._pages, MOST_PAGES) - 1
        self._wanted = max(0, min(self._wanted + by, last))
        self._tell_place()
        if not self._asks and self._wanted != self._page:
            self._asks = True
            self.page_wanted.emit(self._wanted)

    def _tell_place(self) -> None:
        self.place.setText(f"{self._wanted + 1} / {self._pages}")

    def _show(self, jpeg: bytes, words: str) -> None:
        self._tell(words)
        self._picture.setVisible(bool(jpeg))
        if not jpeg:
            return
        ratio = self.devicePixelRatioF()
        room = QSize(self.room * _SHARE) * ratio
        picture = QPixmap.fromImage(decode(jpeg))
        kept = Qt.AspectRatioMode.KeepAspectRatio
        if picture.width() > room.width() or picture.height() > room.height():
            picture = picture.scaled(room, kept, Qt.TransformationMode.SmoothTransformation)
        picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)

    def _tell(self, words: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def _show_rows(self, rows: tuple[tuple[str, ...], ...], name: str) -> None:
        table = QTableView()
        table.setAccessibleName(name)
        table.setModel(PlainTable(rows, table))
        table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        table.setProperty("sheet", True)  # noqa: FBT003 - Qt's own signature
        table.resizeColumnsToContents()
        self.let_be_large(table, _WIDE, _HIGH)
        self.body.addWidget(table)


def _why_not(found: Preview) -> str:
    """Return why nothing is shown and what to do; nothing where there is a picture."""
    if found.picture:
        return ""
    if found.is_hangul:
        return _("한글 문서는 여기에서 볼 수 없습니다. ‘열기’를 누르면 한글 프로그램에서 열립니다.")
    if found.problem is None:
        return _("여기에서는 볼 수 없는 파일입니다. ‘열기’로 다른 프로그램에서 보십시오.")
    return {
        PageProblem.ENCRYPTED: _(
            "암호로 잠긴 PDF입니다. ‘열기’를 눌러 다른 프로그램에서 암호를 넣고 보십시오."
        ),
        PageProblem.DAMAGED: _(
            "PDF를 읽지 못했습니다. 손상되었을 수 있습니다. ‘열기’로 다른 프로그램에서 보십시오."
        ),
        PageProblem.TOO_LARGE: _(
            "여기에서 보기에는 너무 큰 PDF입니다. ‘열기’로 다른 프로그램에서 보십시오."
        ),
        PageProblem.TOO_SLOW: _(
            "이 쪽은 그리는 데 너무 오래 걸립니다. ‘열기’로 다른 프로그램에서 보십시오."
        ),
    }[found.problem]
