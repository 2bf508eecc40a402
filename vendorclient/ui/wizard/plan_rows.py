"""The rows of the sheet of 이행계획."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from vendorcore.catalogue import holidays
from vendorcore.domain import DraftProcess, Work, day_from_text, new_id
from vendorcore.domain.spreading import fitted, spread
from vendorcore.text import _

from vendorclient.ui.fields.day_text import read_day
from vendorclient.ui.sheet.column import SheetColumn
from vendorclient.ui.wizard.bars import PlanBar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from vendorcore.catalogue import ProductProcess

    from vendorclient.ui.sheet.column import Row

_KEPT = ("name", "text", "starts_on", "ends_on", "work", "photos")


def columns(today: Callable[[], date], since: Callable[[], date | None]) -> list[SheetColumn]:
    """Return the columns; the text of the plan takes the rest."""
    tidy = partial(_day, today, since)
    works = (
        (str(Work.IN_HOUSE), _("직접")),
        (str(Work.OUTSOURCED), _("외주")),
        (str(Work.UNSAID), ""),
    )
    return [
        SheetColumn(key="name", title=_("공정"), width=130, needed=True),
        SheetColumn(key="starts_on", title=_("시작일"), width=104, needed=True, tidy=tidy),
        SheetColumn(key="ends_on", title=_("종료일"), width=104, needed=True, tidy=tidy),
        SheetColumn(key="text", title=_("계획 내용")),
        SheetColumn(key="work", title=_("담당"), width=72, choices=works),
        SheetColumn(key="photos", title=_("사진 수"), width=70, right=True),
    ]


def row(process: DraftProcess) -> Row:
    """Return a process as a row."""
    texts = {key: str(getattr(process, key)) for key in _KEPT}
    return {"id": process.id, "item_id": process.item_id, **texts}


def process(one: Row, old: dict[str, DraftProcess], item_id: str) -> DraftProcess:
    """Return the process that a row says."""
    made = old.get(one.get("id", "")) or DraftProcess(id=one.get("id") or new_id(), item_id=item_id)
    return replace(made, **{key: one.get(key, "") for key in _KEPT})


def bar(number: int, process: DraftProcess) -> PlanBar:
    """Return a process as a bar."""
    return PlanBar(
        number=number,
        name=process.name,
        starts_on=day_from_text(process.starts_on),
        ends_on=day_from_text(process.ends_on),
    )


def days(process: DraftProcess) -> tuple[date, date] | None:
    """Return the planned days, where both can be read and are in order."""
    first, last = day_from_text(process.starts_on), day_from_text(process.ends_on)
    return (first, last) if first and last and first <= last else None


def shared(plan: tuple[DraftProcess, ...], signed: date, due: date) -> list[DraftProcess]:
    """Return the plan of one product with days from signing to due day, on working days."""
    first = min(signed + timedelta(days=1), due)
    known = [span for one in plan if (span := days(one))]
    if plan and len(known) == len(plan):
        spans = fitted(known, first, due, holidays())
    else:
        spans = spread(len(plan), first, due, holidays()) if plan else []
    return [
        replace(one, starts_on=start.isoformat(), ends_on=end.isoformat())
        for one, (start, end) in zip(plan, spans, strict=True)
    ]


def usual(
    item_id: str, steps: Iterable[ProductProcess], present: Collection[str]
) -> tuple[DraftProcess, ...]:
    """Return the usual steps of a product that its plan does not have yet."""
    return tuple(
        DraftProcess(
            id=new_id(),
            item_id=item_id,
            name=step.process,
            source="found" if step.found else "memory",
        )
        for step in steps
        if step.process not in present
    )


def _day(today: Callable[[], date], since: Callable[[], date | None], text: str) -> str:
    day = read_day(text, today(), since())
    return day.isoformat() if day else text
