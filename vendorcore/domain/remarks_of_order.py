"""Remarks on 수주정보: parties, name, days, method, amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain.contract import ContractMethod, PartyRole
from vendorcore.domain.contract_numbers import LONGEST
from vendorcore.domain.draft import WizardStep
from vendorcore.domain.money import won_from_text
from vendorcore.domain.periods import day_from_text, period_from_text
from vendorcore.domain.remarks import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vendorcore.domain.draft import Draft
    from vendorcore.domain.remarks import Surroundings

LONGEST_NAME = 300


def order_remarks(draft: Draft, around: Surroundings) -> Iterator[Remark]:
    """Yield what is to be said about the order."""
    yield from _parties(draft)
    yield from _texts(draft)
    yield from _days(draft, around)
    yield from _method(draft, around)


def _at(code: str, field: str, *, blocks: bool = True, part: str = "", **values: str) -> Remark:
    return Remark(
        code=code, step=WizardStep.ORDER, field=field, part=part, blocks=blocks, values=values
    )


def _parties(draft: Draft) -> Iterator[Remark]:
    named = [party for party in draft.parties if party.name.strip()]
    if not any(party.role == PartyRole.DEMANDING for party in named):
        yield _at("institution-missing", "parties")
    seen: set[tuple[str, str, str]] = set()
    for party in named:
        key = (party.role, party.code, party.name)
        if key in seen:
            yield _at("institution-twice", "parties", part=party.id, name=party.name)
        seen.add(key)


def _texts(draft: Draft) -> Iterator[Remark]:
    if not draft.name.strip():
        yield _at("name-missing", "name")
    elif len(draft.name) > LONGEST_NAME:
        yield _at("name-too-long", "name", most=str(LONGEST_NAME))
    if len(draft.number) > LONGEST:
        yield _at("number-long", "number", blocks=False, most=str(LONGEST))
    if draft.amount.strip() and won_from_text(draft.amount) is None:
        yield _at("amount-unclear", "amount", text=draft.amount)


def _days(draft: Draft, around: Surroundings) -> Iterator[Remark]:
    signed, due = day_from_text(draft.signed_on), day_from_text(draft.due_on)
    for name, day in (("signed_on", signed), ("due_on", due)):
        text = getattr(draft, name).strip()
        if not text:
            yield _at(f"{name.replace('_', '-')}-missing", name)
        elif day is None:
            yield _at("day-unclear", name, text=text)
    if draft.period.strip():
        yield from _period(draft, due)
    if signed and due and due < signed:
        yield _at("due-before-signing", "due_on", signed=str(signed), due=str(due))
    if due and around.is_closed(due):
        yield _at("due-on-closed-day", "due_on", blocks=False, due=str(due))
    if signed and signed > around.today:
        yield _at("signed-in-future", "signed_on", blocks=False, signed=str(signed))


def _period(draft: Draft, due: date | None) -> Iterator[Remark]:
    period = period_from_text(draft.period)
    if period is None:
        yield _at("period-unclear", "period", blocks=False, text=draft.period)
    elif due and period.ends_on != due:
        yield _at(
            "period-differs", "period", blocks=False, due=str(due), period=str(period.ends_on)
        )


def _method(draft: Draft, around: Surroundings) -> Iterator[Remark]:
    if not draft.method.strip():
        yield _at("method-missing", "method")
    reserved = [item.detail_name for item in draft.items if item.detail_no in around.reserved]
    if draft.method == ContractMethod.OPEN and reserved:
        yield _at("method-open-reserved", "method", blocks=False, product=reserved[0])
