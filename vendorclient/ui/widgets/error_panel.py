"""What went wrong, what it means, what to do, and one button that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vendorcore.text import _

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import icons, spacing
from vendorclient.ui.theme.style import colours, scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button, IconButton
from vendorclient.ui.widgets.card import Card
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from vendorcore.text import Sentence

_ICON = 22


class ErrorPanel(QWidget):
    """A panel that stays hidden until something must be told."""

    acted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._card = Card(tone="bad", padding=spacing.MEDIUM)
        self._picture = QLabel()
        self._happened = Text("", Type.STRONG, wraps=True)
        self._means = Text("", wraps=True)
        self._todo = Text("", wraps=True)
        self._button = Button("")
        self._button.clicked.connect(self.acted)
        self._close = IconButton("close", _("닫기"))
        self._close.clicked.connect(self.hide)
        self._arrange()
        self._tint()
        self.hide()

    def tell(self, sentence: Sentence, action: str = "") -> None:
        """Tell what happened; `action` is the word on the button, empty for none."""
        for label, words in (
            (self._happened, sentence.happened),
            (self._means, sentence.means),
            (self._todo, sentence.todo),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.offer(action)
        self.setAccessibleName(str(sentence))
        self.show()

    def offer(self, action: str) -> None:
        """Offer something that helps."""
        self._button.setText(action)
        self._button.setVisible(bool(action))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in the colours of the new look."""
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(spacing.TIGHT)
        for label in (self._happened, self._means, self._todo):
            words.addWidget(label)
        line = QHBoxLayout()
        line.setSpacing(spacing.MEDIUM)
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._card.body.addLayout(line)
        around = QVBoxLayout(self)
        around.setContentsMargins(spacing.LARGE, spacing.MEDIUM, spacing.LARGE, 0)
        around.addWidget(self._card)

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap("error", colours().bad, scaled(_ICON), ratio))
        self._picture.setAccessibleName(_("문제"))
