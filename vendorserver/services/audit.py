"""The log of accesses (접속기록): each entry covers the one before, so that an edit shows."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from vendorcore.domain import instant_text
from vendorcore.protocol import GENESIS, JsonObject, JsonValue

from vendorserver.models import Account, AuditEntry
from vendorserver.models.prepared import insert
from vendorserver.services.digests import digest
from vendorserver.services.numbers import next_number, text_before
from vendorserver.settings.caller import caller_address
from vendorserver.settings.log_lines import AUDIT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

_PREVIOUS = f"SELECT entry_hash FROM {AuditEntry._meta.db_table} WHERE number = %s"  # noqa: S608 - our own table
_log = logging.getLogger(AUDIT)


def record(account_id: str, action: str, subject: str = "", **details: JsonValue) -> AuditEntry:
    """Write one entry: who, when, from where, did what, to what."""
    with transaction.atomic(savepoint=False):
        number = next_number("audit")
        entry = AuditEntry(
            number=number,
            at=timezone.now(),
            account=account_id,
            address=caller_address.get(),
            action=action,
            subject=subject,
            details=dict(details),
            previous_hash=text_before(_PREVIOUS, number) or GENESIS,
        )
        entry.entry_hash = _hash(entry)
        insert(entry)
        transaction.on_commit(lambda: _ship(entry))
    return entry


def _ship(entry: AuditEntry) -> None:
    """Tell another system the number and the hash: who keeps them sees an end that was cut off."""
    _log.info("entry %s %s %s", entry.number, entry.action, entry.entry_hash)


def first_broken() -> int:
    """Return the number of the first entry that was changed or is missing; 0 when all is well."""
    previous, expected = GENESIS, 1
    for entry in AuditEntry.objects.iterator():
        whole = entry.number == expected and entry.previous_hash == previous
        if not whole or entry.entry_hash != _hash(entry):
            return expected
        previous, expected = entry.entry_hash, expected + 1
    return 0


def entries_before(moment: datetime) -> int:
    """Return how many entries are older than a moment."""
    return AuditEntry.objects.filter(at__lt=moment).count()


def entries(
    *,
    login: str = "",
    action: str = "",
    subject: str = "",
    begins_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> QuerySet[AuditEntry]:
    """Return the entries that fit, the newest first."""
    rows = AuditEntry.objects.order_by("-number")
    if login:
        known = Account.objects.filter(login=login.strip().casefold()).values("id")
        rows = rows.filter(account__in=known)
    wanted = {
        "action__startswith": action,
        "subject": subject,
        "at__gte": begins_at,
        "at__lt": ends_at,
    }
    return rows.filter(**{name: value for name, value in wanted.items() if value})


def with_people(rows: Iterable[AuditEntry]) -> list[tuple[str, AuditEntry]]:
    """Return entries with the login of who acted; the log itself holds numbers alone."""
    found = list(rows)
    known = Account.objects.in_bulk([row.account for row in found])
    return [
        (known[row.account].login if row.account in known else row.account, row) for row in found
    ]


def _hash(entry: AuditEntry) -> str:
    message: JsonObject = {
        "number": entry.number,
        "at": instant_text(entry.at),
        "account": entry.account,
        "address": entry.address,
        "action": entry.action,
        "subject": entry.subject,
        "details": entry.details,
        "previous_hash": entry.previous_hash,
    }
    return digest(message)
