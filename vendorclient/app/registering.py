"""확인·등록: what is still missing in a draft, and turning it into a contract."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vendorcore.catalogue import holidays
from vendorcore.domain import (
    ContractState,
    Surroundings,
    WizardStep,
    blocking,
    korean_day,
    remarks_of,
)
from vendorcore.errors import NeedsPerson

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.contracts import save_contract
from vendorclient.app.draft_forms import contract_from_draft
from vendorclient.app.looking_up import known_products
from vendorclient.app.materials import row_problems
from vendorclient.app.meanwhile import with_what_came
from vendorclient.app.staying import refuse_what_must_stay
from vendorclient.storage.certificates import Certificates
from vendorclient.storage.contracts import Contracts
from vendorclient.storage.drafts import Drafts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from vendorcore.domain import Contract, Draft, Remark

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database


def check_draft(db: Database, draft: Draft, today: date) -> list[Remark]:
    """Return everything there is to say about a draft, the rows of the statement included."""
    around = Surroundings(
        today=today,
        holidays=holidays(),
        certificates=tuple(Certificates(db).all()),
        reserved=frozenset(one.detail_no for one in known_products(db) if one.detail_no),
    )
    return [*remarks_of(draft, around), *row_problems(db, draft)]


def what_blocks(
    db: Database, draft: Draft, today: date, step: WizardStep = WizardStep.CHECK
) -> list[Remark]:
    """Return what keeps a person from going on from a step (다음), or from 등록 on the last one."""
    return blocking(check_draft(db, draft, today), step)


def register_draft(
    db: Database,
    draft_id: str,
    *,
    account_id: str,
    now: Callable[[], datetime],
    reason: str = "",
    announce: Announce = nobody,
) -> Contract:
    """Turn a draft into a registered contract (등록), which its institutions may see.

    NeedsPerson("draft-incomplete") while something blocks; a change of a registered contract
    (변경) needs its reason: NeedsPerson("change-reason-needed").
    """
    with db.transaction():
        draft = Drafts(db).get(draft_id)
        missing = what_blocks(db, draft, korean_day(now()))
        if missing:
            raise NeedsPerson("draft-incomplete", count=len(missing), first=missing[0].code)
        contract = save_contract(
            db,
            _contract(db, draft, reason.strip()),
            account_id=account_id,
            now=now,
            becomes=None if draft.revises else ContractState.REGISTERED,
        )
        Drafts(db).remove(draft_id)
    announce(Changed.of(Kind.CONTRACTS, Kind.ATTACHMENTS, Kind.OUTBOX))
    return contract


def _contract(db: Database, draft: Draft, reason: str) -> Contract:
    before = Contracts(db).find(draft.id)
    if draft.revises and not reason:
        raise NeedsPerson("change-reason-needed")
    after = replace(contract_from_draft(draft, before), reason=reason)
    if before is None:
        return after
    refuse_what_must_stay(db, before, after)
    return with_what_came(db, after, before)
