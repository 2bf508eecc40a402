"""The window: the bar on the left, the five places, and what must be told over them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from vendorcore.text import _

from vendorclient.ui import states
from vendorclient.ui.devices_seen import DevicesSeen
from vendorclient.ui.grid.thumbnails import Thumbnails
from vendorclient.ui.loupe import Loupe
from vendorclient.ui.overriding import override
from vendorclient.ui.pages.contracts import ContractsPage
from vendorclient.ui.pages.sending import SendingPage
from vendorclient.ui.pages.settings import SettingsPage
from vendorclient.ui.pages.sorting import SortingPage
from vendorclient.ui.pages.today import TodayPage
from vendorclient.ui.telling import Teller
from vendorclient.ui.theme import spacing
from vendorclient.ui.widgets.nav import Nav, Place
from vendorclient.ui.widgets.toast import SECONDS
from vendorclient.ui.work.contracts import ContractsWork
from vendorclient.ui.work.sending import SendingWork
from vendorclient.ui.work.sorting import SortingWork
from vendorclient.ui.work.today import TodayWork

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent

    from vendorcore.errors import VendorError

    from vendorclient.app.changed import Kind
    from vendorclient.app.overview import Workplace
    from vendorclient.app.sending import Status
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.pages.page import Page
    from vendorclient.ui.preferences import Preferences
    from vendorclient.ui.widgets.progress import Progress


class Work(Protocol):
    """What stands behind a page: which kinds of things it shows, and how it reads them anew."""

    kinds: frozenset[Kind]

    def refresh(self) -> None:
        """Read everything that the page shows."""


class MainWindow(QMainWindow):
    """The one window."""

    closed = Signal()
    told = Signal(object, object)  # Status, Workplace

    def __init__(
        self, desk: Desk, preferences: Preferences, *, undo_seconds: float = SECONDS
    ) -> None:
        super().__init__()
        self.setWindowTitle(_("직접생산 모니터"))
        self.setMinimumSize(760, 480)
        self._desk, self._preferences = desk, preferences
        self.teller = Teller(self.go, undo_seconds)
        thumbnails = self._thumbnails = Thumbnails(desk.library.thumbnail, desk.background)
        self.today = TodayPage()
        self.sorting = SortingPage(thumbnails, preferences.thumbnail_width)
        self.contracts = ContractsPage()
        self.sending = SendingPage()
        self.settings = SettingsPage(desk.library.folder.root)
        self._pages: dict[Place, Page] = {
            Place.TODAY: self.today,
            Place.PHOTOS: self.sorting,
            Place.CONTRACTS: self.contracts,
            Place.SENDING: self.sending,
            Place.SETTINGS: self.settings,
        }
        self.nav, self._stack = Nav(), QStackedWidget()
        self._content = self._arrange()
        self.loupe = Loupe(self._content, desk)
        self.sorting_work = SortingWork(self.sorting, desk, preferences)
        self.sending_work = SendingWork(self.sending, desk)
        self.contracts_work = ContractsWork(self.contracts, desk)
        self.devices = DevicesSeen(desk)
        self._work: dict[Place, Work] = {
            Place.TODAY: TodayWork(self.today, desk),
            Place.PHOTOS: self.sorting_work,
            Place.CONTRACTS: self.contracts_work,
            Place.SENDING: self.sending_work,
        }
        self._stale = set(self._work)
        self._connect_pages()
        self._connect_desk()
        self._connect_keys()
        self.go(Place.TODAY)
        self.sending_work.refresh()

    @property
    def place(self) -> Place:
        """Where the person is."""
        return list(self._pages)[self._stack.currentIndex()]

    def go(self, place: str) -> None:
        """Go to one of the five places."""
        there = Place(place)
        self.nav.go(there)
        self._stack.setCurrentWidget(self._pages[there])
        self._pages[there].first_focus().setFocus()
        self._refresh_stale()

    def raise_window(self) -> None:
        """Come to the front."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def leave(self) -> None:
        """Make room for a window that takes this one's place."""
        self._desk.changed.disconnect(self._note)
        self._desk.failed.disconnect(self.teller.tell)
        self.devices.leave()
        self.hide()
        self.deleteLater()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Hand in what was held, remember where the window stood."""
        self.sorting_work.flush()
        self._preferences.remember(self)
        event.accept()
        self.closed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the bar where there is little room."""
        super().resizeEvent(event)
        self.nav.set_narrow(narrow=self.width() < spacing.NARROW_WINDOW)

    def _arrange(self) -> QWidget:
        for page in self._pages.values():
            self._stack.addWidget(page)
        content = QWidget()
        content.setProperty("ground", "window")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.teller.panel)
        column.addWidget(self._stack, 1)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.nav)
        line.addWidget(content, 1)
        self.setCentralWidget(whole)
        return content

    def _connect_pages(self) -> None:
        self.nav.went.connect(self.go)
        self.today.device_opened.connect(lambda _key: self.go(Place.PHOTOS))
        self.today.folder_wanted.connect(self.choose_folder)
        self.today.followed.connect(self._follow)
        self.sorting.folder_wanted.connect(self.choose_folder)
        self.sorting.enlarged.connect(self._enlarge)
        self.contracts.sort_wanted.connect(partial(self._follow, Place.PHOTOS))
        self.settings.folder_opened.connect(self._open_folder)
        self.settings.enrolled.connect(self._enrol)
        self.loupe.sorted_into.connect(self.sorting_work.put)
        self.loupe.closed.connect(self._back_from_loupe)
        self.sorting_work.shown.connect(self.loupe.follow)
        self.contracts_work.added.connect(self.teller.say_added)
        self.teller.follow(self.sorting_work, self.sorting, self._content)

    def _connect_desk(self) -> None:
        self._desk.changed.connect(self._note)
        self._desk.failed.connect(self.teller.tell)
        self.sending_work.told.connect(self._show_state)
        self.devices.shown.connect(self.today.show_devices)
        self.devices.progressed.connect(self._show_copying)
        self.devices.came.connect(self.teller.say_came)

    def _connect_keys(self) -> None:
        for number, place in enumerate(self._pages, 1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(partial(self.go, place))
        for keys in ("F1", "?"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.teller.show_keys)

    def _note(self, kinds: frozenset[Kind]) -> None:
        self._stale |= {place for place, work in self._work.items() if work.kinds & kinds}
        self._refresh_stale()

    def _refresh_stale(self) -> None:
        """Read anew what is seen; the queue always, for its number stands in the bar."""
        for place in (self.place, Place.SENDING):
            if place in self._stale:
                self._stale.discard(place)
                self._work[place].refresh()

    def _show_state(self, status: Status, place: Workplace) -> None:
        tone, icon = states.engine_look(status.state, enrolled=place.enrolled)
        words = states.engine_words(
            status.state, enrolled=place.enrolled, waiting=status.waiting + status.sending
        )
        self.nav.show_server(words, tone, icon)
        self.nav.show_person(" · ".join(filter(None, (place.vendor, place.person))))
        self.nav.count(Place.SENDING, status.waiting + status.sending + status.needs_person)
        self.settings.show_workplace(place)
        self.told.emit(status, place)

    def _show_copying(self, key: str, progress: Progress | None) -> None:
        self.today.show_copying(key, progress)
        self.sorting.show_copying(progress)

    def _follow(self, place: str, contract_id: str) -> None:
        if contract_id and place == Place.PHOTOS:
            self.sorting_work.choose(contract_id)
        self.go(place)
        if contract_id and place == Place.CONTRACTS:
            self.contracts_work.open(contract_id)

    def _enlarge(self, key: str) -> None:
        self.loupe.open(self.sorting_work.photos, key)

    def _back_from_loupe(self, key: str) -> None:
        self.sorting.grid.select_keys((key,))
        self.sorting.grid.setFocus()

    def choose_folder(self) -> None:
        """Let the person choose a folder to take photos from."""
        dialog = QFileDialog(self, _("사진이 있는 폴더 고르기"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.take_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_folder(self, path: str) -> None:
        """Copy the photos of a folder."""
        from vendorclient.app.looking import choose

        self._desk.background.run(partial(choose, path, ()), self.devices.copy)
        self.go(Place.PHOTOS)

    def _enrol(self, ticket: str) -> None:
        self.settings.wait(joining=True)
        self._desk.enrol(ticket, self._joined, self._not_joined)

    def _joined(self, _account: object) -> None:
        self.settings.wait(joining=False)
        self.teller.say(_("서버에 연결했습니다"))
        self.sending_work.refresh()

    def _not_joined(self, error: VendorError) -> None:
        self.settings.wait(joining=False)
        self.teller.tell(error)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.library.folder.root)))
