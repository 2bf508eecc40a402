"""A small window that is opened, never waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button, Kind
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

_WIDTH = 412
_TITLE_BAR = 40
_AROUND, _LEAST = 270, 120  # what heading, words and buttons take beside a large part


class Dialog(QDialog):
    """A heading, a body, and at most two buttons."""

    def __init__(self, over: QWidget, title: str, agree: str, refuse: str = "") -> None:
        super().__init__(over)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.agree = Button(agree, Kind.PRIMARY)
        self.agree.setDefault(True)
        self.agree.clicked.connect(self.accept)
        self.refuse = Button(refuse)
        self.refuse.clicked.connect(self.reject)
        self.body = QVBoxLayout()
        self.body.setSpacing(spacing.SMALL)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(*[spacing.WIDE] * 4)
        whole.setSpacing(spacing.LARGE)
        # A minimum width of the window itself would let the words in it be cut.
        whole.addStrut(_WIDTH)
        whole.addWidget(Text(title, Type.HEADING, wraps=True))
        whole.addLayout(self.body)
        whole.addLayout(row(1, self.refuse, self.agree))
        self.refuse.setVisible(bool(refuse))

    @property
    def room(self) -> QSize:
        """How large the dialog may be on this screen, its title bar left out."""
        screen = self.screen().availableGeometry().size()
        return screen - QSize(0, _TITLE_BAR)

    def let_be_large(self, part: QWidget, width: int, height: int) -> None:
        """Give a part this much room for the usual type, and no more than the screen has."""
        room = self.room
        wide = room.width() - 4 * spacing.WIDE
        left = max(scaled(_LEAST), room.height() - scaled(_AROUND))
        part.setMinimumSize(min(scaled(width), wide), min(scaled(height), left))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Stay on the screen."""
        super().showEvent(event)
        self._stay_on_screen()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay on the screen when the words have found how many lines they need."""
        super().resizeEvent(event)
        if self.isVisible():
            self._stay_on_screen()

    def _stay_on_screen(self) -> None:
        """Let a body that is higher than the screen be scrolled: the buttons stay in sight."""
        wide = max(self.width(), self.sizeHint().width())
        high = max(self._whole.heightForWidth(wide), self.minimumSizeHint().height(), self.height())
        if high > self.room.height() and self.body.parentWidget() is self:
            self._scroll_body()
            self._whole.activate()  # else the size from before still holds as the smallest one
            self.resize(min(wide + 2 * spacing.LARGE, self.room.width()), self.room.height())

    def _scroll_body(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "window")
        place, focus = self._whole.indexOf(self.body), self.focusWidget()
        self._whole.removeItem(self.body)
        self.body.setContentsMargins(0, 0, spacing.SMALL, 0)
        self.body.setParent(None)
        inside.setLayout(self.body)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._whole.insertWidget(place, area, 1)
        if focus is not None:
            focus.setFocus()
