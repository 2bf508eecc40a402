"""Asks why photos that fail should be accepted all the same (사유)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from vendorcore.text import _, n_

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 3


class ReasonDialog(Dialog):
    """The question and a field; `given` carries the reason."""

    given = Signal(str)

    def __init__(self, over: QWidget, count: int, findings: Sequence[str]) -> None:
        title = n_("사진 {n}장에 사유가 필요합니다", "사진 {n}장에 사유가 필요합니다", count)
        super().__init__(over, title, _("사유 남기기"), _("취소"))
        self._field = QPlainTextEdit()
        self._field.setAccessibleName(_("사유"))
        self._field.setPlaceholderText(_("예: 카메라 시계를 맞추지 않은 채 찍었습니다"))
        self._field.setFixedHeight(96)
        self._field.setTabChangesFocus(True)
        self._field.textChanged.connect(self._look)
        for words in list(dict.fromkeys(findings))[:_SHOWN]:
            self.body.addWidget(Text(words, tone="muted", wraps=True))
        self.body.addWidget(self._field)
        self.accepted.connect(self._give)
        self._look()
        self._field.setFocus()

    def _look(self) -> None:
        self.agree.setEnabled(bool(self._field.toPlainText().strip()))

    def _give(self) -> None:
        self.given.emit(self._field.toPlainText().strip())
