"""Asks to which process the photos of a watched folder belong, and shows what would happen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from vendorcore.text import _, n_

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.widgets.button import DropDown
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from vendorclient.app.keeping import Target
    from vendorclient.app.watched import Suggestion

_EXAMPLES = 3


class WatchingDialog(Dialog):
    """One folder and the process that is suggested for what comes into it."""

    chosen = Signal(object)
    agreed = Signal(object)

    def __init__(self, over: QWidget, folder: str, targets: Sequence[Target]) -> None:
        super().__init__(over, _("이 폴더를 지켜봅니다"), _("지켜보기"), _("취소"))
        self._targets = tuple(targets)
        self.process = DropDown(_("공정"))
        for target in targets:
            self.process.addItem(f"{target.contract} · {target.process}")
        self.shown = Text("", tone="muted", wraps=True)
        self.body.addWidget(Text(folder, wraps=True))
        self.body.addWidget(self.process)
        self.body.addWidget(self.shown)
        self.process.activated.connect(self._choose)
        self.accepted.connect(self._agree)

    def show_tried(self, found: Sequence[Suggestion]) -> None:
        """Show what the rule would do now."""
        told = n_(
            "지금 이 폴더의 사진 {n}장에 이 공정을 제안하게 됩니다.",
            "지금 이 폴더의 사진 {n}장에 이 공정을 제안하게 됩니다.",
            len(found),
        )
        names = ", ".join(Path(one.path).name for one in found[:_EXAMPLES])
        self.shown.setText(f"{told}\n{names}" if names else told)
        # The words came after the window was measured.
        self.shown.setMinimumHeight(self.shown.heightForWidth(self.shown.width()))
        self.adjustSize()

    def target(self) -> Target | None:
        """Return the process that is chosen now."""
        at = self.process.currentIndex()
        return self._targets[at] if at >= 0 else None

    def _choose(self) -> None:
        self.chosen.emit(self.target())

    def _agree(self) -> None:
        self.agreed.emit(self.target())
