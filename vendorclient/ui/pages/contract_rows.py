"""A line of the list of contracts: a contract or a draft, seen today."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from vendorcore.domain import ContractState, PartyRole
from vendorcore.text import _

from vendorclient.app.contract_list import Sort, view_of
from vendorclient.app.todos import todos
from vendorclient.ui import measures, states
from vendorclient.ui.todo_words import todo_words
from vendorclient.ui.widgets.badge import NO_MARK, Mark, Tone
from vendorclient.ui.widgets.table import Column
from vendorclient.ui.wizard.words import step_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from vendorclient.app.contract_list import ContractRow as Line
    from vendorclient.app.drafts import DraftLine
    from vendorclient.app.overview import ContractView

SOON = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRow:
    """What the list shows and what it is searched by; days are texts, for a draft has any."""

    id: str
    name: str
    state: ContractState
    mark: Mark
    is_draft: bool = False
    number: str = ""
    institution: str = ""
    products: str = ""
    method: str = ""
    signed_on: str = ""
    due_on: str = ""
    left: int | None = None  # days until the due day
    covered: int = 0
    processes: int = 0
    photos: int = 0
    next_thing: Callable[[], str] = field(default=str, compare=False)

    @property
    def todo(self) -> str:
        """The next thing to do; found when a line is seen, for most lines never are."""
        return self.next_thing()

    @property
    def names(self) -> tuple[str, ...]:
        """Everything by which it can be found."""
        return (self.name, self.number, self.institution, self.products)

    @property
    def is_owed(self) -> bool:
        """Whether the due day still counts: what is delivered or inspected is not late."""
        return not self.state.is_fulfilled and self.state is not ContractState.DELIVERED

    @property
    def is_urgent(self) -> bool:
        """Whether it is due within a week or overdue."""
        return self.is_owed and self.left is not None and self.left <= SOON


def rows_of(lines: Iterable[Line], today: date) -> list[ContractRow]:
    """Return the contracts of a page as rows, seen today."""
    return [_of_line(line, today) for line in lines]


def draft_rows(drafts: Iterable[DraftLine]) -> list[ContractRow]:
    """Return the drafts as rows."""
    return [_of_draft(line) for line in drafts]


def demanding(view: ContractView) -> str:
    """Return the names of the institutions that ordered."""
    parties = view.contract.parties
    names = [p.institution.name for p in parties if p.role is PartyRole.DEMANDING]
    return ", ".join(names or [party.institution.name for party in parties])


def _of_line(line: Line, today: date) -> ContractRow:
    return ContractRow(
        id=line.id,
        name=line.name,
        state=line.state,
        mark=states.contract_mark(line.state),
        number=line.number,
        institution=line.institution,
        products=line.products,
        method=line.method,
        signed_on=line.signed_on.isoformat(),
        due_on=line.due_on.isoformat(),
        left=(line.due_on - today).days,
        covered=line.covered,
        processes=line.processes,
        photos=line.tagged,
        next_thing=_Next(line, today),
    )


def _of_draft(line: DraftLine) -> ContractRow:
    word = _("변경 중") if line.revises else _("작성 중")
    return ContractRow(
        id=line.id,
        name=line.name or _("이름 없는 계약"),
        state=ContractState.DRAFT,
        mark=Mark(word, Tone.NEUTRAL),
        is_draft=True,
        due_on=line.due_on,
        next_thing=partial(str, _("{step}부터 이어 쓰기", step=step_words(line.step))),
    )


class _Next:
    """The next thing to do with a contract: its body is opened when the line is seen."""

    def __init__(self, line: Line, today: date) -> None:
        self._line, self._today = line, today

    def __call__(self) -> str:
        return self._words

    @cached_property
    def _words(self) -> str:
        first = next(iter(todos([view_of(self._line)], self._today)), None)
        return todo_words(first, self._today) if first else ""


def columns() -> list[Column[ContractRow]]:
    """Return the columns of the list."""
    return [
        Column(title=_("상태"), words=lambda row: row.mark.words, width=104, mark=_state),
        Column(title=_("계약명"), words=lambda row: row.name),
        Column(title=_("수요기관"), words=lambda row: row.institution, width=180, least=760),
        Column(title=_("계약방법"), words=_method, width=92, least=1160),
        Column(title=_("계약일"), words=lambda row: row.signed_on, width=104, least=1240),
        Column(title=_("납품기한"), words=due_words, width=166, mark=_due),
        Column(title=_("공정"), words=_covered, width=66, right=True, least=1080),
        Column(title=_("사진"), words=_photos, width=60, right=True, least=1080),
        Column(title=_("다음 할 일"), words=lambda row: row.todo, width=230, least=940),
    ]


def sort_keys() -> dict[str, str]:
    """Return the orders to choose from, by their keys."""
    return {
        Sort.DUE: _("납품기한 순"),
        Sort.SIGNED: _("계약일 순"),
        Sort.NAME: _("계약명 순"),
        Sort.INSTITUTION: _("수요기관 순"),
        Sort.STATE: _("상태 순"),
        Sort.PHOTOS: _("사진 수 순"),
    }


# Which order the headings of the columns stand for.
HEADINGS = ("state", "name", "institution", "", "signed", "due", "", "photos", "")


def due_words(row: ContractRow) -> str:
    """Return the due day and how far it is."""
    if row.left is None or not row.is_owed:
        return row.due_on
    return f"{row.due_on} ({measures.days_left_words(row.left)})"


def _due(row: ContractRow) -> Mark:
    """Return a mark for a due day that is near or past; none where there is time."""
    if not row.is_urgent or row.left is None:
        return NO_MARK
    return Mark(due_words(row), Tone.BAD if row.left < 0 else Tone.CAUTION)


def _state(row: ContractRow) -> Mark:
    return row.mark


def _method(row: ContractRow) -> str:
    return states.method_words(row.method)


def _covered(row: ContractRow) -> str:
    return f"{row.covered} / {row.processes}" if row.processes else "–"


def _photos(row: ContractRow) -> str:
    return "–" if row.is_draft else str(row.photos)
