"""What a page shows while it has nothing to show: why, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import icons, spacing
from vendorclient.ui.theme.style import colours, scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button, Kind
from vendorclient.ui.widgets.text import Text

_ICON = 44
_WIDEST = 460


class EmptyState(QWidget):
    """An icon, what is missing, what to do next, and one button that does it."""

    acted = Signal()

    def __init__(self, icon: str, title: str, advice: str, action: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._picture = QLabel()
        self._title = Text(title, Type.HEADING, wraps=True)
        self._advice = Text(advice, tone="muted", wraps=True)
        self._button = Button(action, Kind.PRIMARY)
        self._button.clicked.connect(self.acted)
        self._arrange()
        self._button.setVisible(bool(action))
        self._tint()

    def say(self, title: str, advice: str, action: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._advice.setText(advice)
        self._button.setText(action)
        self._button.setVisible(bool(action))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in the colours of the new look."""
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    def _arrange(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        box = QWidget()
        box.setMaximumWidth(_WIDEST)
        words = QVBoxLayout(box)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(spacing.SMALL)
        words.addWidget(self._picture, 0, middle)
        for label in (self._title, self._advice):
            label.setAlignment(middle)
            words.addWidget(label)
        words.addSpacing(spacing.SMALL)
        words.addWidget(self._button, 0, middle)
        line = QHBoxLayout()
        line.addStretch()
        line.addWidget(box, 100)
        line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(*[spacing.WIDE] * 4)
        column.addStretch()
        column.addLayout(line)
        column.addStretch()

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(icons.pixmap(self._icon, colours().faint, scaled(_ICON), ratio))
