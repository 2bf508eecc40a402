"""Lets a person pick photos on a phone: only what is picked is read, nothing else is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy

from vendorcore.text import _, n_

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.grid.view import COMFORTABLE, PhotoGrid
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.empty_state import EmptyState
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from vendorclient.ui.grid.photo import Photo
    from vendorclient.ui.grid.thumbnails import Thumbnails


class PhoneDialog(Dialog):
    """The photos of the planned days; `picked` carries the paths of those that are wanted."""

    picked = Signal(tuple)
    all_days_wanted = Signal()

    def __init__(self, over: QWidget, label: str, thumbnails: Thumbnails) -> None:
        super().__init__(over, label, _("가져오기"), _("취소"))
        self.setSizeGripEnabled(True)
        self.grid = PhotoGrid(thumbnails, COMFORTABLE * 3 // 4)
        self.grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._words = Text("", tone="muted", wraps=True)
        self._waiting = EmptyState(
            "phone", _("휴대폰의 사진을 살피고 있습니다"), _("휴대폰의 잠금을 풀어 두십시오.")
        )
        self._more = Button(_("모든 날짜 보기"))
        self._more.clicked.connect(self.all_days_wanted)
        self._all = Button(_("모두 선택"))
        self._all.clicked.connect(self.grid.selectAll)
        for part in (self._words, self._waiting, self.grid):
            self.body.addWidget(part)
        self.body.setStretchFactor(self.grid, 1)
        self.body.addLayout(row(self._all, self._more, 1))
        self.grid.chosen.connect(self._count)
        self.accepted.connect(self._give)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.accept)
        self.resize(min(980, over.width() - 60), min(680, over.height() - 60))
        self._show_waiting(waits=True)
        self._count(0)

    def show_photos(self, photos: Sequence[Photo], *, all_days: bool) -> None:
        """Show what the phone listed; only the days of open plans, or all of them."""
        self._show_waiting(waits=False)
        self.grid.show_photos(photos)
        self._more.setVisible(not all_days)
        if all_days:
            words = n_("휴대폰의 사진 {n}장", "휴대폰의 사진 {n}장", len(photos))
        else:
            words = n_(
                "이행계획 날짜에 찍은 사진 {n}장. 고르지 않은 사진은 읽지 않습니다.",
                "이행계획 날짜에 찍은 사진 {n}장. 고르지 않은 사진은 읽지 않습니다.",
                len(photos),
            )
        self._words.setText(words)
        self.grid.setFocus()

    def _show_waiting(self, *, waits: bool) -> None:
        self._waiting.setVisible(waits)
        for part in (self._words, self.grid, self._all, self._more):
            part.setVisible(not waits)

    def _count(self, number: int) -> None:
        self.agree.setEnabled(number > 0)
        self.agree.setText(
            n_("{n}장 가져오기", "{n}장 가져오기", number) if number else _("가져오기")
        )

    def _give(self) -> None:
        keys = self.grid.selected_keys()
        if keys:
            self.picked.emit(keys)
