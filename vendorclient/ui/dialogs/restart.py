"""Says that the program must start anew to take a backup over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class RestartDialog(Dialog):
    """The question; agreeing closes the program."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, _("다시 시작하면 백업으로 되돌립니다"), _("지금 닫기"), _("나중에"))
        words = _("백업은 온전합니다. 지금 자료는 따로 남겨 두고, 다음에 열 때 백업을 씁니다.")
        self.body.addWidget(Text(words, wraps=True))
