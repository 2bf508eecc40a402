"""A line of the list of contracts: a contract or a draft, seen today."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from vendorcore.domain import ContractState, PartyRole
from vendorcore.text import _

from vendorclient.app.todos import todos
from vendorclient.ui import measures, states
from vendorclient.ui.todo_words import todo_words
from vendorclient.ui.widgets.badge import NO_MARK, Mark, Tone
from vendorclient.ui.widgets.table import Column
from vendorclient.ui.wizard.words import step_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

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
    asked: int = 0
    lacks: bool = False  # a process has begun or ended without a photo
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
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in (ContractState.CLOSED, ContractState.CANCELLED)

    @property
    def is_urgent(self) -> bool:
        """Whether it is due within a week or overdue."""
        return self.is_open and self.left is not None and self.left <= SOON


def contract_rows(
    views: Iterable[ContractView], drafts: Iterable[DraftLine], today: date
) -> list[ContractRow]:
    """Return the drafts first, then the contracts in the given order."""
    revised = {line.id for line in drafts if line.revises}
    written = [_of_draft(line) for line in drafts]
    return [*written, *(_of_contract(v, today) for v in views if v.contract.id not in revised)]


def demanding(view: ContractView) -> str:
    """Return the names of the institutions that ordered."""
    parties = view.contract.parties
    names = [p.institution.name for p in parties if p.role is PartyRole.DEMANDING]
    return ", ".join(names or [party.institution.name for party in parties])


def _of_contract(view: ContractView, today: date) -> ContractRow:
    contract = view.contract
    begun = (one for one in contract.processes if one.plan.starts_on <= today)
    return ContractRow(
        id=contract.id,
        name=contract.name,
        state=contract.state,
        mark=states.contract_mark(contract.state),
        number=contract.number,
        institution=demanding(view),
        products=", ".join(item.detail_name for item in contract.items),
        method=contract.method,
        signed_on=contract.signed_on.isoformat(),
        due_on=contract.due_on.isoformat(),
        left=(contract.due_on - today).days,
        covered=view.covered,
        processes=len(contract.processes),
        photos=view.tagged,
        asked=sum(count.more_asked for count in view.counts.values()),
        lacks=any(not view.count(one.id).tagged for one in begun),
        next_thing=partial(_next_thing, view, today),
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


def _next_thing(view: ContractView, today: date) -> str:
    first = next(iter(todos([view], today)), None)
    return todo_words(first, today) if first else ""


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


def sort_keys() -> dict[str, tuple[str, Callable[[ContractRow], object]]]:
    """Return the orders to choose from: name and key."""
    return {
        "due": (_("납품기한 순"), lambda row: (row.due_on == "", row.due_on)),
        "signed": (_("계약일 순"), lambda row: (row.signed_on == "", row.signed_on)),
        "name": (_("계약명 순"), lambda row: row.name),
        "institution": (_("수요기관 순"), lambda row: (row.institution == "", row.institution)),
        "state": (_("상태 순"), lambda row: list(ContractState).index(row.state)),
        "photos": (_("사진 수 순"), lambda row: row.photos),
    }


# Which order the headings of the columns stand for.
HEADINGS = ("state", "name", "institution", "", "signed", "due", "", "photos", "")


def due_words(row: ContractRow) -> str:
    """Return the due day and how far it is."""
    if row.left is None or not row.is_open:
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
