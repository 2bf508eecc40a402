"""The feed of news for each vendor: numbered without gaps, read from a cursor on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import Side
from vendorcore.errors import InvalidEntry, Refused
from vendorcore.protocol.keys import decode, encode

from vendorserver.models import Account, Change, Contract, Counter
from vendorserver.services import visible
from vendorserver.services.numbers import next_number
from vendorserver.services.waking import BELL

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.protocol import JsonObject

    from vendorserver.services.access import Viewer

PAGE = 100
EPOCH = "feed-epoch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some news, the cursor behind them, and whether more is there already."""

    changes: list[JsonObject]
    cursor: str
    more: bool


def add(vendor_id: str, kind: str, subject: str, data: JsonObject, now: datetime) -> None:
    """Tell a vendor something; inside the transaction that made it true."""
    Change.objects.create(
        vendor_id=vendor_id,
        number=next_number(f"change:{vendor_id}"),
        kind=kind,
        subject=subject,
        data=data,
        at=now,
    )
    transaction.on_commit(lambda: BELL.ring(vendor_id))


def read(viewer: Viewer, cursor: str) -> Page:
    """Return the news after a cursor; Refused("cursor-gone") when they cannot be continued."""
    if viewer.side is not Side.VENDOR:
        raise Refused("forbidden")
    epoch = _epoch()
    number = _number(cursor, epoch)
    rows = list(visible.changes(viewer).filter(number__gt=number)[: PAGE + 1])
    if number and not rows and not visible.changes(viewer).filter(number=number).exists():
        raise Refused("cursor-gone")
    shown = rows[:PAGE]
    last = shown[-1].number if shown else number
    return Page(
        changes=[{"kind": row.kind, "id": row.subject, "data": _data(row)} for row in shown],
        cursor=encode(f"{epoch}:{last}".encode()),
        more=len(rows) > PAGE,
    )


def _data(row: Change) -> JsonObject:
    """Return what a piece of news says; who is meant by it lies sealed elsewhere alone."""
    if row.kind == "withdrawal":
        account = Account.objects.get(withdrawal__id=row.subject)
        return {**row.data, "by": account.name or account.login}
    terms = row.data.get("terms") if row.kind == "contract" else None
    if not isinstance(terms, dict):
        return dict(row.data)
    contract = Contract.objects.filter(id=row.subject).only("contact").first()
    return {**row.data, "terms": {**terms, "contact": contract.contact if contract else {}}}


def begin_epoch(value: int) -> None:
    """End all cursors, as after a restore: everybody starts again."""
    Counter.objects.update_or_create(name=EPOCH, defaults={"value": value})


def _epoch() -> int:
    counter = Counter.objects.filter(name=EPOCH).first()
    return counter.value if counter else 0


def _number(cursor: str, epoch: int) -> int:
    if not cursor:
        return 0
    try:
        written, number = map(int, decode(cursor).decode("ascii").split(":"))
    except (InvalidEntry, ValueError) as error:
        raise Refused("cursor-gone") from error
    if written != epoch or number < 0:
        raise Refused("cursor-gone")
    return number
