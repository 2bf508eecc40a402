"""Sorting: reads the table, moves photos, takes back, hands in after a moment to think again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from vendorcore.text import n_

from vendorclient.app import overview
from vendorclient.app.changed import Kind
from vendorclient.ui import verdicts
from vendorclient.ui.grid.photo import Journey, Photo
from vendorclient.ui.overriding import override
from vendorclient.ui.widgets.process_row import ProcessLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from vendorcore.domain import Process
    from vendorcore.errors import VendorError

    from vendorclient.app.overview import ContractView
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.pages.sorting import SortingPage
    from vendorclient.ui.preferences import Preferences

KINDS = frozenset({Kind.MEDIA, Kind.CONTRACTS, Kind.ATTACHMENTS})


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that the page shows, read in one go."""

    contracts: tuple[ContractView, ...] = ()
    chosen: ContractView | None = None
    photos: tuple[Photo, ...] = ()
    hidden: int = 0

    @property
    def contract_id(self) -> str:
        """The chosen contract, empty for none."""
        return self.chosen.contract.id if self.chosen else ""

    @property
    def processes(self) -> Sequence[Process]:
        """The processes in the order of their number keys."""
        return self.chosen.contract.processes if self.chosen else ()


class SortingWork(QObject):
    """The work behind the sorting page."""

    kinds = KINDS
    handed_in = Signal(int)  # so many; may be taken back for a moment
    refused = Signal(tuple)  # keys of photos that need a reason first
    shown = Signal(tuple)

    def __init__(self, page: SortingPage, desk: Desk, preferences: Preferences) -> None:
        super().__init__()
        self._page, self._desk, self._preferences = page, desk, preferences
        self._board = Board()
        self._reading = self._again = False
        self._later: dict[str, str] = {}
        self._held = ""
        self.history = QUndoStack(self)
        self.history.indexChanged.connect(self._tell_history)
        page.sorted_into.connect(self.put)
        page.accepted.connect(self.accept)
        page.submitted.connect(self.submit)
        page.contract_chosen.connect(self.choose)
        page.undone.connect(self.history.undo)
        page.redone.connect(self.history.redo)
        page.width_chosen.connect(self._keep_width)

    @property
    def is_holding(self) -> bool:
        """Whether something was handed in that may still be taken back."""
        return bool(self._held)

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos as they are shown now."""
        return self._board.photos

    def refresh(self) -> None:
        """Read the table anew; what is asked meanwhile is read once more afterwards."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        self._desk.ask(partial(_read, self._preferences.contract_id), self._show, self._failed)

    def choose(self, contract_id: str) -> None:
        """Sort into another contract."""
        self.flush()
        self._preferences.contract_id = contract_id
        self.history.clear()
        self.refresh()

    def put(self, keys: Sequence[str], number: int) -> None:
        """Put photos into the process with this number; 0 takes them out."""
        if number > len(self._board.processes):
            return
        process_id = self._board.processes[number - 1].id if number else ""
        self._push(dict.fromkeys(keys, process_id))

    def accept(self) -> None:
        """Put every photo into the process that is suggested for it."""
        suggested = {
            photo.key: self._board.processes[photo.suggested - 1].id
            for photo in self._board.photos
            if photo.suggested and not photo.process
        }
        self._push(suggested)

    def submit(self) -> None:
        """Hand in what is tagged, after a moment in which it can be taken back."""
        tagged = [photo for photo in self._board.photos if photo.journey is Journey.TAGGED]
        refused = tuple(photo.key for photo in tagged if photo.refused)
        if refused:
            self.refused.emit(refused)
        elif tagged:
            self.flush()
            self._held = self._board.contract_id
            self.handed_in.emit(len(tagged))

    def take_back(self) -> None:
        """Do not hand in after all."""
        self._held = ""

    def flush(self) -> None:
        """Hand in now what was held for a moment."""
        held, self._held = self._held, ""
        if held:
            self.history.clear()
            self._desk.submit(held, _nothing, self._failed)

    def give_reason(self, keys: Sequence[str], reason: str) -> None:
        """Write down why these photos should be accepted all the same."""
        wanted = {key: place for key, place in self._places(keys).items() if place}
        self._sort(wanted, reason)

    def sort(self, wanted: Mapping[str, str]) -> None:
        """Move photos: on the screen at once, in the library right after."""
        self.flush()
        known = {photo.key: photo for photo in self._board.photos}
        for key, place in wanted.items():
            if key in known and not known[key].was_read:
                self._later[key] = place
        self._show_at_once(wanted)
        self._sort({key: place for key, place in wanted.items() if key not in self._later})

    def _push(self, wanted: Mapping[str, str]) -> None:
        before = self._places(wanted)
        moved = {key: place for key, place in wanted.items() if before.get(key, place) != place}
        if moved:
            self.history.push(_Move(self, moved, {key: before[key] for key in moved}))

    def _places(self, keys: Sequence[str] | Mapping[str, str]) -> dict[str, str]:
        """Return the process of each photo that may still move."""
        wanted = set(keys)
        return {
            photo.key: self._later.get(photo.key) or self._process_id(photo)
            for photo in self._board.photos
            if photo.key in wanted and photo.journey in (Journey.NEW, Journey.TAGGED)
        }

    def _process_id(self, photo: Photo) -> str:
        return self._board.processes[photo.process - 1].id if photo.process else ""

    def _sort(self, wanted: Mapping[str, str], note: str = "") -> None:
        if wanted and self._board.chosen:
            self._desk.sort(self._board.contract_id, wanted, _nothing, self._failed, note)

    def _show_at_once(self, wanted: Mapping[str, str]) -> None:
        photos = tuple(
            _moved(photo, wanted[photo.key], self._board.processes)
            if photo.key in wanted
            else photo
            for photo in self._board.photos
        )
        self._board = replace(self._board, photos=photos)
        self._page.show_photos(photos, hidden=self._board.hidden)
        self._page.show_processes(_lines(self._board, self._desk.today()))
        self.shown.emit(photos)

    def _show(self, board: Board) -> None:
        self._reading = False
        unread = {photo.key for photo in self._board.photos if not photo.was_read}
        self._board = board
        self._page.grid.renew([p.key for p in board.photos if p.was_read and p.key in unread])
        self._preferences.contract_id = board.contract_id
        names = [(view.contract.id, view.contract.name) for view in board.contracts]
        self._page.panel.show_contracts(names, board.contract_id)
        self._page.show_processes(_lines(board, self._desk.today()))
        self._page.show_photos(board.photos, hidden=board.hidden)
        self.shown.emit(board.photos)
        self._tag_what_was_read()
        if self._again:
            self._again = False
            self.refresh()

    def _tag_what_was_read(self) -> None:
        """Do what was asked of photos while they were still being read."""
        ready = {photo.key for photo in self._board.photos if photo.was_read}
        due = {key: self._later.pop(key) for key in ready & self._later.keys()}
        if due or self._later:
            self._show_at_once({**due, **self._later})
        self._sort(due)

    def _failed(self, error: VendorError) -> None:
        self._reading = False
        self._desk.failed.emit(error)
        self.refresh()

    def _tell_history(self) -> None:
        self._page.allow_undo(undo=self.history.canUndo(), redo=self.history.canRedo())

    def _keep_width(self, width: int) -> None:
        self._preferences.thumbnail_width = width


class _Move(QUndoCommand):
    """One handful of photos that was moved, and where they were before."""

    def __init__(
        self, work: SortingWork, wanted: Mapping[str, str], before: Mapping[str, str]
    ) -> None:
        super().__init__(n_("{n}장 분류", "{n}장 분류", len(wanted)))
        self._work, self._wanted, self._before = work, wanted, before

    @override
    def redo(self) -> None:
        """Move them."""
        self._work.sort(self._wanted)

    @override
    def undo(self) -> None:
        """Put them back."""
        self._work.sort(self._before)


def _read(contract_id: str, db: Database) -> Board:
    """Read everything for the page; in the lane of the library."""
    views = tuple(overview.contracts(db))
    chosen = next((view for view in views if view.contract.id == contract_id), None)
    if chosen is None and views:
        chosen = views[0]
    table = overview.table(db, chosen.contract if chosen else None)
    processes = chosen.contract.processes if chosen else ()
    return Board(views, chosen, tuple(verdicts.photos(table, processes)), table.hidden)


def _lines(board: Board, today: date) -> list[ProcessLine]:
    counts = [0] * (len(board.processes) + 1)
    for photo in board.photos:
        counts[photo.process] += 1
    return [
        ProcessLine(
            number=number,
            name=process.name,
            starts_on=process.plan.starts_on,
            ends_on=process.plan.ends_on,
            count=counts[number],
            is_now=process.plan.covers(today),
        )
        for number, process in enumerate(board.processes, 1)
    ]


def _moved(photo: Photo, process_id: str, processes: Sequence[Process]) -> Photo:
    """Return the photo as it will look in another process; the checks come a moment later."""
    for number, process in enumerate(processes, 1):
        if process.id == process_id:
            return replace(photo, process=number, process_name=process.name, journey=Journey.TAGGED)
    return replace(photo, process=0, process_name="", journey=Journey.NEW)


def _nothing(_answer: object) -> None:
    """Everything else comes with the announcement of what has changed."""
