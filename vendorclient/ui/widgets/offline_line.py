"""One line over the pages while the server cannot be reached: everything but sending goes on."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QLabel

from vendorcore.text import _, n_

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import icons, spacing
from vendorclient.ui.theme.style import colours, scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.text import ShortenedText

_ICON = 18


class OfflineLine(QFrame):
    """The line; it is there as long as nothing can be sent, and no longer."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "offline")
        self._picture = QLabel()
        self._words = ShortenedText("", Type.CAPTION)
        line = row(self._picture, self._words)
        line.setStretch(1, 1)
        line.setContentsMargins(spacing.LARGE, spacing.TIGHT, spacing.LARGE, spacing.TIGHT)
        self.setLayout(line)
        self._tint()
        self.hide()

    def tell(self, waiting: int, *, offline: bool) -> None:
        """Say that nothing can be sent now, and how much waits for it."""
        self._words.setText(_words(waiting))
        self.setAccessibleName(self._words.text())
        self.setVisible(offline)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in the colours of the new look."""
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap("cloud-off", colours().text, scaled(_ICON), ratio))


def _words(waiting: int) -> str:
    if not waiting:
        return _("서버에 닿지 않습니다. 사진을 가져오고 공정에 넣는 일은 그대로 할 수 있습니다.")
    return n_(
        "서버에 닿지 않습니다. 다른 일은 그대로 할 수 있고, 보낼 {n}건은 저절로 보냅니다.",
        "서버에 닿지 않습니다. 다른 일은 그대로 할 수 있고, 보낼 {n}건은 저절로 보냅니다.",
        waiting,
    )
