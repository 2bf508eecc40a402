"""Sending: reads the queue, its speed, and the state of the whole for bar and tray."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vendorcore.text import _, n_

from vendorclient.app.changed import Kind
from vendorclient.app.row_actions import RowAction
from vendorclient.ui import queue_errands
from vendorclient.ui.widgets.progress import Progress
from vendorclient.ui.work import choosing
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
    conflicted = Signal(str)  # the contract of which there are two forms
    sign_in_wanted = Signal()
    said = Signal(str)
    contract_wanted = Signal(str)  # it is to be corrected

    def __init__(self, page: SendingPage, desk: Desk) -> None:
        super().__init__(page)
        self.page, self._desk = page, desk
        self._pace = Pace()
        self._reader = Reader(page, desk, _question, self._show)
        self._place_reader = Reader(page, desk, _place_question, self._show_place)
        page.paused.connect(self._pause)
        page.seen.connect(self._reader.read)
        page.helped.connect(self._help)
        page.all_again.connect(self._again)
        page.held.connect(self._hold)
        page.save_wanted.connect(self._ask_where)
        page.withdraw_wanted.connect(self._ask_withdraw)

    def refresh(self) -> None:
        """Read the queue where it is seen, else only the whole for bar and tray."""
        if self.page.isVisible():
            self._reader.read()
        else:
            self._place_reader.read()

    def _show(self, read: tuple[list[SendingView], Workplace]) -> None:
        views, place = read
        self.page.show_rows(views)
        self._show_place(place)

    def _show_place(self, place: Workplace) -> None:
        self._desk.status(partial(self._tell, place))

    def _tell(self, place: Workplace, status: Status) -> None:
        progress = self._pace.progress(status, monotonic())
        self.page.show_status(status, progress, enrolled=place.enrolled)
        self.told.emit(status, place)

    def _pause(self, on: bool) -> None:  # noqa: FBT001 - what the signal carries
        self._desk.pause(on=on)

    def _help(self, view: SendingView) -> None:
        """Do the one thing that helps a row."""
        if view.row.state == "conflict":
            self.conflicted.emit(view.row.contract_id)
        elif view.action is RowAction.CORRECT_CONTRACT:
            self.contract_wanted.emit(view.row.contract_id)
        elif view.row.state == "needs-login":
            self.sign_in_wanted.emit()
        else:
            self._again((view.row.id,))

    def _ask_where(self) -> None:
        name = _("보낸 기록") + ".xlsx"
        choosing.save_file(self.page, _("기록 저장"), name, choosing.EXCEL, self.save)

    def save(self, path: str) -> None:
        """Write what was sent, with its receipts, as a spreadsheet."""
        model = self.page.model
        head = tuple(column.title for column in model.columns)
        views = map(model.row, range(model.rowCount()))
        rows = [tuple(column.words(view) for column in model.columns) for view in views]
        work = partial(queue_errands.write_record, path, head, rows)
        self._desk.background.run(work, self._saved)

    def _saved(self, name: str) -> None:
        self.said.emit(_("저장했습니다: {name}", name=name))

    def _hold(self, op_id: str) -> None:
        self._desk.submit_work(partial(queue_errands.hold, (op_id,), self._desk.tell_changed))

    def _ask_withdraw(self, attachment_id: str) -> None:
        """Ask why something is taken back, wherever it is on its way."""
        from vendorclient.ui.dialogs.reason import WithdrawDialog

        dialog = WithdrawDialog(self.page.window(), 1)
        dialog.given.connect(partial(self._withdraw, attachment_id))
        dialog.open()

    def _withdraw(self, attachment_id: str, reason: str) -> None:
        work = partial(queue_errands.withdraw_one, attachment_id, reason, self._desk.tell_changed)
        self._desk.submit_work(work, self._withdrawn)

    def _withdrawn(self, count: int) -> None:
        self.said.emit(n_("{n}장을 철회했습니다", "{n}장을 철회했습니다", count))

    def _again(self, op_ids: Sequence[str]) -> None:
        self._desk.try_again(op_ids)


class Pace:
    """Counts from the moment something began to wait until nothing waits any more."""

    def __init__(self) -> None:
        self._began = 0.0
        self._bytes_at_start = 0
        self._done_before = 0

    def progress(self, status: Status, at: float) -> Progress | None:
        """Return how far this round is, None when nothing is on its way."""
        waits = status.waiting + status.sending
        if not waits:
            self._began = 0.0
            return None
        if not self._began:
            self._began, self._bytes_at_start = at, status.bytes_left
            self._done_before = status.delivered
        whole = max(self._bytes_at_start, status.bytes_left)
        sent = whole - status.bytes_left
        seconds = at - self._began
        done = max(0, status.delivered - self._done_before)
        return Progress(
            done=done,
            total=done + waits,
            bytes_done=sent,
            bytes_total=whole,
            bytes_per_second=sent / seconds if seconds > 1 and sent else 0.0,
        )


def _question() -> Callable[[Database], tuple[list[SendingView], Workplace]]:
    return _read


def _read(db: Database) -> tuple[list[SendingView], Workplace]:
    from vendorclient.app import overview

    return overview.sendings(db), overview.workplace(db)


def _place_question() -> Callable[[Database], Workplace]:
    from vendorclient.app import overview

    return overview.workplace
