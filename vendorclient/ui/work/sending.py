"""Sending: reads the queue, its speed, and the state of the whole for bar and tray."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vendorclient.app.changed import Kind
from vendorclient.app.states import RowState
from vendorclient.ui.widgets.progress import Progress
from vendorclient.ui.work.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vendorclient.app.overview import SendingView, Workplace
    from vendorclient.app.sending import Status
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.pages.sending import SendingPage


class SendingWork(QObject):
    """The work behind the page of the queue."""

    kinds = frozenset({Kind.OUTBOX, Kind.SETTINGS})
    told = Signal(object, object)  # Status, Workplace

    def __init__(self, page: SendingPage, desk: Desk) -> None:
        super().__init__(page)
        self.page, self._desk = page, desk
        self._pace = Pace()
        self._reader = Reader(page, desk, _question, self._show)
        page.paused.connect(self._pause)

    def refresh(self) -> None:
        """Read the queue, then the state of the whole."""
        self._reader.read()

    def _show(self, read: tuple[list[SendingView], Workplace]) -> None:
        views, place = read
        self.page.show_rows(views)
        self._desk.status(partial(self._tell, views, place))

    def _tell(self, views: Sequence[SendingView], place: Workplace, status: Status) -> None:
        progress = self._pace.progress(views, status.bytes_left, monotonic())
        self.page.show_status(status, progress, enrolled=place.enrolled)
        self.told.emit(status, place)

    def _pause(self, on: bool) -> None:  # noqa: FBT001 - what the signal carries
        self._desk.pause(on=on)


class Pace:
    """Counts from the moment something began to wait until nothing waits any more."""

    def __init__(self) -> None:
        self._began = 0.0
        self._bytes_at_start = 0
        self._done_before = 0

    def progress(self, views: Sequence[SendingView], bytes_left: int, at: float) -> Progress | None:
        """Return how far this round is, None when nothing is on its way."""
        done = sum(1 for view in views if view.state is RowState.DONE)
        open_ones = sum(1 for view in views if view.state not in _SETTLED)
        if not open_ones:
            self._began = 0.0
            return None
        if not self._began:
            self._began, self._bytes_at_start, self._done_before = at, bytes_left, done
        whole = max(self._bytes_at_start, bytes_left)
        sent = whole - bytes_left
        seconds = at - self._began
        return Progress(
            done=done - self._done_before,
            total=done - self._done_before + open_ones,
            bytes_done=sent,
            bytes_total=whole,
            bytes_per_second=sent / seconds if seconds > 1 and sent else 0.0,
        )


_SETTLED = (RowState.DONE, RowState.NEEDS_PERSON)


def _question() -> Callable[[Database], tuple[list[SendingView], Workplace]]:
    return _read


def _read(db: Database) -> tuple[list[SendingView], Workplace]:
    from vendorclient.app import overview

    return overview.sendings(db), overview.workplace(db)
