"""What a draft leaves empty although it could be registered: told once more before 등록."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain.draft import WizardStep
from vendorcore.domain.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vendorcore.domain.draft import Draft, DraftItem, DraftProcess

_ORDER = (
    "number",
    "amount",
    "delivery_place",
    "delivery_term",
    "contact_name",
    "contact_phone",
    "contact_mail",
)
_LISTS = ("materials", "documents")
_ITEM = ("detail_no", "spec", "unit", "unit_price")
_PROCESS = ("text", "work", "photos")


def left_empty(draft: Draft) -> list[Remark]:
    """Return the empty fields that nothing asks for; of several like ones the first, counted."""
    return [*_order(draft), *_parts(WizardStep.ITEMS, draft.items, _ITEM), *_plan(draft)]


def _order(draft: Draft) -> Iterator[Remark]:
    for field in _ORDER:
        if not getattr(draft, field).strip():
            yield _at(WizardStep.ORDER, field)
    for field in _LISTS:
        if not getattr(draft, field):
            yield _at(WizardStep.ORDER, field)


def _plan(draft: Draft) -> Iterator[Remark]:
    yield from _parts(WizardStep.PLAN, draft.processes, _PROCESS)


def _parts(
    step: WizardStep, parts: Sequence[DraftItem | DraftProcess], fields: Sequence[str]
) -> Iterator[Remark]:
    for field in fields:
        empty = [one for one in parts if not str(getattr(one, field)).strip()]
        if empty:
            yield _at(step, field, part=empty[0].id, count=str(len(empty)))


def _at(step: WizardStep, field: str, part: str = "", **values: str) -> Remark:
    kind = {WizardStep.ITEMS: "item-", WizardStep.PLAN: "process-"}.get(step, "")
    return Remark(
        code=f"empty-{kind}{field.replace('_', '-')}",
        step=step,
        field=field,
        part=part,
        values=values,
    )
