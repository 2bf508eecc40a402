"""Settles two forms of one contract: reads both, asks, and lets the library keep one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vendorclient.app.opened import now

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vendorclient.app.changed import Announce
    from vendorclient.app.conflicts import Conflict
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk


class ConflictWork(QObject):
    """One conflict from the question to the choice."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over

    def ask(self, contract_id: str) -> None:
        """Read both forms and show them."""
        self._desk.ask(partial(_read, contract_id), self._show)

    def _show(self, found: Conflict | None) -> None:
        from vendorclient.ui.dialogs.conflict import ConflictDialog

        if found is not None:
            dialog = ConflictDialog(self._over, found)
            dialog.settled.connect(partial(self._settle, found.contract_id))
            dialog.open()

    def _settle(self, contract_id: str, choice: str) -> None:
        self._desk.submit_work(partial(_keep, contract_id, choice, self._desk.tell_changed))


def _read(contract_id: str, db: Database) -> Conflict | None:
    from vendorclient.app.conflicts import conflict

    return conflict(db, contract_id)


def _keep(contract_id: str, choice: str, announce: Announce, db: Database) -> None:
    from vendorclient.app.settling import Choice, settle_conflict

    settle_conflict(db, contract_id, Choice(choice), now=now, announce=announce)
