"""Easy mode: brings, asks day by day where the photos belong, sends."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vendorcore.text import _, n_

from vendorclient.ui.grid.hours import handfuls_of
from vendorclient.ui.grid.photo import Journey
from vendorclient.ui.pages.easy import Step
from vendorclient.ui.work.board import line_of

if TYPE_CHECKING:
    from vendorclient.app.overview import Workplace
    from vendorclient.app.sending import Status
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.grid.photo import Photo
    from vendorclient.ui.pages.easy import EasyPage
    from vendorclient.ui.widgets.process_row import ProcessLine
    from vendorclient.ui.work.sorting import SortingWork


class EasyWork(QObject):
    """The work behind the large buttons; sorting and sending are those of the other pages."""

    def __init__(self, page: EasyPage, desk: Desk, sorting: SortingWork) -> None:
        super().__init__(page)
        self.page, self._desk, self._sorting = page, desk, sorting
        self._later: set[str] = set()
        self._asked: tuple[Photo, ...] = ()
        self._waiting = 0
        page.stepped.connect(self._step)
        page.sorted_into.connect(self._put)
        page.skipped.connect(self._skip)
        page.taken_back.connect(self._take_back)
        page.sent.connect(sorting.submit)
        sorting.shown.connect(self._show)
        sorting.history.canUndoChanged.connect(page.undo.setEnabled)
        page.undo.setEnabled(sorting.history.canUndo())

    def show_state(self, status: Status, place: Workplace, words: str) -> None:
        """Show how the sending is and who works here."""
        self._waiting = status.waiting + status.sending
        self.page.state.setText(" · ".join(filter(None, (words, place.vendor, place.person))))
        self._count(self._sorting.photos)

    def _step(self, step: int) -> None:
        self._later.clear()
        self.page.go(Step(step))
        self._show(self._sorting.photos)

    def _show(self, photos: tuple[Photo, ...]) -> None:
        self._count(photos)
        if self.page.step is Step.SORT:
            self._ask(photos)

    def _count(self, photos: tuple[Photo, ...]) -> None:
        untagged = sum(1 for photo in photos if not photo.process)
        ready = sum(1 for photo in photos if photo.journey is Journey.TAGGED)
        self.page.show_counts(untagged, ready, self._waiting)

    def _ask(self, photos: tuple[Photo, ...]) -> None:
        """Ask about the photos of one day; after the last day the sending is next."""
        left = [one for one in photos if not one.process and one.key not in self._later]
        day = next((handful for handful in handfuls_of(left) if handful.is_day), None)
        keys = set(day.keys) if day else set()
        self._asked = tuple(photo for photo in left if photo.key in keys)
        if day is None:
            self.page.ask(_("분류할 사진이 없습니다"), (), ())
            if any(photo.journey is Journey.TAGGED for photo in photos):
                self.page.go(Step.SEND)
            return
        question = n_(
            "{day} 사진 {n}장은 어느 공정입니까?",
            "{day} 사진 {n}장은 어느 공정입니까?",
            len(self._asked),
            day=day.words,
        )
        self.page.ask(question, self._asked, self._lines())

    def _lines(self) -> list[ProcessLine]:
        """Return the processes; the one that is suggested for these photos is marked."""
        wanted = {photo.suggested for photo in self._asked}
        suggested = wanted.pop() if len(wanted) == 1 else 0
        counts = Counter(photo.process for photo in self._sorting.photos)
        return [
            line_of(number, process, counts[number], is_suggested=number == suggested)
            for number, process in enumerate(self._sorting.processes, 1)
        ]

    def _put(self, number: int) -> None:
        """Put what is selected, else the whole day, into a process."""
        chosen = self.page.grid.selected_keys()
        self._sorting.put(chosen or [photo.key for photo in self._asked], number)

    def _skip(self) -> None:
        self._later |= {photo.key for photo in self._asked}
        self._ask(self._sorting.photos)

    def _take_back(self) -> None:
        self._sorting.undo()
        self.page.go(Step.SORT)
