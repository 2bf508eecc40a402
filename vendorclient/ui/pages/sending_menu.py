"""What may be done with one row of the queue, at the right mouse button or the menu key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from vendorcore.text import _

from vendorclient.app.states import RowState
from vendorclient.storage.operations import OperationKind, OperationState

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorclient.app.overview import SendingView
    from vendorclient.ui.pages.sending import SendingPage


class SendingMenu(QMenu):
    """The menu; what does not apply to this row is left out."""

    def __init__(self, page: SendingPage, view: SendingView) -> None:
        super().__init__(page)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row = view.row
        if row.state == OperationState.PAUSED:
            self._offer(_("이어서 보내기"), lambda: page.helped.emit(view))
        elif row.kind.carries_file and view.state in (RowState.WAITING, RowState.SENDING):
            self._offer(_("이 파일만 멈추기"), lambda: page.held.emit(row.id))
        if row.kind is OperationKind.ATTACH:
            self._offer(_("철회하기"), lambda: page.withdraw_wanted.emit(row.id))

    def _offer(self, words: str, act: Callable[[], None]) -> None:
        self.addAction(words).triggered.connect(lambda _checked=False: act())
