"""확인·등록: what is still missing in a draft, and turning it into a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.catalogue import holidays
from vendorcore.domain import Surroundings, WizardStep, blocking, korean_day, remarks_of
from vendorcore.errors import NeedsPerson

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.contracts import save_contract
from vendorclient.app.draft_forms import contract_from_draft
from vendorclient.app.looking_up import known_products
from vendorclient.app.materials import row_problems
from vendorclient.storage.certificates import Certificates
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
    announce: Announce = nobody,
) -> Contract:
    """Turn a draft into a contract; NeedsPerson("draft-incomplete") while something blocks."""
    with db.transaction():
        draft = Drafts(db).get(draft_id)
        missing = what_blocks(db, draft, korean_day(now()))
        if missing:
            raise NeedsPerson("draft-incomplete", count=len(missing), first=missing[0].code)
        contract = save_contract(db, contract_from_draft(draft), account_id=account_id, now=now)
        Drafts(db).remove(draft_id)
    announce(Changed.of(Kind.CONTRACTS, Kind.ATTACHMENTS, Kind.OUTBOX))
    return contract
