"""A contract to learn with (연습): all works as with a real one, and no institution sees it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from vendorcore.domain import (
    PRACTICE,
    Contract,
    ContractItem,
    Process,
    ProcessPlan,
    korean_day,
    new_id,
)
from vendorcore.text import _

from vendorclient.app.changed import nobody
from vendorclient.app.contracts import save_contract
from vendorclient.storage.contracts import Contracts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database

_AROUND = timedelta(days=30)


def practise(
    db: Database,
    *,
    account_id: str,
    now: Callable[[], datetime],
    announce: Announce = nobody,
) -> Contract:
    """Return the contract to learn with, made when there is none whose days are not over."""
    today = korean_day(now())
    known = (one for one in Contracts(db).all() if one.is_practice and today <= one.due_on)
    present = next(known, None)
    if present is not None:
        return present
    made = _practice_contract(today)
    return save_contract(db, made, account_id=account_id, now=now, announce=announce)


def _practice_contract(today: date) -> Contract:
    item = ContractItem(id=new_id(), detail_no="", detail_name=_("연습 제품"))
    names = (_("연습: 작업 전"), _("연습: 작업 중"))
    plans = (
        ProcessPlan(process=name, starts_on=today - _AROUND, ends_on=today + _AROUND)
        for name in names
    )
    return Contract(
        id=new_id(),
        name=_("연습 계약 (기관에 보이지 않습니다)"),
        method=PRACTICE,
        signed_on=today - 2 * _AROUND,
        due_on=today + 2 * _AROUND,
        items=(item,),
        processes=tuple(
            Process(id=new_id(), item_id=item.id, seq=seq, plan=plan)
            for seq, plan in enumerate(plans, start=1)
        ),
    )
