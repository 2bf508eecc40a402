"""The window: the bar on the left, the five places, and what must be told over them."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from vendorcore.text import _

from vendorclient.ui import errands, states
from vendorclient.ui.devices_seen import DevicesSeen
from vendorclient.ui.meeting import Meeting
from vendorclient.ui.overriding import override
from vendorclient.ui.places import Places
from vendorclient.ui.telling import Teller
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import look, scaled
from vendorclient.ui.widgets.nav import Nav, Place
from vendorclient.ui.widgets.toast import SECONDS
from vendorclient.ui.work.people import PeopleWork

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent

    from vendorclient.app.changed import Kind
    from vendorclient.app.overview import Workplace
    from vendorclient.app.sending import Status
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.loupe.loupe import Loupe
    from vendorclient.ui.places import Work
    from vendorclient.ui.preferences import Preferences
    from vendorclient.ui.widgets.progress import Progress
    from vendorclient.ui.work.evidence import EvidenceWork
    from vendorclient.ui.work.loupe import LoupeWork

_BREATH_MS = 20


class MainWindow(QMainWindow):
    """The one window."""

    closed = Signal()
    told = Signal(object, object)  # Status, Workplace
    settings_made = Signal(object)
    easy_left = Signal()

    def __init__(
        self, desk: Desk, preferences: Preferences, *, undo_seconds: float = SECONDS
    ) -> None:
        super().__init__()
        self.setWindowTitle(_("직접생산 모니터"))
        self.setMinimumSize(760, 480)
        self._desk, self._preferences = desk, preferences
        self._stale: set[Place] = set()
        self.is_easy, self._easy_is_new = False, True
        self.teller = Teller(self.go, undo_seconds)
        self._meeting = Meeting(self, desk)
        self.nav, self.places = Nav(), Places(desk, preferences)
        self.content = self._arrange()
        self.devices = DevicesSeen(desk)
        self._connect_desk()
        self._connect_keys()
        self.nav.went.connect(self.go)
        self._meeting.connect_people(PeopleWork(self.nav.switch, desk))
        self.places.arrived.connect(self._meet)
        self._begun = False
        look().changed.connect(self._fold_bar)
        self.go(Place.TODAY)

    @cached_property
    def evidence(self) -> EvidenceWork:
        """What is decided about photos beyond sorting."""
        from vendorclient.ui.work.evidence import EvidenceWork

        made = EvidenceWork(self.places.sorting, self._desk, self)
        made.said.connect(self.teller.say)
        made.undoable.connect(self.teller.offer_undo)
        return made

    @cached_property
    def large_view(self) -> LoupeWork:
        """The large view over the pages."""
        from vendorclient.ui.work.loupe import LoupeWork

        return LoupeWork(self.content, self._desk, self.places.sorting, self.evidence)

    @property
    def loupe(self) -> Loupe:
        """The large view itself."""
        return self.large_view.loupe

    @property
    def place(self) -> Place:
        """Where the person is."""
        return self.places.place

    def go(self, place: str) -> None:
        """Go to one of the five places."""
        there = Place(place)
        if self.is_easy:
            if there is Place.SETTINGS:
                self.easy_left.emit()
            else:
                self.places.easy.page.stepped.emit(1 if there is Place.PHOTOS else 0)
                return
        page = self.places.at(there).page
        self.nav.go(there)
        self.places.setCurrentWidget(page)
        page.first_focus().setFocus()
        self._refresh_stale()

    def take_easy(self) -> None:
        """Show the large buttons alone."""
        if not self.is_easy:
            self.is_easy = True
            work = self.places.easy
            if self._easy_is_new:
                self._easy_is_new = False
                self._meeting.connect_easy(work)
            self.nav.hide()
            self.places.setCurrentWidget(work.page)
            self._stale.add(Place.PHOTOS)
            self._refresh_stale()

    def leave_easy(self) -> None:
        """Show the five places again."""
        if self.is_easy:
            self.is_easy = False
            self.nav.show()
            self.go(Place.TODAY)

    def raise_window(self) -> None:
        """Come to the front."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def flush(self) -> None:
        """Hand in what was held for a moment."""
        if Place.PHOTOS in self.places.made:
            self.places.sorting.flush()
        if "large_view" in vars(self):
            self.loupe.facts.keep()

    def leave(self) -> None:
        """Make room for a window that takes this one's place."""
        self._desk.changed.disconnect(self.note)
        self._desk.failed.disconnect(self.teller.tell)
        look().changed.disconnect(self._fold_bar)
        self.devices.leave()
        self.hide()
        self.deleteLater()

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
        self._desk.background.run(partial(errands.find_folder, path), self.devices.copy)
        self.go(Place.PHOTOS)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Read the first page only once it is painted: the window opens at once."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            QTimer.singleShot(_BREATH_MS, self, self._begin)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Hand in what was held, remember where the window stood."""
        self.flush()
        self._preferences.remember(self)
        event.accept()
        self.closed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the bar where there is little room."""
        super().resizeEvent(event)
        self._fold_bar()

    def _fold_bar(self) -> None:
        self.nav.set_narrow(narrow=self.width() < scaled(spacing.NARROW_WINDOW))

    def _begin(self) -> None:
        self._refresh_stale()
        self._make_next()

    def _make_next(self) -> None:
        """Make the other pages one after another while nothing else is to be done."""
        for place in (Place.SENDING, Place.PHOTOS, Place.CONTRACTS, Place.SETTINGS):
            if place not in self.places.made:
                self.places.at(place)
                self._refresh_stale()
                QTimer.singleShot(0, self, self._make_next)
                return

    def _meet(self, place: Place, work: Work) -> None:
        """Connect a place that has just been made."""
        self._stale.add(place)
        self._meeting.connect_place(place, work)

    def _arrange(self) -> QWidget:
        content = QWidget()
        content.setProperty("ground", "window")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.teller.offline)
        column.addWidget(self.teller.panel)
        column.addWidget(self.places, 1)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.nav)
        line.addWidget(content, 1)
        self.setCentralWidget(whole)
        return content

    def _connect_desk(self) -> None:
        self._desk.changed.connect(self.note)
        self._desk.failed.connect(self.teller.tell)
        self.devices.progressed.connect(self._show_copying)
        self.devices.came.connect(self.teller.say_came)

    def _connect_keys(self) -> None:
        for number, place in enumerate(Place, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(partial(self.go, place))
        for keys, act in (
            ("F1", self._help),
            ("Ctrl+P", self._meeting.print_page),
            ("?", self.teller.show_keys),
            ("F6", partial(self._next_pane, 1)),
            ("Shift+F6", partial(self._next_pane, -1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _help(self) -> None:
        """Tell what can be done on this page, with pictures where they help."""
        from vendorclient.ui.dialogs.help import HelpDialog

        HelpDialog(self, self.place).open()

    def _next_pane(self, step: int) -> None:
        """Give the keyboard to the next part of the window: the bar, then the parts of the page."""
        bar = self.nav.button(self.place)
        panes = [bar, *(one for one in self.places.at(self.place).page.panes() if one.isVisible())]
        focus = self.focusWidget()
        now = next(
            (n for n, one in enumerate(panes) if focus is not None and _within(focus, one)), 0
        )
        panes[(now + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def note(self, kinds: frozenset[Kind]) -> None:
        """Read anew what shows these kinds of things, as soon as it is seen."""
        made = self.places.made.items()
        self._stale |= {place for place, work in made if work.kinds & kinds}
        self._refresh_stale()

    def _refresh_stale(self) -> None:
        """Read anew what is seen; the queue always, for its number stands in the bar."""
        for place in {self.place, Place.SENDING} & self._stale if self._begun else ():
            self._stale.discard(place)
            self.places.made[place].refresh()

    def show_state(self, status: Status, place: Workplace) -> None:
        """Show the state of the sending and who works here, in the bar."""
        tone, icon = states.engine_look(status.state, enrolled=place.enrolled)
        waiting = status.waiting + status.sending
        words = states.engine_words(status.state, enrolled=place.enrolled, waiting=waiting)
        self.nav.show_server(words, tone, icon)
        self.teller.offline.tell(waiting, offline=place.enrolled and status.state == "offline")
        self.nav.show_person(" · ".join(filter(None, (place.vendor, place.person))))
        self.nav.count(Place.SENDING, waiting + status.needs_person)
        if self.is_easy:
            self.places.easy.show_state(status, place, words)
        self.told.emit(status, place)

    def _show_copying(self, key: str, progress: Progress | None) -> None:
        self.places.today.page.show_copying(key, progress)
        self.places.sorting.page.show_copying(progress)


def _within(widget: QWidget | None, pane: QWidget) -> bool:
    return widget is not None and (widget is pane or pane.isAncestorOf(widget))
