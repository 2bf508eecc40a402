"""Remarks on 이행계획: each product has its processes, each process its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain.draft import WizardStep
from vendorcore.domain.periods import day_from_text
from vendorcore.domain.plan import Work
from vendorcore.domain.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorcore.domain.draft import Draft, DraftProcess
from vendorcore.domain.remarks import Surroundings

MOST_PHOTOS = 10_000


def plan_remarks(draft: Draft, around: Surroundings) -> Iterator[Remark]:
    """Yield what is to be said about the plan."""
    for item in draft.items:
        if not draft.processes_of(item.id):
            yield Remark(
                code="processes-missing",
                step=WizardStep.PLAN,
                field="processes",
                part=item.id,
                blocks=True,
                values={"name": item.detail_name},
            )
    for process in draft.processes:
        yield from _process(process)
        yield from _days(process, draft, around)


def _at(
    code: str, field: str, process: DraftProcess, *, blocks: bool = True, **values: str
) -> Remark:
    return Remark(
        code=code,
        step=WizardStep.PLAN,
        field=field,
        part=process.id,
        blocks=blocks,
        values={"process": process.name, **values},
    )


def _process(process: DraftProcess) -> Iterator[Remark]:
    if not process.name.strip():
        yield _at("process-name-missing", "name", process)
    if not process.text.strip():
        yield _at("plan-text-missing", "text", process, blocks=False)
    if process.work == Work.OUTSOURCED:
        yield _at("process-outsourced", "work", process, blocks=False)
    if process.photos.strip() and not is_photo_count(process.photos):
        yield _at("photos-unclear", "photos", process, text=process.photos)


def is_photo_count(text: str) -> bool:
    """Whether a text is a number of photos that one can expect."""
    plain = text.strip()
    return plain.isascii() and plain.isdigit() and int(plain[:9]) <= MOST_PHOTOS


def _days(process: DraftProcess, draft: Draft, around: Surroundings) -> Iterator[Remark]:
    start, end = day_from_text(process.starts_on), day_from_text(process.ends_on)
    for name, day in (("starts_on", start), ("ends_on", end)):
        text = getattr(process, name).strip()
        if not text:
            yield _at(f"{name.replace('_', '-')}-missing", name, process)
        elif day is None:
            yield _at("day-unclear", name, process, text=text)
        elif around.is_closed(day):
            yield _at("plan-on-closed-day", name, process, blocks=False, day=str(day))
    if start and end and end < start:
        yield _at("ends-before-start", "ends_on", process, start=str(start), end=str(end))
    yield from _outside(process, draft, start, end)


def _outside(
    process: DraftProcess, draft: Draft, start: date | None, end: date | None
) -> Iterator[Remark]:
    signed, due = day_from_text(draft.signed_on), day_from_text(draft.due_on)
    if start and signed and start < signed:
        yield _at(
            "plan-before-signing", "starts_on", process, blocks=False, start=str(start),
            signed=str(signed),
        )  # fmt: skip
    if end and due and end > due:
        yield _at("plan-after-due", "ends_on", process, blocks=False, end=str(end), due=str(due))
