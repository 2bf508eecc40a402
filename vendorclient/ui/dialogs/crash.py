"""Shows a crash report before anybody gets it: a person reads it, then copies or keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QPlainTextEdit

from vendorcore.text import _

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_HIGH = 220


class CrashDialog(Dialog):
    """The report as it would be sent; nothing leaves the computer by itself."""

    def __init__(self, over: QWidget, report: str) -> None:
        super().__init__(over, _("프로그램에 문제가 생겼습니다"), _("닫기"))
        words = _("아래 내용을 읽어 보고, 괜찮으면 복사해서 지원 담당자에게 보내 주십시오.")
        self.body.addWidget(Text(words, wraps=True))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("오류 보고서"))
        self.report.setFixedHeight(_HIGH)
        self.report.setTabChangesFocus(True)
        self.body.addWidget(self.report)
        self.copy = Button(_("복사"), icon="copy")
        self.copy.clicked.connect(self._copy)
        self.body.addLayout(row(self.copy, 1))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.report.toPlainText())
