"""The work behind the large view: what is known of a photo, and what a person says about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vendorclient.ui.loupe.loupe import Loupe

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vendorclient.app.details import Details
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.grid.photo import Photo
    from vendorclient.ui.work.evidence import EvidenceWork
    from vendorclient.ui.work.sorting import SortingWork


class LoupeWork(QObject):
    """Opens the loupe over the pages and comes back to the grid."""

    def __init__(
        self, over: QWidget, desk: Desk, sorting: SortingWork, evidence: EvidenceWork
    ) -> None:
        super().__init__(over)
        self._sorting, self._evidence = sorting, evidence
        self.loupe = Loupe(over, desk, sorting.page.thumbnails)
        self.loupe.sorted_into.connect(sorting.put)
        self.loupe.closed.connect(self._back)
        self.loupe.went.connect(self._know)
        sorting.shown.connect(self._follow)
        self._connect(self.loupe)

    def open(self, key: str) -> None:
        """Show a photo; two that are selected are compared."""
        selected = [one for one in self._sorting.page.grid.selected_keys() if one != key]
        other = selected[0] if len(selected) == 1 else ""
        self.loupe.open(self._sorting.page.grid.photo_model.photos(), key, other)

    def _connect(self, loupe: Loupe) -> None:
        facts, evidence = loupe.facts, self._evidence
        facts.noted.connect(lambda key, note: evidence.note((key,), note))
        facts.staged.connect(lambda stage: evidence.stage((loupe.photo.key,), stage))
        facts.clock_wanted.connect(lambda: evidence.ask_clock(loupe.photo.key))
        facts.clock_undone.connect(lambda: evidence.undo_clock(loupe.photo.key))
        facts.reason_wanted.connect(lambda: evidence.ask_reason((loupe.photo.key,)))
        facts.withdraw_wanted.connect(lambda: evidence.ask_withdraw((loupe.photo.key,)))
        facts.move_wanted.connect(lambda: evidence.ask_move((loupe.photo.key,)))

    def _know(self, photo: Photo) -> None:
        self._evidence.know(photo.key, partial(self._known, photo))

    def _known(self, photo: Photo, found: Details) -> None:
        self.loupe.facts.show_details(photo, found)

    def _follow(self, photos: tuple[Photo, ...]) -> None:
        """Show the same photos with what is new about them, in the order that is walked through."""
        if self.loupe.isVisible():
            new = {photo.key: photo for photo in photos}
            shown = self.loupe.photos
            self.loupe.follow(tuple(new.get(photo.key, photo) for photo in shown))

    def _back(self, key: str) -> None:
        grid = self._sorting.page.grid
        grid.select_keys((key,))
        grid.setFocus()
