"""The day: reads what is to be done and turns it into lines."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vendorcore.text import _, n_

from vendorclient.app.changed import Kind
from vendorclient.app.todos import Need, Todo, Urgency, todos
from vendorclient.ui import errands, measures
from vendorclient.ui.background import Lane
from vendorclient.ui.todo_words import todo_words
from vendorclient.ui.widgets.badge import Mark, Tone
from vendorclient.ui.widgets.first_run import Stage
from vendorclient.ui.widgets.nav import Place
from vendorclient.ui.widgets.schedule import Bar
from vendorclient.ui.widgets.todo_row import TodoLine
from vendorclient.ui.work.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from vendorcore.errors import VendorError

    from vendorclient.app.overview import ContractView, Workplace
    from vendorclient.app.trial import Tried
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.pages.today import TodayPage
    from vendorclient.ui.preferences import Preferences

# Where the button of such a line leads: to a small window.
REQUESTS, APPLICATION = "requests", "application"
_TONES = {Urgency.NOW: Tone.BAD, Urgency.SOON: Tone.CAUTION, Urgency.LATER: Tone.NEUTRAL}


class TodayWork(QObject):
    """The work behind the page of the day."""

    kinds = frozenset({Kind.CONTRACTS, Kind.ATTACHMENTS, Kind.MEDIA, Kind.SETTINGS, Kind.OUTBOX})
    code_wanted = Signal()
    application_wanted = Signal()
    said = Signal(str)

    def __init__(self, page: TodayPage, desk: Desk, preferences: Preferences) -> None:
        super().__init__(page)
        self.page, self._desk, self._preferences = page, desk, preferences
        self._reader = Reader(page, desk, _question, self._show)
        self._place: Workplace | None = None
        first = page.first
        first.dismissed.connect(partial(self._finish, Stage.DONE))
        first.practised.connect(self._practise)
        first.code_wanted.connect(self.code_wanted)
        first.application_wanted.connect(self.application_wanted)
        first.confirmed.connect(partial(self._finish, Stage.TRIAL))
        first.trial_wanted.connect(self._try)

    def refresh(self) -> None:
        """Read what is to be done."""
        self._reader.read()

    def _finish(self, stage: Stage) -> None:
        """Keep how far the first day is."""
        self._preferences.first_day = stage
        self._show_first()

    def _practise(self) -> None:
        """Have a contract to learn with: nothing of it reaches an institution."""
        self._finish(Stage.DONE)
        self._desk.ask(partial(errands.practise, self._desk.tell_changed), self._practised)

    def _practised(self, contract_id: str) -> None:
        self.page.followed.emit(Place.PHOTOS, contract_id)

    def _try(self) -> None:
        self.page.first.wait(trying=True)
        work = partial(errands.try_sending, self._desk.library.folder)
        self._desk.background.run(work, self._tried, self._not_tried, lane=Lane.LONG)

    def _tried(self, tried: Tried) -> None:
        self.page.first.wait(trying=False)
        self._finish(Stage.DONE)
        self.said.emit(_("시험 전송이 잘 되었습니다: {server}", server=tried.server))

    def _not_tried(self, error: VendorError) -> None:
        self.page.first.wait(trying=False)
        self._desk.failed.emit(error)

    def _show_first(self) -> None:
        done = self._preferences.first_day
        self.page.first.setVisible(self._place is not None and done < Stage.DONE)
        if self._place is not None:
            self.page.first.show_workplace(self._place, done)

    def _show(self, read: tuple[list[ContractView], int, Workplace, int]) -> None:
        today = self._desk.today()
        views, untagged, self._place, waiting = read
        self._show_first()
        self.page.subtitle.setText(measures.long_day(today))
        lines = [todo_line(todo, today) for todo in todos(views, today)]
        if waiting:
            lines.insert(0, _waiting(waiting))
        if caution := self._desk.library.second.caution():
            lines.insert(0, _without_copies(caution))
        if untagged:
            lines.insert(0, _untagged(untagged))
        if self._place.applying:
            lines.insert(0, _applying())
        if self._place.decided:
            lines.insert(0, _decided(self._place.decided))
        self.page.show_todos(lines)
        view = next((view for view in views if view.contract.processes), None)
        if view is None:
            self.page.show_plan("", (), today)
        else:
            self.page.show_plan(_title(view, today), bars(view), today)


def bars(view: ContractView) -> list[Bar]:
    """Return the plan of a contract as bars."""
    return [
        Bar(
            number=number,
            name=process.name,
            starts_on=process.plan.starts_on,
            ends_on=process.plan.ends_on,
            photos=view.count(process.id).tagged,
        )
        for number, process in enumerate(view.contract.processes, 1)
    ]


def todo_line(todo: Todo, today: date) -> TodoLine:
    """Return one thing to do as a line."""
    place, action = _WAYS[todo.need]
    return TodoLine(
        mark=Mark(measures.days_left(todo.by, today), _TONES[todo.urgency]),
        what=todo_words(todo, today),
        contract=todo.contract.name,
        action=_actions()[action],
        place=place,
        contract_id=todo.contract.id,
    )


def _question() -> Callable[[Database], tuple[list[ContractView], int, Workplace, int]]:
    return _read


def _read(db: Database) -> tuple[list[ContractView], int, Workplace, int]:
    from vendorclient.app import overview

    place = overview.workplace(db)
    return overview.contracts(db), overview.untagged(db), place, overview.waiting(db)


_WAYS = {
    Need.MORE_ASKED: (Place.CONTRACTS, "open"),
    Need.PHOTOS_MISSING: (Place.PHOTOS, "sort"),
    Need.PHOTOS_TODAY: (Place.PHOTOS, "sort"),
    Need.TO_SUBMIT: (Place.PHOTOS, "submit"),
    Need.DUE: (Place.CONTRACTS, "open"),
    Need.STARTS: (Place.CONTRACTS, "open"),
}


def _actions() -> dict[str, str]:
    return {"open": _("계약 보기"), "sort": _("사진 고르기"), "submit": _("제출하러 가기")}


def _untagged(count: int) -> TodoLine:
    return TodoLine(
        mark=Mark(_("새 사진"), Tone.ACCENT, "photo"),
        what=n_("분류하지 않은 사진 {n}장", "분류하지 않은 사진 {n}장", count),
        contract=_("공정에 넣으면 제출할 수 있습니다"),
        action=_("분류하기"),
        place=Place.PHOTOS,
    )


def _without_copies(caution: str) -> TodoLine:
    return TodoLine(
        mark=Mark(_("주의"), Tone.CAUTION, "warning"),
        what=caution,
        contract=_("다시 연결하면 저절로 이어서 복사합니다. 그때까지 카드를 지우지 마십시오."),
        action=_("설정 보기"),
        place=Place.SETTINGS,
    )


def _decided(count: int) -> TodoLine:
    return TodoLine(
        mark=Mark(_("목록 요청"), Tone.ACCENT, "inbox"),
        what=n_("목록 요청 {n}건의 결과", "목록 요청 {n}건의 결과", count),
        contract=_("기관이나 품명이 목록에 올랐거나, 합쳐졌거나, 거절되었습니다"),
        action=_("결과 보기"),
        place=REQUESTS,
    )


def _applying() -> TodoLine:
    return TodoLine(
        mark=Mark(_("작성 중"), Tone.ACCENT, "note"),
        what=_("쓰다 만 가입 신청이 있습니다"),
        contract=_("적은 것은 모두 남아 있습니다. 이어서 쓰고 제출하시면 됩니다."),
        action=_("이어 쓰기"),
        place=APPLICATION,
    )


def _waiting(count: int) -> TodoLine:
    return TodoLine(
        mark=Mark(_("보낼 것"), Tone.ACCENT, "sending"),
        what=n_("서버로 보낼 {n}건이 남았습니다", "서버로 보낼 {n}건이 남았습니다", count),
        contract=_("연결되면 저절로 보냅니다"),
        action=_("전송 보기"),
        place=Place.SENDING,
    )


def _title(view: ContractView, today: date) -> str:
    contract = view.contract
    left = measures.days_left(contract.due_on, today)
    return _(
        "{name} · 납품기한 {day} ({left})",
        name=contract.name,
        day=contract.due_on.isoformat(),
        left=left,
    )
