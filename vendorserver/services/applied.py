"""Applications that programs hand in: repeated without harm, shown without naming a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import RegistrationState
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver.models import Registration
from vendorserver.services import applying, kinds, papers
from vendorserver.services.application_fields import stored_values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from vendorcore.protocol import JsonObject

    from vendorserver.services.applying import Application


def put(wish: Application, now: datetime) -> tuple[Registration, bool]:
    """Store an application under the id that its maker gave; return it and whether it is new."""
    with transaction.atomic():
        row = Registration.objects.filter(id=wish.id).first()
        if row is None:
            return applying.apply(wish, now), True
    same = (row.kind, row.login) == (wish.kind, wish.login.strip().casefold())
    if not same or row.organisation != wish.value("organisation"):
        raise Conflict(id=wish.id)
    return row, False


def again(
    registration_id: str, password: str, values: Mapping[str, str], now: datetime
) -> Registration:
    """Hand a held or refused application in again; where the first answer was lost, once."""
    row = _of_a_program(registration_id)
    applying.prove(row, password, now)
    wish = applying.Application(kind=row.kind, values=values, channel=row.channel)
    came = stored_values(kinds.kind(row.kind), values) == row.values
    if row.state == RegistrationState.PENDING and came:
        return row
    return applying.resume(row, wish, now)


def put_paper(
    registration_id: str, key: str, content: bytes, now: datetime
) -> tuple[Registration, bool]:
    """Keep a paper of an application; return the application and whether the paper is new."""
    row = _of_a_program(registration_id)
    if not content:
        raise InvalidEntry(field="scan", reason="empty")
    before = row.papers.count()
    papers.put(row, key, key, content, now, kinds.CLIENT)
    return row, row.papers.count() > before


def _of_a_program(registration_id: str) -> Registration:
    row = Registration.objects.filter(id=registration_id).first()
    if row is None or kinds.CLIENT not in kinds.kind(row.kind).channels:
        raise Refused("not-found")
    return row


def shown(row: Registration) -> JsonObject:
    """Return how an application stands."""
    return {
        "receipt_no": row.receipt_no or "",
        "kind": row.kind,
        "organisation": row.organisation,
        "state": row.state,
        "reason": row.reason,
        "missing": [one.key for one in papers.missing(row)],
    }
