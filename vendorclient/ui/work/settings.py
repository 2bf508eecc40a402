"""Settings: what is chosen is kept at once; a ticket joins this computer to its server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from vendorclient.app.changed import Kind

if TYPE_CHECKING:
    from vendorcore.errors import VendorError

    from vendorclient.app.overview import Workplace
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.pages.settings import SettingsPage
    from vendorclient.ui.preferences import Preferences


class SettingsWork(QObject):
    """The work behind the page of settings."""

    kinds = frozenset({Kind.SETTINGS})
    joined = Signal()
    scheme_chosen = Signal(str)
    scale_chosen = Signal(float)
    language_chosen = Signal(str)

    def __init__(self, page: SettingsPage, desk: Desk, preferences: Preferences) -> None:
        super().__init__(page)
        self.page, self._desk = page, desk
        page.show_choices(preferences.scheme, preferences.scale, preferences.language)
        page.scheme_chosen.connect(self.scheme_chosen)
        page.scale_chosen.connect(self.scale_chosen)
        page.language_chosen.connect(self.language_chosen)
        page.enrolled.connect(self.enrol)
        page.folder_opened.connect(self._open_folder)

    def refresh(self) -> None:
        """Read who works here and with which server."""
        self._desk.ask(_read, self.page.show_workplace)

    def enrol(self, ticket: str) -> None:
        """Join this computer to the server that the ticket names."""
        self.page.wait(joining=True)
        self._desk.enrol(ticket, self._done, self._failed)

    def _done(self, _account: object) -> None:
        self.page.wait(joining=False)
        self.joined.emit()

    def _failed(self, error: VendorError) -> None:
        self.page.wait(joining=False)
        self._desk.failed.emit(error)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.library.folder.root)))


def _read(db: Database) -> Workplace:
    from vendorclient.app import overview

    return overview.workplace(db)
