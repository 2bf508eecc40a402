"""Asks for a short text: a name, a note, a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from vendorcore.text import _

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.fields.field import Field
from vendorclient.ui.fields.line import Line
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class NameDialog(Dialog):
    """The question and a line; `given` carries what was typed."""

    given = Signal(str)

    def __init__(self, over: QWidget, title: str, label: str, advice: str = "") -> None:
        super().__init__(over, title, _("확인"), _("취소"))
        self.line = Line(label)
        self.line.textChanged.connect(self._look)
        self.line.returnPressed.connect(self.agree.click)
        if advice:
            self.body.addWidget(Text(advice, tone="muted", wraps=True))
        self.body.addWidget(Field(label, self.line))
        self.accepted.connect(self._give)
        self._look("")
        self.line.setFocus()

    def _look(self, _words: str) -> None:
        self.agree.setEnabled(bool(self.line.text().strip()))

    def _give(self) -> None:
        self.given.emit(self.line.text().strip())
