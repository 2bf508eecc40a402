"""Asks once more before something that is hard to take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class QuestionDialog(Dialog):
    """What it means, and two buttons."""

    def __init__(self, over: QWidget, title: str, words: str, agree: str) -> None:
        super().__init__(over, title, agree, _("취소"))
        self.body.addWidget(Text(words, wraps=True))
