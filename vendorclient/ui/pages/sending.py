"""전송: how far the sending is, and every file with its state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from vendorcore.text import _, problem_sentence

from vendorclient.app.overview import SendingView
from vendorclient.app.row_actions import RowAction
from vendorclient.app.states import RowState
from vendorclient.ui import measures, states
from vendorclient.ui.overriding import override
from vendorclient.ui.pages.page import Page
from vendorclient.ui.widgets.badge import Mark, Tone
from vendorclient.ui.widgets.button import Button, Kind
from vendorclient.ui.widgets.card import Card
from vendorclient.ui.widgets.empty_state import EmptyState
from vendorclient.ui.widgets.progress import Progress, ProgressLine
from vendorclient.ui.widgets.row_help import RowHelp
from vendorclient.ui.widgets.table import Column, Table, TableModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from vendorclient.app.sending import Status


_ASIDE = (RowState.RETRYING, RowState.NEEDS_PERSON)


class SendingPage(Page):
    """The queue."""

    paused = Signal(bool)
    connect_wanted = Signal()
    seen = Signal()  # the page is shown: the queue is wanted
    helped = Signal(object)  # a SendingView
    save_wanted = Signal()
    held = Signal(str)  # the operation that is to wait
    withdraw_wanted = Signal(str)
    all_again = Signal(tuple)  # nothing named: everything that was set aside

    def __init__(self) -> None:
        super().__init__(_("전송"))
        self.model = TableModel[SendingView](_columns(), lambda view: view.row.id)
        self.table = Table(self.model, _("전송 목록"))
        self._helped: SendingView | None = None
        self._progress = ProgressLine(_("전송 진행"))
        self._progress.hide()
        self._pause = Button(_("일시정지"), icon="pause")
        self._resume = Button(_("이어서 보내기"), icon="play")
        self._resume.hide()
        self._empty = EmptyState("inbox", *_nothing(past=False))
        self._again = Button(_("실패만 다시"), icon="retry")
        self._again.hide()
        self._history = Button(_("보낸 기록"), Kind.CHOICE, icon="clock")
        self._history.setCheckable(True)
        self._save = Button(_("기록 저장"), icon="save")
        self._save.hide()
        self._views: Sequence[SendingView] = ()
        self.help = RowHelp()
        self._body = QStackedWidget()
        card = Card(padding=1)
        card.body.addWidget(self.table)
        self._body.addWidget(card)
        self._body.addWidget(self._empty)
        for part in (self._progress, self.help, self._body):
            self.column.addWidget(part, 1 if part is self._body else 0)
        for button in (self._save, self._history, self._again, self._pause, self._resume):
            self.add_button(button)
        self._connect()

    def show_rows(self, views: Sequence[SendingView]) -> None:
        """Show the queue, or what was sent."""
        self._views = views
        past = self._history.isChecked()
        done = [view for view in views if view.state is RowState.DONE]
        self.model.show(done if past else views)
        self._save.setVisible(past and bool(done))
        self._again.setVisible(any(view.state in _ASIDE for view in views))
        self._empty.say(*_nothing(past=past))
        self._body.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._look()

    def _connect(self) -> None:
        for button, on in ((self._pause, True), (self._resume, False)):
            button.clicked.connect(lambda _checked=False, wanted=on: self.paused.emit(wanted))
        self._again.clicked.connect(lambda: self.all_again.emit(()))
        self._save.clicked.connect(self.save_wanted)
        self._history.toggled.connect(lambda _on: self.show_rows(self._views))
        self._empty.acted.connect(self.connect_wanted)
        self.table.activated.connect(self._help)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._offer)
        self.table.selectionModel().currentRowChanged.connect(self._look)
        self.help.acted.connect(self._help)

    def _offer(self, at: QPoint) -> None:
        """Offer what may be done with the row under the mouse, or with the chosen one."""
        from vendorclient.ui.pages.sending_menu import SendingMenu

        under = self.table.indexAt(at)
        view = self.model.row(under.row()) if under.isValid() else self._current()
        menu = SendingMenu(self, view) if view else None
        if menu and menu.actions():
            menu.popup(self.table.viewport().mapToGlobal(at))

    def _current(self) -> SendingView | None:
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def _look(self) -> None:
        """Say what the chosen row needs; the first that needs something, where none is chosen."""
        view = self._current() or next((one for one in self._views if action_of(one)), None)
        self._helped = view
        self.help.say(_remark(view) if view else "", action_of(view) if view else "")

    def _help(self) -> None:
        if self._helped is not None and action_of(self._helped):
            self.helped.emit(self._helped)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the queue: while nobody looked it was not read."""
        super().showEvent(event)
        self.seen.emit()

    def show_status(self, status: Status, progress: Progress | None, *, enrolled: bool) -> None:
        """Show the sending as a whole."""
        self.subtitle.setText(_summed(status, enrolled=enrolled))
        self._progress.setVisible(progress is not None)
        if progress is not None:
            self._progress.show_progress(progress)
        paused = status.state == "paused"
        waits = bool(status.waiting or status.sending)
        self._resume.setVisible(paused)
        self._pause.setVisible(not paused and waits and enrolled)

    @override
    def first_focus(self) -> QWidget:
        """The list."""
        return self.table

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns away where there is no room."""
        super().resizeEvent(event)
        self.table.leave_away(self.width())


def _nothing(*, past: bool) -> tuple[str, str]:
    """Return what an empty page says: what is missing, and how it comes."""
    if past:
        return _("아직 보낸 것이 없습니다"), _("보낸 것과 접수 번호가 여기에 남습니다.")
    return (
        _("보낼 것이 없습니다"),
        _("사진을 공정에 넣고 제출하면 여기에서 전송되는 모습을 볼 수 있습니다."),
    )


def action_of(view: SendingView) -> str:
    """Return the one thing that helps a row, empty when it needs nothing."""
    if view.row.state == "paused":
        return _("이어서 보내기")
    if view.state not in _ASIDE:
        return ""
    if view.action is RowAction.CORRECT_CONTRACT:
        return _("계약 고치기")
    words: dict[str, str] = {
        "conflict": _("비교하고 고르기"),
        "needs-login": _("서버에 다시 연결"),
        "retry-wait": _("지금 다시 보내기"),
    }
    return words.get(view.row.state, _("다시 보내기"))


def state_mark(view: SendingView) -> Mark:
    """Return the mark of one row; the blue circle is for a verified receipt alone."""
    tone, icon = {
        RowState.WAITING: (Tone.NEUTRAL, "clock"),
        RowState.SENDING: (Tone.ACCENT, "sending"),
        RowState.DONE: (Tone.DONE, "dot"),
        RowState.RETRYING: (Tone.CAUTION, "retry"),
        RowState.NEEDS_PERSON: (Tone.BAD, "error"),
    }[view.state]
    return Mark(states.row_words(view.state), tone, icon)


def _summed(status: Status, *, enrolled: bool) -> str:
    if not enrolled:
        return _("서버에 연결하면 보내기 시작합니다")
    waits = status.waiting + status.sending
    parts = [states.engine_words(status.state, enrolled=enrolled, waiting=waits)]
    if waits:
        parts.append(_("대기 {count}개", count=waits))
        parts.append(measures.size(status.bytes_left))
    if status.needs_person:
        parts.append(_("확인 필요 {count}개", count=status.needs_person))
    return " · ".join(parts)


def _columns() -> list[Column[SendingView]]:
    return [
        Column(title=_("상태"), words=_state, width=118, mark=state_mark),
        Column(title=_("파일"), words=_file, width=200),
        Column(title=_("계약"), words=lambda view: view.row.contract_name, least=900),
        Column(title=_("공정"), words=lambda view: view.process_name, width=110),
        Column(title=_("크기"), words=_size, width=84, right=True),
        Column(title=_("진행"), words=_share, width=64, right=True),
        Column(title=_("메모"), words=_remark),
    ]


def _state(view: SendingView) -> str:
    return states.row_words(view.state)


def _file(view: SendingView) -> str:
    return view.row.file_name or {
        "put_contract": _("계약 정보"),
        "submit": _("제출 목록"),
        "withdraw": _("철회"),
        "document": _("첨부 문서"),
    }.get(view.row.kind, view.row.kind)


def _size(view: SendingView) -> str:
    return measures.size(view.row.size_bytes) if view.row.size_bytes else ""


def _share(view: SendingView) -> str:
    row = view.row
    if view.state is RowState.DONE:
        return "100%"
    if not row.size_bytes or not row.upload_offset:
        return ""
    return f"{row.upload_offset * 100 // row.size_bytes}%"


def _remark(view: SendingView) -> str:
    row = view.row
    if view.state is RowState.DONE:
        time = measures.spoken_moment(row.changed_at)
        if row.receipt_no:
            return _("{time} 서버 확인 · 접수번호 {no}", time=time, no=row.receipt_no)
        return _("서버 확인 {time}", time=time)
    if view.state is RowState.RETRYING:
        return _("연결이 끊겨 {seconds}초 뒤에 다시 보냅니다", seconds=round(row.pause_s))
    if view.state is RowState.NEEDS_PERSON:
        return str(problem_sentence(row.code, view.values))
    if row.state == "paused":
        return _("직접 멈춘 파일입니다. 이어서 보내기를 누르면 멈춘 곳부터 보냅니다")
    if view.state is RowState.SENDING and row.upload_offset:
        return _("끊겨도 이어서 보냅니다")
    return ""
