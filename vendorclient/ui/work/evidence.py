"""What a person decides about photos beyond sorting: notes, clocks, taking back, moving."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vendorcore.domain import Stage
from vendorcore.text import _, n_

from vendorclient.ui import errands
from vendorclient.ui.background import Lane
from vendorclient.ui.grid.photo import Journey

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import timedelta

    from PySide6.QtWidgets import QWidget

    from vendorcore.errors import VendorError
    from vendorcore.evidence import Correction

    from vendorclient.app.clock import Measured
    from vendorclient.app.details import Details
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.work.sorting import SortingWork

_HANDED_IN = (Journey.SUBMITTED, Journey.DELIVERED)


class EvidenceWork(QObject):
    """Asks what must be asked over the window, and lets the library do it."""

    said = Signal(str)  # something good that was done
    undoable = Signal(str, object)  # words, and what takes it back

    def __init__(self, sorting: SortingWork, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._sorting, self._desk, self._over = sorting, desk, over

    def know(self, key: str, done: Callable[[Details], None]) -> None:
        """Read everything that is known of one photo."""
        self._desk.ask(partial(errands.know, self._sorting.contract_id, key), done, _silence)

    def note(self, keys: Sequence[str], note: str) -> None:
        """Write the same note beside these photos."""
        self._annotate(keys, note=note)

    def stage(self, keys: Sequence[str], stage: str) -> None:
        """Say when in the work these were taken."""
        self._annotate(keys, label=Stage(stage))

    def ask_note(self, keys: Sequence[str]) -> None:
        """Ask for one note for many photos."""
        from vendorclient.ui.dialogs.reason import NoteDialog

        tagged = self._of(keys, (Journey.TAGGED,))
        if tagged:
            dialog = NoteDialog(self._over, len(tagged))
            dialog.given.connect(partial(self.note, tagged))
            dialog.open()

    def ask_reason(self, keys: Sequence[str]) -> None:
        """Ask why photos should be accepted in spite of what was found."""
        self._sorting.refused.emit(tuple(keys))

    def ask_clock(self, key: str) -> None:
        """Ask when a photo was really taken."""
        self.know(key, self._open_clock)

    def undo_clock(self, key: str) -> None:
        """Let the photos of a card go by their camera again."""
        self.know(key, self._release)

    def ask_withdraw(self, keys: Sequence[str]) -> None:
        """Ask why something that was handed in is taken back."""
        from vendorclient.ui.dialogs.reason import WithdrawDialog

        handed = self._of(keys, _HANDED_IN)
        if handed:
            dialog = WithdrawDialog(self._over, len(handed))
            dialog.given.connect(partial(self._withdraw, handed))
            dialog.open()

    def ask_move(self, keys: Sequence[str]) -> None:
        """Ask where something that was handed in belongs."""
        from vendorclient.ui.dialogs.reason import MoveDialog

        handed = self._of(keys, _HANDED_IN)
        if handed:
            dialog = MoveDialog(self._over, len(handed), self._other_places(handed))
            dialog.chosen.connect(partial(self._move, handed))
            dialog.open()

    def _of(self, keys: Sequence[str], journeys: Sequence[Journey]) -> tuple[str, ...]:
        wanted = set(keys)
        photos = self._sorting.photos
        return tuple(p.key for p in photos if p.key in wanted and p.journey in journeys)

    def _other_places(self, keys: Sequence[str]) -> list[tuple[str, str]]:
        """Return the processes in which not all of these are already."""
        wanted = set(keys)
        here = {photo.process for photo in self._sorting.photos if photo.key in wanted}
        return [
            (process.id, f"{number} {process.name}")
            for number, process in enumerate(self._sorting.processes, 1)
            if here != {number}
        ]

    def _annotate(
        self, keys: Sequence[str], *, note: str | None = None, label: Stage | None = None
    ) -> None:
        announce = self._desk.tell_changed
        contract_id = self._sorting.contract_id
        work = partial(errands.annotate, contract_id, tuple(keys), note, label, announce)
        self._desk.ask(work, _silence)

    def show_clock(self) -> None:
        """Show this computer's clock to a camera."""
        from vendorclient.ui.dialogs.clock_screen import ClockScreen

        screen = ClockScreen(self._over)
        folder = self._desk.library.folder
        ask = partial(self._desk.ask, partial(errands.code_now, folder), screen.code.show_text)
        screen.wanted.connect(ask)
        ask()
        screen.open()

    def _open_clock(self, found: Details) -> None:
        """Measure by the photo itself where it shows our clock; else ask the person."""
        if found.facts is not None and found.facts.captured is not None:
            work = partial(errands.measure, self._desk.library.folder, found.file.sha256)
            ask = partial(self._ask_by_hand, found)
            self._desk.background.run(work, self._ask_measured, ask, lane=Lane.LONG)

    def _ask_measured(self, measured: Measured) -> None:
        from vendorclient.ui.dialogs.clock import MeasuredDialog

        dialog = MeasuredDialog(self._over, measured)
        dialog.accepted.connect(partial(self._correct, measured))
        dialog.open()

    def _ask_by_hand(self, found: Details, _no_code: VendorError) -> None:
        from vendorclient.ui.dialogs.clock import ClockDialog

        if found.facts is not None and found.facts.captured is not None:
            dialog = ClockDialog(self._over, found.facts.captured, found.same_card)
            dialog.given.connect(partial(self._set_clock, found))
            dialog.screen_wanted.connect(self.show_clock)
            dialog.open()

    def _correct(self, measured: Measured) -> None:
        work = partial(errands.correct, measured, self._desk.tell_changed)
        self._desk.ask(work, self._clock_set)

    def _set_clock(self, found: Details, shift: timedelta, reason: str) -> None:
        work = partial(errands.set_clock, found, shift, reason, self._desk.tell_changed)
        self._desk.ask(work, self._clock_set)

    def _clock_set(self, correction: Correction) -> None:
        back = partial(self._take_back, correction.id)
        self.undoable.emit(_("카메라 시계를 바로잡았습니다"), back)

    def _release(self, found: Details) -> None:
        if found.correction is not None:
            self._take_back(found.correction.id)

    def _take_back(self, correction_id: str) -> None:
        work = partial(errands.release_clock, correction_id, self._desk.tell_changed)
        self._desk.ask(work, self._released)

    def _released(self, count: int) -> None:
        self.said.emit(
            n_(
                "사진 {n}장이 다시 카메라의 시각을 따릅니다",
                "사진 {n}장이 다시 카메라의 시각을 따릅니다",
                count,
            )
        )

    def _withdraw(self, keys: Sequence[str], reason: str) -> None:
        work = partial(
            errands.withdraw, self._sorting.contract_id, keys, reason, self._desk.tell_changed
        )
        self._desk.submit_work(work, self._withdrawn)

    def _withdrawn(self, count: int) -> None:
        self.said.emit(n_("{n}장을 철회했습니다", "{n}장을 철회했습니다", count))

    def _move(self, keys: Sequence[str], process_id: str, reason: str) -> None:
        place = (self._sorting.contract_id, process_id)
        work = partial(errands.move, place, keys, reason, self._desk.tell_changed)
        self._desk.submit_work(work, self._moved)

    def _moved(self, count: int) -> None:
        self.said.emit(n_("{n}장을 옮겼습니다", "{n}장을 옮겼습니다", count))


def _silence(_answer: object) -> None:
    """Everything else comes with the announcement of what has changed."""
