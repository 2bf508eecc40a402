"""Contracts being written (작성중): begun, opened, copied, thrown away, taken back a step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vendorcore.domain import Draft, WizardStep, new_id
from vendorcore.domain.materials import bought_again

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.draft_forms import draft_from_contract
from vendorclient.app.materials import columns
from vendorclient.app.staying import with_what_must_stay
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.drafts import DraftLine, Drafts, History

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from vendorcore.domain.materials import Column

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database

__all__ = [
    "DraftLine",
    "History",
    "OpenDraft",
    "begin_draft",
    "copy_contract",
    "copy_draft",
    "drafts",
    "go_to_step",
    "open_draft",
    "redo",
    "revise_contract",
    "throw_away",
    "undo",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft:
    """A draft as the wizard shows it: where it was left, what can be taken back."""

    draft: Draft
    step: WizardStep
    history: History


def begin_draft(
    db: Database, *, account_id: str, now: Callable[[], datetime], announce: Announce = nobody
) -> Draft:
    """Begin a new contract; it is kept from now on."""
    return _keep(db, Draft(id=new_id()), account_id, now, announce)


def drafts(db: Database, account_id: str) -> list[DraftLine]:
    """Return the drafts of a person, the last changed first."""
    return Drafts(db).all(account_id)


def open_draft(db: Database, draft_id: str) -> OpenDraft:
    """Return a draft with the step at which it was left and what can be undone."""
    kept = Drafts(db)
    return OpenDraft(
        draft=kept.get(draft_id), step=kept.step(draft_id), history=kept.history(draft_id)
    )


def go_to_step(db: Database, draft_id: str, step: WizardStep) -> None:
    """Remember the step that a person has gone to."""
    Drafts(db).go_to(draft_id, step)


def undo(
    db: Database, draft_id: str, *, now: Callable[[], datetime], announce: Announce = nobody
) -> OpenDraft:
    """Take the last change back (되돌리기); nothing happens when there is none."""
    Drafts(db).undo(draft_id, now())
    announce(Changed.of(Kind.CONTRACTS))
    return open_draft(db, draft_id)


def redo(
    db: Database, draft_id: str, *, now: Callable[[], datetime], announce: Announce = nobody
) -> OpenDraft:
    """Do again what was taken back (다시 하기)."""
    Drafts(db).redo(draft_id, now())
    announce(Changed.of(Kind.CONTRACTS))
    return open_draft(db, draft_id)


def throw_away(db: Database, draft_id: str, *, announce: Announce = nobody) -> None:
    """Throw a draft away with its history; a registered contract stays as it is."""
    Drafts(db).remove(draft_id)
    announce(Changed.of(Kind.CONTRACTS))


def copy_contract(
    db: Database,
    contract_id: str,
    *,
    account_id: str,
    now: Callable[[], datetime],
    announce: Announce = nobody,
) -> Draft:
    """Begin a new contract like an earlier one: parties, products, plan, what is bought."""
    source = draft_from_contract(Contracts(db).get(contract_id))
    return _keep(db, _as_new(source, columns(db)), account_id, now, announce)


def copy_draft(
    db: Database,
    draft_id: str,
    *,
    account_id: str,
    now: Callable[[], datetime],
    announce: Announce = nobody,
) -> Draft:
    """Begin a new contract like a draft that is there."""
    copy = _as_new(Drafts(db).get(draft_id), columns(db))
    return _keep(db, copy, account_id, now, announce)


def revise_contract(
    db: Database,
    contract_id: str,
    *,
    account_id: str,
    now: Callable[[], datetime],
    announce: Announce = nobody,
) -> Draft:
    """Open a registered contract for a change (변경); one that is open already is shown again."""
    with db.transaction():
        if Drafts(db).has(contract_id):
            return Drafts(db).get(contract_id)
        begun = Contracts(db).get(contract_id)
        source = draft_from_contract(with_what_must_stay(db, begun))
        draft = _keep(db, replace(source, revises=True), account_id, now, announce)
        Drafts(db).remember_begun(begun)
        return draft


def _keep(
    db: Database,
    draft: Draft,
    account_id: str,
    now: Callable[[], datetime],
    announce: Announce,
) -> Draft:
    Drafts(db).add(draft, account_id=account_id, at=now())
    announce(Changed.of(Kind.CONTRACTS))
    return draft


def _as_new(source: Draft, columns: Sequence[Column]) -> Draft:
    """Return the same order once more: new ids, no number, no days, no papers.

    Of the purchases comes what is bought and from whom, not how much, when and at which price.
    """
    items = {item.id: replace(item, id=new_id()) for item in source.items}
    processes = (
        replace(one, id=new_id(), item_id=items[one.item_id].id, starts_on="", ends_on="")
        for one in source.processes
    )
    return replace(
        source,
        id=new_id(),
        revises=False,
        number="",
        signed_on="",
        due_on="",
        period="",
        parties=tuple(replace(one, id=new_id()) for one in source.parties),
        items=tuple(items.values()),
        processes=tuple(processes),
        materials=bought_again(source.materials, columns, new_id),
        documents=(),
    )
