"""The five pages and the work behind them; each is made when somebody first needs it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from vendorclient.ui.widgets.nav import Place

if TYPE_CHECKING:
    from vendorclient.app.changed import Kind
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.pages.page import Page
    from vendorclient.ui.preferences import Preferences
    from vendorclient.ui.work.contracts import ContractsWork
    from vendorclient.ui.work.easy import EasyWork
    from vendorclient.ui.work.sending import SendingWork
    from vendorclient.ui.work.settings import SettingsWork
    from vendorclient.ui.work.sorting import SortingWork
    from vendorclient.ui.work.today import TodayWork


class Work(Protocol):
    """What stands behind a page: which kinds of things it shows, and how it reads them anew."""

    kinds: frozenset[Kind]

    @property
    def page(self) -> Page:
        """The page itself."""

    def refresh(self) -> None:
        """Read everything that the page shows."""


@runtime_checkable
class Roomy(Protocol):
    """A page that can keep its lower end free."""

    def give_room(self, height: int) -> None:
        """Show nothing in so much of the lower end."""


AnyWork = TypeVar("AnyWork", bound=Work)


class Places(QStackedWidget):
    """The stack of pages; a page that nobody has seen yet does not exist yet."""

    arrived = Signal(str, object)  # a Place and its Work

    def __init__(self, desk: Desk, preferences: Preferences) -> None:
        super().__init__()
        self._desk, self._preferences = desk, preferences
        self._made: dict[Place, Work] = {}
        self._room = 0
        self._roomy: QWidget | None = None
        self.currentChanged.connect(lambda _place: self.give_room(self._room))

    @property
    def made(self) -> dict[Place, Work]:
        """The places that exist by now."""
        return self._made

    @property
    def is_complete(self) -> bool:
        """Whether all five exist."""
        return len(self._made) == len(Place)

    @property
    def place(self) -> Place:
        """Where the person is."""
        now = self.currentWidget()
        made = self._made.items()
        # The easy mode stands over all places and shows what is sorted.
        return next((place for place, work in made if work.page is now), Place.PHOTOS)

    def give_room(self, height: int) -> None:
        """Keep so much at the bottom of the page free of everything; of no other page."""
        page = self.currentWidget()
        for one, room in ((self._roomy, 0), (page, height)):
            if isinstance(one, Roomy):
                one.give_room(room)
        self._room, self._roomy = height, page

    def at(self, place: Place) -> Work:
        """Return the work of a place, made where it was not there yet."""
        if place is Place.PHOTOS:
            return self.sorting
        work: Work = getattr(self, place.value)
        return work

    @cached_property
    def today(self) -> TodayWork:
        """오늘."""
        from vendorclient.ui.pages.today import TodayPage
        from vendorclient.ui.work.today import TodayWork

        return self._keep(Place.TODAY, TodayWork(TodayPage(), self._desk, self._preferences))

    @cached_property
    def sorting(self) -> SortingWork:
        """사진 분류."""
        from vendorclient.ui.grid.thumbnails import Thumbnails
        from vendorclient.ui.pages.sorting import SortingPage
        from vendorclient.ui.work.sorting import SortingWork

        thumbnails = Thumbnails(self._desk.library.thumbnail, self._desk.background)
        page = SortingPage(thumbnails, self._preferences.thumbnail_width)
        return self._keep(Place.PHOTOS, SortingWork(page, self._desk, self._preferences))

    @cached_property
    def contracts(self) -> ContractsWork:
        """계약."""
        from vendorclient.ui.pages.contracts import ContractsPage
        from vendorclient.ui.work.contracts import ContractsWork

        return self._keep(
            Place.CONTRACTS, ContractsWork(ContractsPage(), self._desk, self._preferences)
        )

    @cached_property
    def sending(self) -> SendingWork:
        """전송."""
        from vendorclient.ui.pages.sending import SendingPage
        from vendorclient.ui.work.sending import SendingWork

        return self._keep(Place.SENDING, SendingWork(SendingPage(), self._desk))

    @cached_property
    def settings(self) -> SettingsWork:
        """설정."""
        from vendorclient.ui.pages.settings import SettingsPage
        from vendorclient.ui.work.settings import SettingsWork

        page = SettingsPage(self._desk.library.folder.root)
        return self._keep(Place.SETTINGS, SettingsWork(page, self._desk, self._preferences))

    @cached_property
    def easy(self) -> EasyWork:
        """쉬운 모드: the large buttons that replace all places."""
        from vendorclient.ui.pages.easy import EasyPage
        from vendorclient.ui.work.easy import EasyWork

        made = EasyWork(EasyPage(self.sorting.page.thumbnails), self._desk, self.sorting)
        self.addWidget(made.page)
        return made

    def _keep(self, place: Place, work: AnyWork) -> AnyWork:
        self._made[place] = work
        self.addWidget(work.page)
        self.arrived.emit(place, work)
        return work
