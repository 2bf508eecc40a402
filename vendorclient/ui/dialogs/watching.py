"""Asks to which process the photos of a folder or device belong, and shows what would happen."""

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
    """A folder, or one of the devices that were here, and the process for what comes from it."""

    chosen = Signal(str, object)
    agreed = Signal(str, object)

    def __init__(
        self,
        over: QWidget,
        targets: Sequence[Target],
        *,
        folder: str = "",
        devices: Sequence[tuple[str, str]] = (),
    ) -> None:
        title = _("이 폴더를 지켜봅니다") if folder else _("이 장치의 사진에 공정을 제안합니다")
        super().__init__(over, title, _("지켜보기"), _("취소"))
        self._targets = tuple(targets)
        self._folder, self._devices = folder, tuple(devices)
        self.device = DropDown(_("장치"))
        self.device.addItems([label for _key, label in self._devices])
        self.device.setVisible(not folder)
        self.process = DropDown(_("공정"))
        for target in targets:
            self.process.addItem(f"{target.contract} · {target.process}")
        self.shown = Text("", tone="muted", wraps=True)
        if folder:
            self.body.addWidget(Text(folder, wraps=True))
        self.body.addWidget(self.device)
        self.body.addWidget(self.process)
        self.body.addWidget(self.shown)
        self.process.activated.connect(self._choose)
        self.device.activated.connect(self._choose)
        self.accepted.connect(self._agree)

    def show_tried(self, found: Sequence[Suggestion]) -> None:
        """Show what the rule would do now."""
        told = self._told(len(found))
        names = ", ".join(Path(one.path).name for one in found[:_EXAMPLES])
        self._tell(f"{told}\n{names}" if names else told)

    def show_absent(self) -> None:
        """Say that a device is not here now, so that nothing can be tried."""
        self._tell(_("지금은 꽂혀 있지 않습니다. 다음에 꽂으면 새 사진에 이 공정을 제안합니다."))

    def _told(self, count: int) -> str:
        if self._folder:
            return n_(
                "지금 이 폴더의 사진 {n}장에 이 공정을 제안하게 됩니다.",
                "지금 이 폴더의 사진 {n}장에 이 공정을 제안하게 됩니다.",
                count,
            )
        return n_(
            "지금 이 장치의 사진 {n}장에 이 공정을 제안하게 됩니다.",
            "지금 이 장치의 사진 {n}장에 이 공정을 제안하게 됩니다.",
            count,
        )

    def _tell(self, words: str) -> None:
        self.shown.setText(words)
        # The words came after the window was measured.
        self.shown.setMinimumHeight(self.shown.heightForWidth(self.shown.width()))
        self.adjustSize()

    def source(self) -> str:
        """Return the folder, or the key of the device that is chosen now."""
        at = self.device.currentIndex()
        return self._folder or (self._devices[at][0] if at >= 0 else "")

    def target(self) -> Target | None:
        """Return the process that is chosen now."""
        at = self.process.currentIndex()
        return self._targets[at] if at >= 0 else None

    def _choose(self) -> None:
        self.chosen.emit(self.source(), self.target())

    def _agree(self) -> None:
        self.agreed.emit(self.source(), self.target())
