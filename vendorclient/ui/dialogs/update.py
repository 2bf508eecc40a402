"""A new version of the program: now, or later (지금, 나중)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _, size_text

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vendorclient.app.updating import Update


class UpdateDialog(Dialog):
    """Says what is new and how large it is; what is being sent comes first in any case."""

    def __init__(self, over: QWidget, update: Update) -> None:
        title = _("새 버전 {version}이 있습니다", version=update.release.version)
        super().__init__(over, title, _("지금 설치"), _("나중에"))
        if update.installer is not None:
            size = size_text(update.installer.size_bytes)
            self.say(_("{size}를 받아 설치합니다. 그동안 계속 일할 수 있습니다.", size=size))
        self.say(_("설치할 때 프로그램이 잠시 닫혔다가 다시 열립니다. 자료는 그대로 있습니다."))
        if update.required:
            self.say(_("지금 버전으로는 더 보낼 수 없으니 꼭 설치해 주십시오."))
        if update.release.notes:
            self.say(update.release.notes)

    def say(self, words: str) -> None:
        """Add a line."""
        self.body.addWidget(Text(words, tone="muted", wraps=True))
