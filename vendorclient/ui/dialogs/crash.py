"""Shows a crash report before anybody gets it: a person reads it, then sends or saves it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from vendorcore.errors import VendorError
from vendorcore.text import _, problem_sentence

from vendorclient.storage.durable import disk_border
from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.text import Text
from vendorclient.ui.work import choosing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_HIGH = 220
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_MOST_MAIL = 1800  # Windows hands over no longer links
_NAME = "vendorclient-report.txt"


class CrashDialog(Dialog):
    """The report as it would be sent; nothing leaves the computer by itself."""

    def __init__(self, over: QWidget, report: str) -> None:
        super().__init__(over, _("프로그램에 문제가 생겼습니다"), _("닫기"))
        words = _("아래 내용을 읽어 보고, 괜찮으면 지원 담당자에게 보내 주십시오.")
        self.body.addWidget(Text(words, wraps=True))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("오류 보고서"))
        self.report.setFixedHeight(_HIGH)
        self.report.setTabChangesFocus(True)
        self.body.addWidget(self.report)
        self.send, self.save = Button(_("보내기")), Button(_("파일로 저장"), icon="save")
        self.copy = Button(_("복사"), icon="copy")
        self.said = Text(tone="muted", wraps=True)
        self.send.clicked.connect(self._send)
        self.save.clicked.connect(self._ask_where)
        self.copy.clicked.connect(self._copy)
        self.body.addLayout(row(self.send, self.save, self.copy, 1))
        self.body.addWidget(self.said)
        self.said.hide()
        self._address = ""
        self.send.hide()

    def offer_mail(self, address: str) -> None:
        """Offer a letter to whoever helps, when the server has told who that is."""
        if _ADDRESS.fullmatch(address):
            self._address = address
            self.send.show()
            self.save.hide()
            words = _("{address} 앞으로 메일이 열립니다. 거기서 보내야 나갑니다.", address=address)
            self._say(words)

    def keep(self, path: str) -> None:
        """Write the report into a file that can be handed over."""
        try:
            with disk_border(Path(path)):
                Path(path).write_text(self.report.toPlainText(), "utf-8")
        except VendorError as error:
            self._say(str(problem_sentence(error.code, error.details)))
        else:
            self._say(_("저장했습니다: {name}", name=Path(path).name))

    def _send(self) -> None:
        link = letter(self._address, _("프로그램 오류 보고서"), self.report.toPlainText())
        if not QDesktopServices.openUrl(QUrl(link)):
            self.save.show()
            self._say(_("메일 프로그램을 열지 못했습니다. 파일로 저장해서 전해 주십시오."))

    def _ask_where(self) -> None:
        choosing.save_file(self, _("파일로 저장"), _NAME, _("텍스트 (*.txt)"), self.keep)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.report.toPlainText())

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()


def letter(address: str, subject: str, text: str) -> str:
    """Return the link that opens a letter; of a long report its end, which tells the most."""
    head = f"mailto:{address}?subject={quote(subject)}&body="
    lines, body = text.splitlines(), ""
    while lines and len(head) + len(more := quote(lines.pop() + "\r\n") + body) <= _MOST_MAIL:
        body = more
    return head + body
