"""The day: reads what is to be done and turns it into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vendorcore.text import _, n_

from vendorclient.app.changed import Kind
from vendorclient.app.todos import Need, Todo, Urgency, todos
from vendorclient.ui import measures
from vendorclient.ui.todo_words import todo_words
from vendorclient.ui.widgets.badge import Mark, Tone
from vendorclient.ui.widgets.nav import Place
from vendorclient.ui.widgets.schedule import Bar
from vendorclient.ui.widgets.todo_row import TodoLine
from vendorclient.ui.work.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from vendorclient.app.overview import ContractView
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.pages.today import TodayPage

_TONES = {Urgency.NOW: Tone.BAD, Urgency.SOON: Tone.CAUTION, Urgency.LATER: Tone.NEUTRAL}


class TodayWork(QObject):
    """The work behind the page of the day."""

    kinds = frozenset({Kind.CONTRACTS, Kind.ATTACHMENTS, Kind.MEDIA})

    def __init__(self, page: TodayPage, desk: Desk) -> None:
        super().__init__(page)
        self.page, self._desk = page, desk
        self._reader = Reader(page, desk, _question, self._show)

    def refresh(self) -> None:
        """Read what is to be done."""
        self._reader.read()

    def _show(self, read: tuple[list[ContractView], int]) -> None:
        today = self._desk.today()
        views, untagged = read
        self.page.subtitle.setText(measures.long_day(today))
        lines = [todo_line(todo, today) for todo in todos(views, today)]
        if untagged:
            lines.insert(0, _untagged(untagged))
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


def _question() -> Callable[[Database], tuple[list[ContractView], int]]:
    return _read


def _read(db: Database) -> tuple[list[ContractView], int]:
    from vendorclient.app import overview

    return overview.contracts(db), overview.untagged(db)


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


def _title(view: ContractView, today: date) -> str:
    contract = view.contract
    left = measures.days_left(contract.due_on, today)
    return _(
        "{name} · 납품기한 {day} ({left})",
        name=contract.name,
        day=contract.due_on.isoformat(),
        left=left,
    )
