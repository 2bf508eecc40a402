"""만족도: after completion each party is asked once; the answers are only ever seen as figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from vendorcore.domain import ContractState, Role, Side, korean_day
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver.models import Satisfaction
from vendorserver.services import audit, visible
from vendorserver.services.access import require

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from vendorserver.models import Contract
    from vendorserver.services.access import Viewer

ASKED = (Role.OWNER, Role.OFFICE, Role.MANAGER, Role.INSPECTOR)
READERS = (Role.ADMIN, Role.APPROVER, Role.SUPPORT, Role.AUDITOR)
SCORES = (5, 4, 3, 2, 1)
NO_ANSWER = 0
# Fewer answers than this could be told apart: they are not shown.
FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one side said within one quarter."""

    quarter: str
    side: Side
    answers: int
    mean: float
    content: int  # the share in per cent that gave 4 or 5


def asks(viewer: Viewer, contract: Contract) -> bool:
    """Whether this viewer's organisation may still answer for a contract."""
    return (
        contract.state == ContractState.CLOSED
        and viewer.role in ASKED
        and not _of(contract, viewer).exists()
    )


def answer(viewer: Viewer, contract_id: str, score: int, now: datetime) -> None:
    """Keep the one answer of the viewer's organisation; NO_ANSWER ends the asking too."""
    with transaction.atomic():
        row = visible.contracts(viewer).filter(id=contract_id).first()
        if row is None:
            raise Refused("not-found")
        require(viewer, *ASKED)
        if score not in (*SCORES, NO_ANSWER):
            raise InvalidEntry(field="score", reason="unknown")
        if row.state != ContractState.CLOSED:
            raise Conflict("step-out-of-order", state=row.state)
        _keep(viewer, row, score, now)


def figures(viewer: Viewer) -> list[Figures]:
    """Return what was answered, by quarter and side, the newest first; never about a few alone."""
    require(viewer, *READERS)
    scores: dict[tuple[str, Side], list[int]] = defaultdict(list)
    for row in Satisfaction.objects.exclude(score=NO_ANSWER):
        scores[_quarter(row.answered_on), Side(row.side)].append(row.score)
    found = [
        Figures(
            quarter=quarter,
            side=side,
            answers=len(some),
            mean=round(sum(some) / len(some), 1),
            content=_share(some),
        )
        for (quarter, side), some in scores.items()
        if len(some) >= FEWEST
    ]
    return sorted(found, key=lambda one: (one.quarter, one.side), reverse=True)


def _keep(viewer: Viewer, row: Contract, score: int, now: datetime) -> None:
    try:
        with transaction.atomic():
            Satisfaction.objects.create(
                contract=row,
                side=viewer.side.value,
                organisation_id=_organisation(viewer),
                score=score,
                answered_on=korean_day(now),
            )
    except IntegrityError as error:  # a colleague has answered meanwhile
        raise Conflict("answered-already") from error
    audit.record(viewer.account_id, "satisfaction.answered", row.id)


def _of(contract: Contract, viewer: Viewer) -> QuerySet[Satisfaction]:
    return Satisfaction.objects.filter(contract=contract, organisation_id=_organisation(viewer))


def _organisation(viewer: Viewer) -> str:
    return viewer.vendor_id or viewer.institution_id


def _quarter(day: date) -> str:
    return f"{day.year}-{(day.month + 2) // 3}"


def _share(scores: list[int]) -> int:
    return round(100 * sum(score >= 4 for score in scores) / len(scores))
