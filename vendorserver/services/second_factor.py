"""The second proof: a code of an app, or one of the codes kept on paper for a lost phone."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q

from vendorcore.domain import Side
from vendorcore.errors import Refused, SignInNeeded

from vendorserver.models import Account, RecoveryCode, SecondFactor
from vendorserver.services import audit, totp
from vendorserver.services.access import token_hash
from vendorserver.services.throttle import pause_after
from vendorserver.settings import current

if TYPE_CHECKING:
    from datetime import datetime

RECOVERY_CODES = 10
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def needed(account: Account) -> bool:
    """Whether this account needs more than its password.

    Institutions and operators do; demo accounts, which live on loopback alone, do not.
    """
    if account.demo and current().demo:
        return False
    return account.side is not Side.VENDOR or is_set_up(account)


def is_set_up(account: Account) -> bool:
    """Whether an app is registered and was tried."""
    return SecondFactor.objects.filter(account=account).exclude(confirmed_at=None).exists()


def secret_to_set_up(account: Account) -> str:
    """Return the secret to type into an app; Refused when one is registered already."""
    if is_set_up(account):
        raise Refused("forbidden")
    row, _new = SecondFactor.objects.get_or_create(
        account=account, defaults={"secret": totp.new_secret()}
    )
    return row.secret


def set_up(account: Account, code: str, now: datetime) -> list[str]:
    """Register the app by its first code; return the recovery codes, shown this once."""
    secret_to_set_up(account)
    _prove(account, code, now, confirmed=False)
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        SecondFactor.objects.filter(account=account).update(confirmed_at=now)
        RecoveryCode.objects.filter(account=account).delete()
        for one in codes:
            RecoveryCode.objects.create(account=account, code_hash=token_hash(one))
        audit.record(account.id, "account.second-factor", account.id)
    return codes


def prove(account: Account, code: str, now: datetime) -> None:
    """Return when the code is right; each works once; SignInNeeded("wrong-code") otherwise."""
    _prove(account, code, now, confirmed=True)


def left(account: Account) -> int:
    """Return how many recovery codes are unused."""
    return RecoveryCode.objects.filter(account=account, used_at=None).count()


def _prove(account: Account, code: str, now: datetime, *, confirmed: bool) -> None:
    row = SecondFactor.objects.filter(account=account, confirmed_at__isnull=not confirmed).first()
    if row is None:
        raise SignInNeeded("wrong-code")
    if row.locked_until and row.locked_until > now:
        seconds = int((row.locked_until - now).total_seconds()) + 1
        raise Refused("too-many-attempts", seconds=seconds)
    said = "".join(code.split()).lower()
    if not (_takes(row, said, now) or (confirmed and _recovers(account, said, now))):
        _count_failure(row, now)
        raise SignInNeeded("wrong-code")
    SecondFactor.objects.filter(pk=row.pk).update(failures=0, locked_until=None)


def _takes(row: SecondFactor, code: str, now: datetime) -> bool:
    """Use up a code of the app; of two workers with the same code one wins."""
    step = totp.matching_step(row.secret, code, now)
    fresh = SecondFactor.objects.filter(pk=row.pk, last_step__lt=step)
    return step > 0 and fresh.update(last_step=step) == 1


def _recovers(account: Account, code: str, now: datetime) -> bool:
    unused = RecoveryCode.objects.filter(account=account, code_hash=token_hash(code), used_at=None)
    used = unused.update(used_at=now) == 1
    if used:
        audit.record(account.id, "account.recovery-code", account.id, left=left(account))
    return used


def _count_failure(row: SecondFactor, now: datetime) -> None:
    same = SecondFactor.objects.filter(pk=row.pk)
    same.update(failures=F("failures") + 1)
    row.refresh_from_db(fields=["failures"])
    until = now + pause_after(row.failures)
    same.filter(Q(locked_until=None) | Q(locked_until__lt=until)).update(locked_until=until)
    audit.record(row.account_id, "account.code-failed", row.account_id, failures=row.failures)


def _recovery_code() -> str:
    half = ["".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(2)]
    return "-".join(half)


LONGEST_WAIT = timedelta(minutes=10)
