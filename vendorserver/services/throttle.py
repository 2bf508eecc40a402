"""Wrong passwords from one address slow that address down, in every worker alike."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from vendorcore.errors import Refused

from vendorserver.models import AddressPause
from vendorserver.settings.caller import caller_address

# An office of many people shares one address.
FREE_FAILURES = 30
FORGOTTEN_AFTER = timedelta(hours=1)
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=15)


def check(now: datetime) -> None:
    """Return when this address may try; Refused("too-many-attempts") while it rests."""
    row = AddressPause.objects.filter(address=caller_address.get()).first()
    if row is None:
        return
    left = row.failed_at + pause_after(row.failures) - now
    if left > timedelta(0):
        raise Refused("too-many-attempts", seconds=int(left.total_seconds()) + 1)


def count(now: datetime) -> None:
    """Remember a wrong password; the count is made in the database, so no worker loses one."""
    address = caller_address.get()
    if not address:
        return
    AddressPause.objects.filter(address=address, failed_at__lt=now - FORGOTTEN_AFTER).delete()
    row, _new = AddressPause.objects.get_or_create(address=address, defaults={"failed_at": now})
    AddressPause.objects.filter(pk=row.pk).update(failures=F("failures") + 1, failed_at=now)


def forget(now: datetime) -> None:
    """Throw away what is long past."""
    AddressPause.objects.filter(failed_at__lt=now - FORGOTTEN_AFTER).delete()


def pause_after(failures: int) -> timedelta:
    """Return how long an address rests after its failures."""
    if failures < FREE_FAILURES:
        return timedelta(0)
    return min(_FIRST_PAUSE * (1 << min(failures - FREE_FAILURES, 10)), _LONGEST_PAUSE)
