"""Wrong passwords slow down who guesses: an address, and a login as tried from that address."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from vendorcore.errors import Refused

from vendorserver.models import AddressPause, LoginPause
from vendorserver.settings.caller import caller_address

FREE_ATTEMPTS = 5
# An office of many people shares one address.
FREE_FAILURES = 30
FORGOTTEN_AFTER = timedelta(hours=1)
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=10), timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One guess that was counted before anybody looked at the password."""

    address: str
    key: str

    def forgive(self) -> None:
        """Take the guess back: it was right."""
        LoginPause.objects.filter(key=self.key).delete()
        mine = AddressPause.objects.filter(address=self.address, failures__gt=0)
        mine.update(failures=F("failures") - 1)


def begin(login: str, now: datetime) -> Attempt:
    """Count a guess as wrong until it is forgiven; Refused("too-many-attempts") in a pause.

    A stranger elsewhere can not shut the person out: the login rests for that address only,
    and one that does not exist rests like any other.
    """
    address, key = caller_address.get(), _key(login)
    # Whoever has to wait costs others no turn at writing, however often they come.
    _check(LoginPause.objects.filter(key=key).first(), FREE_ATTEMPTS, now)
    _check(AddressPause.objects.filter(address=address).first(), FREE_FAILURES, now)
    with transaction.atomic():
        _take(LoginPause, "key", key, FREE_ATTEMPTS, now)
        if address:
            _take(AddressPause, "address", address, FREE_FAILURES, now)
    return Attempt(address, key)


def pace(what: str, free: int, now: datetime) -> None:
    """Count something that anybody may do; after the free ones an address has to wait."""
    if caller_address.get():
        with transaction.atomic():
            _take(LoginPause, "key", _key(what), free, now)


def forget(now: datetime) -> None:
    """Throw away what is long past."""
    for kind in (AddressPause, LoginPause):
        kind.objects.filter(failed_at__lt=now - FORGOTTEN_AFTER).delete()


def pause_after(failures: int, free: int = FREE_ATTEMPTS) -> timedelta:
    """Return how long a rest is after failures in a row; the first ones are free."""
    if failures < free:
        return timedelta(0)
    return min(_FIRST_PAUSE * (1 << min(failures - free, 10)), _LONGEST_PAUSE)


def _key(what: str) -> str:
    return hashlib.sha256(f"{what}\n{caller_address.get()}".encode()).hexdigest()


def _take(
    kind: type[AddressPause] | type[LoginPause], name: str, value: str, free: int, now: datetime
) -> None:
    kind.objects.filter(**{name: value}, failed_at__lt=now - FORGOTTEN_AFTER).delete()
    kind.objects.get_or_create(**{name: value}, defaults={"failed_at": now})
    row = kind.objects.select_for_update().get(**{name: value})
    _check(row, free, now)
    row.failures, row.failed_at = row.failures + 1, now
    row.save(update_fields=["failures", "failed_at"])


def _check(row: AddressPause | LoginPause | None, free: int, now: datetime) -> None:
    """Refuse while the pause of a row lasts; what is long past counts no more."""
    if row is None or row.failed_at < now - FORGOTTEN_AFTER:
        return
    left = row.failed_at + pause_after(row.failures, free) - now
    if left > timedelta(0):
        raise Refused("too-many-attempts", seconds=int(left.total_seconds()) + 1)
