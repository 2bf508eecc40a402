"""A small window that is opened, never waited for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button, Kind
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.text import Text

_WIDTH = 412


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
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[spacing.WIDE] * 4)
        whole.setSpacing(spacing.LARGE)
        # A minimum width of the window itself would let the words in it be cut.
        whole.addStrut(_WIDTH)
        whole.addWidget(Text(title, Type.HEADING, wraps=True))
        whole.addLayout(self.body)
        whole.addLayout(row(1, self.refuse, self.agree))
        self.refuse.setVisible(bool(refuse))
