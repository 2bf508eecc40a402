"""Shows what became of the requests, and remembers that somebody has looked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from vendorclient.app.changed import Kind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vendorclient.app.requested import Requested
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk


class RequestedWork(QObject):
    """The work behind the small window of requests."""

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk

    def open(self, over: QWidget) -> None:
        """Show them."""
        self._desk.ask(_look, partial(self._show, over))

    def _show(self, over: QWidget, found: list[Requested]) -> None:
        if isValid(over):  # the window may have been built anew meanwhile
            from vendorclient.ui.dialogs.requested import RequestedDialog

            RequestedDialog(over.window(), found).open()
        self._desk.announce(Kind.SETTINGS)


def _look(db: Database) -> list[Requested]:
    from vendorclient.app.requested import requested, see

    see(db)
    return requested(db)
