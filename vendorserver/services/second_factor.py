"""The second proof: an app, a letter or a certificate; codes on paper for the day it is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import Side
from vendorcore.errors import Refused, SignInNeeded

from vendorserver.models import Account, ProofKind, RecoveryCode, SecondFactor
from vendorserver.services import audit, certificates, mail_codes, recovery_codes, totp
from vendorserver.services.throttle import pause_after
from vendorserver.settings import current

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

LONGEST_WAIT = timedelta(minutes=10)


def needed(account: Account) -> bool:
    """Whether this account needs more than its password.

    Institutions and operators do; demo accounts, which live on loopback alone, do not.
    """
    if account.demo and current().demo:
        return False
    return account.side is not Side.VENDOR or is_set_up(account)


def is_set_up(account: Account) -> bool:
    """Whether a second proof is registered and was tried."""
    return _confirmed(account) is not None


def kind_of(account: Account) -> ProofKind:
    """Return which second proof an account has registered; an app where there is none yet."""
    row = _confirmed(account)
    return ProofKind(row.kind) if row else ProofKind.APP


def secret_to_set_up(account: Account) -> str:
    """Return the secret to type into an app; Refused when a proof is registered already."""
    row = _unconfirmed(account)
    if not row.secret:
        row.secret = totp.new_secret()
        row.save(update_fields=["secret"])
    return row.secret


def set_up(account: Account, code: str, now: datetime) -> list[str]:
    """Register an app by its first code; return the recovery codes, shown this once."""
    secret_to_set_up(account)
    _prove(account, lambda row: _app_takes(row, _plain(code), now), now, confirmed=False)
    return _registered(account, ProofKind.APP, now)


def set_up_mail(account: Account, code: str, now: datetime) -> list[str]:
    """Register the account's own address by the first code that was sent there."""
    _unconfirmed(account)
    _prove(account, lambda _row: mail_codes.takes(account, _plain(code), now), now, confirmed=False)
    return _registered(account, ProofKind.MAIL, now)


def set_up_certificate(
    account: Account, certificate: str, question: str, signature: str, now: datetime
) -> list[str]:
    """Register a certificate whose owner has signed the question."""
    _unconfirmed(account)
    known = certificates.read(certificate, now)
    _prove(
        account,
        lambda _row: certificates.signs(known, question, signature, now),
        now,
        confirmed=False,
    )
    return _registered(account, ProofKind.CERTIFICATE, now, certificate=known)


def prove(account: Account, code: str, now: datetime) -> None:
    """Return when the code is right; each works once; SignInNeeded("wrong-code") otherwise."""
    said = _plain(code)
    _prove(
        account, lambda row: _takes(row, said, now) or recovery_codes.takes(account, said, now), now
    )


def prove_certificate(account: Account, question: str, signature: str, now: datetime) -> None:
    """Return when the owner of the registered certificate signed the question."""
    _prove(
        account,
        lambda row: (
            row.kind == ProofKind.CERTIFICATE
            and certificates.signs(row.certificate, question, signature, now)
        ),
        now,
    )


def accept_mailbox(account: Account, now: datetime) -> None:
    """Register the address of somebody who has just opened a letter there."""
    _unconfirmed(account)
    _registered(account, ProofKind.MAIL, now)


def give_up(account: Account) -> None:
    """Let a vendor's person who chose a second proof go without it again."""
    if account.side is not Side.VENDOR:
        raise Refused("forbidden")
    with transaction.atomic():
        forget(account)
        audit.record(account.id, "account.second-factor-given-up", account.id)


def forget(account: Account) -> None:
    """Take the second proof and its recovery codes away: the next sign-in registers anew."""
    SecondFactor.objects.filter(account=account).delete()
    RecoveryCode.objects.filter(account=account).delete()


def _confirmed(account: Account) -> SecondFactor | None:
    return SecondFactor.objects.filter(account=account).exclude(confirmed_at=None).first()


def _unconfirmed(account: Account) -> SecondFactor:
    if is_set_up(account):
        raise Refused("forbidden")
    return SecondFactor.objects.get_or_create(account=account)[0]


def _registered(account: Account, kind: ProofKind, now: datetime, **more: str) -> list[str]:
    with transaction.atomic():
        SecondFactor.objects.filter(account=account).update(
            kind=kind.value, confirmed_at=now, **more
        )
        audit.record(account.id, "account.second-factor", account.id, kind=kind.value)
        return recovery_codes.fresh(account)


def _prove(
    account: Account,
    right: Callable[[SecondFactor], bool],
    now: datetime,
    *,
    confirmed: bool = True,
) -> None:
    row = _counted(account, now, confirmed=confirmed)
    if not right(row):
        audit.record(account.id, "account.code-failed", account.id, failures=row.failures)
        raise SignInNeeded("wrong-code")
    SecondFactor.objects.filter(pk=row.pk).update(failures=0, locked_until=None)


def _counted(account: Account, now: datetime, *, confirmed: bool) -> SecondFactor:
    """Count a guess as wrong before anybody looks at it: guesses at once get no more of them."""
    rows = SecondFactor.objects.filter(account=account, confirmed_at__isnull=not confirmed)
    with transaction.atomic():
        row = rows.select_for_update().first()
        if row is None:
            raise SignInNeeded("wrong-code")
        if row.locked_until and row.locked_until > now:
            seconds = int((row.locked_until - now).total_seconds()) + 1
            raise Refused("too-many-attempts", seconds=seconds)
        row.failures += 1
        row.locked_until = now + pause_after(row.failures)
        row.save(update_fields=["failures", "locked_until"])
    return row


def _takes(row: SecondFactor, code: str, now: datetime) -> bool:
    if row.kind == ProofKind.APP:
        return _app_takes(row, code, now)
    return row.kind == ProofKind.MAIL and mail_codes.takes(row.account, code, now)


def _app_takes(row: SecondFactor, code: str, now: datetime) -> bool:
    """Use up a code of the app; of two workers with the same code one wins."""
    step = totp.matching_step(row.secret, code, now)
    fresh = SecondFactor.objects.filter(pk=row.pk, last_step__lt=step)
    return step > 0 and fresh.update(last_step=step) == 1


def _plain(code: str) -> str:
    return "".join(code.split()).lower()
