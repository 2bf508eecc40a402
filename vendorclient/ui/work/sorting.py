"""Sorting: reads the table, moves photos, takes back, hands in after a moment to think again."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from vendorcore.text import n_

from vendorclient.app.changed import Kind
from vendorclient.ui.grid.photo import Journey
from vendorclient.ui.overriding import override
from vendorclient.ui.work.board import Board, in_process, lines, no_process, read_board, read_hidden
from vendorclient.ui.work.early import Early
from vendorclient.ui.work.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from vendorcore.domain import Process
    from vendorcore.errors import VendorError

    from vendorclient.app.overview import HiddenRow
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.grid.photo import Photo
    from vendorclient.ui.pages.sorting import SortingPage
    from vendorclient.ui.preferences import Preferences

KINDS = frozenset({Kind.MEDIA, Kind.CONTRACTS, Kind.ATTACHMENTS})


class SortingWork(QObject):
    """The work behind the sorting page."""

    kinds = KINDS
    handed_in = Signal(int)  # so many; may be taken back for a moment
    thought_again = Signal()  # what was handed in a moment ago was taken back
    refused = Signal(tuple)  # keys of photos that need a reason first
    shown = Signal(tuple)
    said = Signal(str)

    def __init__(self, page: SortingPage, desk: Desk, preferences: Preferences) -> None:
        super().__init__(page)
        self.page, self._desk, self._preferences = page, desk, preferences
        self._board = Board()
        self._reader = Reader(page, desk, self._question, self._show)
        self._early = Early(preferences)
        self._moving: dict[str, str] = {}  # wanted, and the library has not answered yet
        self._held = ""
        self.history = QUndoStack(self)
        self.history.indexChanged.connect(self._tell_history)
        page.sorted_into.connect(self.put)
        page.accepted.connect(self.accept)
        page.submitted.connect(self.submit)
        page.contract_chosen.connect(self.choose)
        page.undone.connect(self.undo)
        page.redone.connect(self.redo)
        page.width_chosen.connect(self._keep_width)

    @property
    def is_holding(self) -> bool:
        """Whether something was handed in that may still be taken back."""
        return bool(self._held)

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way to the library or from it."""
        return self._reader.is_busy or bool(self._moving) or bool(self._waiting)

    @property
    def contract_id(self) -> str:
        """The contract that is sorted into."""
        return self._board.contract_id

    @property
    def processes(self) -> Sequence[Process]:
        """The processes of that contract in the order of their keys."""
        return self._board.processes

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos as they are shown now."""
        return self._board.photos

    def refresh(self) -> None:
        """Read the table anew."""
        self._reader.read()

    def choose(self, contract_id: str) -> None:
        """Sort into another contract."""
        self.flush()
        self._preferences.contract_id = contract_id
        self.history.clear()
        self._reader.read(at_once=True)

    def put(self, keys: Sequence[str], number: int) -> None:
        """Put photos into the process with this number; 0 takes them out."""
        if number > len(self._board.processes):
            self.said.emit(no_process(number, len(self._board.processes)))
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

    def undo(self) -> None:
        """Take the last thing back: a submission that is still held, else the last move."""
        if self._held:
            self.take_back()
            self.thought_again.emit()
        else:
            self.history.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.flush()
        self.history.redo()

    def flush(self) -> None:
        """Hand in now what was held for a moment."""
        held, self._held = self._held, ""
        if held:
            self.history.clear()
            self._desk.submit(held, _nothing, self._not_handed_in)

    def give_reason(self, keys: Sequence[str], reason: str) -> None:
        """Write down why these photos should be accepted all the same."""
        wanted = {key: place for key, place in self._places(keys).items() if place}
        self._sort(wanted, reason)

    def sort(self, wanted: Mapping[str, str]) -> None:
        """Move photos: on the screen at once, in the library right after."""
        known = {photo.key: photo for photo in self._board.photos}
        early = {k: w for k, w in wanted.items() if k in known and not known[k].was_read}
        self._early.ask(self._board.contract_id, early)
        self._show_at_once(wanted)
        self._sort({key: place for key, place in wanted.items() if key not in early})

    def show_hidden(self) -> None:
        """Tell which photos are not on the table, and why not."""
        self._desk.ask(partial(read_hidden, self.contract_id), self._tell_hidden)

    def _tell_hidden(self, rows: Sequence[HiddenRow]) -> None:
        from vendorclient.ui.dialogs.hidden import HiddenDialog

        HiddenDialog(self.page.window(), rows).open()

    def _question(self) -> Callable[[Database], Board]:
        return partial(read_board, self._preferences.contract_id)

    def _push(self, wanted: Mapping[str, str]) -> None:
        before = self._places(wanted)
        moved = {key: place for key, place in wanted.items() if before.get(key, place) != place}
        if moved:
            self.flush()  # before the push: no command may be thrown away while one is at work
            self.history.push(_Move(self, moved, {key: before[key] for key in moved}))

    def _places(self, keys: Sequence[str] | Mapping[str, str]) -> dict[str, str]:
        """Return the process of each photo that may still move."""
        wanted = set(keys)
        return {
            photo.key: self._waiting.get(photo.key) or self._process_id(photo)
            for photo in self._board.photos
            if photo.key in wanted and photo.journey in (Journey.NEW, Journey.TAGGED)
        }

    def _process_id(self, photo: Photo) -> str:
        return self._board.processes[photo.process - 1].id if photo.process else ""

    def _sort(self, wanted: Mapping[str, str], reason: str = "") -> None:
        if wanted and self._board.chosen:
            self._moving.update(wanted)
            contract_id = self._board.contract_id
            moved = partial(self._moved, contract_id, wanted)
            failed = partial(self._not_moved, contract_id, wanted)
            self._desk.sort(contract_id, wanted, moved, failed, reason)

    def _moved(self, contract_id: str, wanted: Mapping[str, str], _before: object) -> None:
        """From here on the library itself says where these are."""
        self._early.done(contract_id, wanted)
        for key, place in wanted.items():
            if self._moving.get(key) == place:
                del self._moving[key]
        self._reader.read(at_once=True)

    def _not_moved(self, contract_id: str, wanted: Mapping[str, str], error: VendorError) -> None:
        self._early.done(contract_id, wanted)
        for key in wanted:
            self._moving.pop(key, None)
        self._failed(error)

    def _not_handed_in(self, error: VendorError) -> None:
        files = error.details.get("files")
        if error.code == "evidence-fails" and isinstance(files, list):
            self.refused.emit(tuple(files))
        else:
            self._failed(error)

    def _show_at_once(self, wanted: Mapping[str, str]) -> None:
        processes = self._board.processes
        photos = tuple(
            in_process(photo, wanted[photo.key], processes)
            if wanted.get(photo.key, self._process_id(photo)) != self._process_id(photo)
            else photo
            for photo in self._board.photos
        )
        self._board = replace(self._board, photos=photos)
        self.page.show_photos(photos, hidden=self._board.hidden)
        self.page.show_processes(lines(self._board, self._desk.today()))
        self.shown.emit(photos)

    def _show(self, board: Board) -> None:
        unread = {photo.key for photo in self._board.photos if not photo.was_read}
        self._board = board
        self.page.grid.renew([p.key for p in board.photos if p.was_read and p.key in unread])
        self._preferences.contract_id = board.contract_id
        names = [(view.contract.id, view.contract.name) for view in board.contracts]
        self.page.panel.show_contracts(names, board.contract_id)
        self._sort_what_was_read()
        self._show_at_once({**self._waiting, **self._moving})

    def _sort_what_was_read(self) -> None:
        """Do what was asked of photos while they were still being read."""
        read = [one.key for one in self._board.photos if one.was_read]
        ready = self._early.ready(self._board.contract_id, read)
        self._sort({key: place for key, place in ready.items() if key not in self._moving})

    @property
    def _waiting(self) -> dict[str, str]:
        """What is wanted of photos that are still being read."""
        return self._early.of(self._board.contract_id)

    def _failed(self, error: VendorError) -> None:
        self._desk.failed.emit(error)
        self.refresh()

    def _tell_history(self) -> None:
        self.page.allow_undo(undo=self.history.canUndo(), redo=self.history.canRedo())

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


def _nothing(_answer: object) -> None:
    """Everything else comes with the announcement of what has changed."""
