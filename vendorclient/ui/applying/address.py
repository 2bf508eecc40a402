"""First of all: which server, and what kind of application it offers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from vendorcore.text import _

from vendorclient.ui.fields.field import Field
from vendorclient.ui.fields.line import Line
from vendorclient.ui.theme import spacing
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.emptied import emptied
from vendorclient.ui.widgets.scrolled import scrolled
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorclient.app.applying import KindOffered


class AddressPart(QWidget):
    """The address of the server, and the kinds that it offers once it was asked."""

    looked_up = Signal(str)
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.url = Line(_("서버 주소"), _("예: https://server.example"))
        self.look = Button(_("신청 종류 보기"), icon="link")
        line = row(self.url, self.look)
        line.setStretch(0, 1)
        self.field = Field(_("서버 주소"), self.url, beside=line)
        self.about = Text(_("운영자가 알려 준 서버의 주소를 적으십시오."), tone="muted", wraps=True)
        self._group = QButtonGroup(self)
        self._kinds = QVBoxLayout()
        self._kinds.setSpacing(spacing.TIGHT)
        inside = QWidget()
        inside.setLayout(self._kinds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.SMALL)
        column.addWidget(self.about)
        column.addWidget(self.field)
        column.addWidget(scrolled(inside), 1)
        self.look.clicked.connect(self._ask)
        self.url.returnPressed.connect(self._ask)
        self.url.textEdited.connect(self._forget)

    def show_address(self, url: str) -> None:
        """Show which server it was."""
        self.url.show_text(url)

    def show_kinds(self, kinds: Sequence[KindOffered], chosen: str) -> None:
        """Show what may be applied for."""
        emptied(self._kinds)
        for kind in kinds:
            button = QRadioButton(kind.name)
            button.setChecked(kind.key == chosen)
            button.clicked.connect(partial(self._choose, kind.key))
            self._group.addButton(button)
            self._kinds.addWidget(button)
            about = Text(kind.about, tone="muted", wraps=True)
            about.setContentsMargins(spacing.WIDE, 0, 0, spacing.SMALL)
            self._kinds.addWidget(about)

    def wait(self, *, asking: bool) -> None:
        """Show that the server is being asked, or has answered."""
        self.look.setEnabled(not asking)
        self.look.setText(_("묻는 중") if asking else _("신청 종류 보기"))

    def _ask(self) -> None:
        self.field.tell("")
        if self.url.text().strip():
            self.looked_up.emit(self.url.text().strip())
        else:
            self.field.tell(_("주소를 적으십시오."))

    def _forget(self, _words: str) -> None:
        """The kinds of another server hold no longer."""
        emptied(self._kinds)
        self.chosen.emit("")

    def _choose(self, key: str, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.chosen.emit(key)
