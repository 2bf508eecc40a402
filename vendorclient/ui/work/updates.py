"""Looks for a new version when the window opens, and installs it when the person says so.

What speaks to the network is loaded beside the window's thread: the window opens at once.
"""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vendorcore.errors import InvalidEntry

from vendorclient.ui.background import Lane

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from vendorcore.errors import VendorError

    from vendorclient.app.updating import Update
    from vendorclient.paths import DataFolder
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk


class UpdateWork(QObject):
    """Asks once, in the background; `installing` says that the program is to end now."""

    installing = Signal()
    failed = Signal(object)  # a VendorError

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self._folder = desk.library.folder

    def look(self) -> None:
        """Look quietly: without a line, a server or keys nothing is said."""
        look = partial(_look, self._folder)
        self._desk.background.run(look, self.offer, _say_nothing, lane=Lane.LONG)

    def offer(self, update: Update | None) -> None:
        """Show the two choices."""
        from vendorclient.ui.dialogs.update import UpdateDialog

        if update is None:
            return
        dialog = UpdateDialog(self._over, update)
        dialog.accepted.connect(partial(self._fetch, update))
        dialog.rejected.connect(self._put_off)
        dialog.open()

    def _fetch(self, update: Update) -> None:
        fetch = partial(_fetch, self._folder, update)
        self._desk.background.run(fetch, self._install, self.failed.emit, lane=Lane.LONG)

    def _install(self, path: Path) -> None:
        install = partial(_install, self._folder, path)
        self._desk.background.run(install, self._end, self.failed.emit, lane=Lane.LONG)

    def _end(self, _done: None) -> None:
        self.installing.emit()

    def _put_off(self) -> None:
        self._desk.ask(_put_off, _say_nothing)


def _look(folder: DataFolder) -> Update | None:
    from vendorclient.app import updating
    from vendorclient.app.way import Way
    from vendorclient.storage.database import Database
    from vendorclient.storage.outbox import utc_now

    if not updating.trusted_keys():
        return None
    with closing(Database(folder.database_path)) as db:
        way = Way.of(folder)
        with closing(updating.source_for(db, way)) as source:
            found = updating.look(
                db,
                source,
                version=way.version,
                now=utc_now(),
                keys=updating.trusted_keys(),
            )
        is_quiet = found is not None and not found.required and updating.is_put_off(db, utc_now())
        return None if is_quiet else found


def _fetch(folder: DataFolder, update: Update) -> Path:
    from vendorclient.app import updating
    from vendorclient.app.way import Way
    from vendorclient.storage.database import Database

    if update.installer is None:
        raise InvalidEntry("update-no-file", version=update.release.version)
    with closing(Database(folder.database_path)) as db:
        source = updating.source_for(db, Way.of(folder))
    with closing(source):
        return updating.fetch(update.installer, source, updating.folder_of(folder))


def _install(folder: DataFolder, path: Path) -> None:
    from vendorclient.app import updating
    from vendorclient.app.sending import status

    updating.install(path, sending=status(folder).sending)


def _put_off(db: Database) -> None:
    from vendorclient.app import updating
    from vendorclient.storage.outbox import utc_now

    updating.put_off(db, utc_now())


def _say_nothing(_answer: VendorError | None) -> None:
    """Let the answer be: it is in the log."""
