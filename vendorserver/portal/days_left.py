"""How many days a contract has left, and how loud that is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.domain import ContractState
from vendorcore.text import _, n_

if TYPE_CHECKING:
    from datetime import date

    from vendorserver.models import Contract

SOON_DAYS = 7
_MAKING = (ContractState.REGISTERED, ContractState.PRODUCING)


@dataclass(frozen=True, slots=True)
class Left:
    """A sentence and its tone: late, soon, or none; delivered contracts are in no hurry."""

    word: str = ""
    tone: str = ""


def left_of(row: Contract, today: date) -> Left:
    """Return what is to be said of the days up to the 납품기한."""
    if row.state not in _MAKING:
        return Left()
    days = (row.due_on - today).days
    if days > 0:
        said = n_("납품기한까지 {n}일", "납품기한까지 {n}일", days)
        return Left(said, "soon" if days <= SOON_DAYS else "")
    if days == 0:
        return Left(_("오늘이 납품기한입니다"), "soon")
    return Left(_("납품기한이 지났습니다"), "late")
