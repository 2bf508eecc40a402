"""The plan of a product: suggestions of the catalogue, templates, days that fit the contract."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from vendorcore.catalogue import ProductProcess, holidays, kinds_of, processes_of
from vendorcore.domain import DraftProcess, day_from_text, new_id
from vendorcore.domain.draft import part_of
from vendorcore.domain.spreading import fitted, spread
from vendorcore.errors import NeedsPerson

from vendorclient.app.drafting import edit, with_processes
from vendorclient.storage.drafts import Drafts
from vendorclient.storage.templates import Template, Templates

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from vendorcore.domain import Draft

    from vendorclient.storage.database import Database

    Clock = Callable[[], datetime]

__all__ = [
    "Suggested",
    "Template",
    "drop_template",
    "fit_plan",
    "save_template",
    "spread_plan",
    "suggested_plan",
    "take_suggestions",
    "templates",
    "use_template",
    "with_template",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """The usual steps of one kind of a product; from_memory says that no source was found."""

    kind: str
    steps: tuple[ProductProcess, ...]

    @property
    def from_memory(self) -> bool:
        """Whether any step is from memory: a suggestion that nobody has looked up."""
        return not all(step.found for step in self.steps)


def suggested_plan(detail_name: str) -> list[Suggested]:
    """Return the usual steps of a product, one list for each kind (책상: 목제, 금속제)."""
    return [Suggested(kind=kind, steps=processes_of(kind)) for kind in kinds_of(detail_name)]


def take_suggestions(db: Database, draft_id: str, item_id: str, kind: str, *, now: Clock) -> Draft:
    """Add the usual steps of a kind to the plan of a product; steps that are there stay."""

    def change(draft: Draft) -> Draft:
        present = {one.name for one in draft.processes_of(item_id)}
        more = [
            DraftProcess(
                id=new_id(),
                item_id=item_id,
                name=step.process,
                source="found" if step.found else "memory",
            )
            for step in processes_of(kind)
            if step.process not in present
        ]
        return with_processes(draft, item_id, more)

    return edit(db, draft_id, change, now=now)


def spread_plan(db: Database, draft_id: str, *, item_id: str = "", now: Clock) -> Draft:
    """Give the processes of a product (or of all) days one after the other, signing to due day."""
    return edit(db, draft_id, lambda draft: _with_days(draft, item_id, again=True), now=now)


def fit_plan(db: Database, draft_id: str, *, item_id: str = "", now: Clock) -> Draft:
    """Move the days of a plan into the days of this contract, each as long in proportion."""
    return edit(db, draft_id, lambda draft: _with_days(draft, item_id, again=False), now=now)


def templates(db: Database, account_id: str, detail_no: str = "") -> list[Template]:
    """Return the templates of a person, those of this product first."""
    return Templates(db).all(account_id, detail_no)


def save_template(
    db: Database, draft_id: str, item_id: str, name: str, *, account_id: str, now: Clock
) -> Template:
    """Keep the plan of a product as a template; days are kept in proportion."""
    draft = Drafts(db).get(draft_id)
    item, plan = part_of(draft.items, item_id), draft.processes_of(item_id)
    template = Template(
        id=new_id(),
        name=name.strip() or item.detail_name,
        detail_no=item.detail_no,
        detail_name=item.detail_name,
        body=json.dumps([asdict(one) for one in plan], ensure_ascii=False),
    )
    Templates(db).save(template, account_id=account_id, at=now())
    return template


def use_template(
    db: Database, draft_id: str, item_id: str, template_id: str, *, now: Clock
) -> Draft:
    """Put the plan of a template in the place of a product's plan; days fit this contract."""
    template = Templates(db).get(template_id)
    return edit(db, draft_id, lambda draft: with_template(draft, item_id, template), now=now)


def with_template(draft: Draft, item_id: str, template: Template) -> Draft:
    """Return the draft with the plan of a template; without the contract's days it has none."""
    plan = [
        DraftProcess(**{**step, "id": new_id(), "item_id": item_id})
        for step in json.loads(template.body)
    ]
    kept = tuple(one for one in draft.processes if one.item_id != item_id)
    filled = with_processes(replace(draft, processes=kept), item_id, plan)
    return _with_days(filled, item_id, again=False) if _contract_days(draft) else filled


def drop_template(db: Database, template_id: str) -> None:
    """Forget a template."""
    Templates(db).remove(template_id)


def _with_days(draft: Draft, item_id: str, *, again: bool) -> Draft:
    days = _contract_days(draft)
    if days is None:
        raise NeedsPerson("contract-days-needed")
    changed: dict[str, DraftProcess] = {}
    for item in draft.items:
        if item_id in ("", item.id):
            for one in _placed(draft.processes_of(item.id), *days, again=again):
                changed[one.id] = one
    return replace(draft, processes=tuple(changed.get(one.id, one) for one in draft.processes))


def _placed(
    plan: tuple[DraftProcess, ...], first: date, last: date, *, again: bool
) -> list[DraftProcess]:
    old = [(day_from_text(one.starts_on), day_from_text(one.ends_on)) for one in plan]
    known = [(start, end) for start, end in old if start and end and start <= end]
    if again or len(known) != len(plan):
        days = spread(len(plan), min(first + timedelta(days=1), last), last, holidays())
    else:
        days = fitted(known, first, last, holidays())
    return [
        replace(one, starts_on=start.isoformat(), ends_on=end.isoformat())
        for one, (start, end) in zip(plan, days, strict=True)
    ]


def _contract_days(draft: Draft) -> tuple[date, date] | None:
    signed, due = day_from_text(draft.signed_on), day_from_text(draft.due_on)
    return (signed, due) if signed and due and signed <= due else None
