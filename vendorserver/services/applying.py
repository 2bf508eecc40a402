"""신청: what an applicant hands in, checked field by field, and taken up again after a refusal."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from vendorcore.domain import (
    RegistrationState,
    business_number_digits,
    korean_day,
)
from vendorcore.errors import Conflict, InvalidEntry, Refused, SignInNeeded

from vendorserver.models import Account, Registration
from vendorserver.services import audit, kinds, notices, papers, passwords, throttle
from vendorserver.services.application_fields import registered_values, stored_values, wrong
from vendorserver.services.numbers import next_number
from vendorserver.services.steps import note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from vendorserver.services.kinds import Kind

# One byte more than is taken, so that a larger file is noticed.
MOST_SCAN_BYTES = papers.MOST_BYTES + 1
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What somebody hands in: the kind, the login wanted, and a value for each field."""

    kind: str
    values: Mapping[str, str] = field(default_factory=dict)
    login: str = ""
    password: str = ""
    channel: str = kinds.WEB
    id: str = ""
    vendor_id: str = ""
    institution_id: str = ""
    proposed_by: str = ""

    def value(self, key: str) -> str:
        """Return one field without the blanks around it."""
        return self.values.get(key, "").strip()


def apply(wish: Application, now: datetime) -> Registration:
    """Store an application; the first thing that is wrong with it is raised."""
    kind = kinds.kind(wish.kind)
    found = next(problems(kind, wish), None)
    if found:
        raise found
    if wish.channel in _OPEN and not wish.proposed_by:
        throttle.pace("applications", MOST_AN_HOUR, now)
    login = wish.login.strip().casefold()
    with transaction.atomic():
        account = _account_of(kind, wish)
        row = Registration(
            kind=kind.key,
            side=kind.side.value,
            channel=wish.channel,
            receipt_no=_receipt_no(now),
            login=login,
            password=make_password(wish.password) if wish.password and not account else "",
            vendor_id=wish.vendor_id or (account.vendor_id if account else None) or None,
            institution_id=wish.institution_id or None,
            account=account or _proposer_of_change(kind, wish),
            proposed_by_id=wish.proposed_by or None,
            applied_at=now,
        )
        if wish.id:
            row.id = wish.id
        _fill(row, kind, wish)
        row.save(force_insert=True)
        note(row, None, now)
        audit.record(wish.proposed_by, "registration.applied", row.id, kind=kind.key)
        notices.tell_applicant(row, kind, now)
    return row


def problems(kind: Kind, wish: Application) -> Iterator[InvalidEntry | Conflict | Refused]:
    """Yield everything that is wrong with an application, field by field."""
    if wish.channel not in kind.channels:
        yield InvalidEntry(field="channel", reason="unknown")
    for entry in kind.fields:
        yield from wrong(entry, wish.value(entry.key))
    if not kind.changes:
        yield from _wrong_login(kind, wish)


def resume(row: Registration, wish: Application, now: datetime) -> Registration:
    """Take a held or refused application up again with what was corrected."""
    kind = kinds.kind(row.kind)
    wrong = (one for one in problems(kind, wish) if one.details.get("field") not in _SIGN_IN)
    found = next(wrong, None)
    if found:
        raise found
    with transaction.atomic():
        row = Registration.objects.select_for_update().get(id=row.id)
        if not RegistrationState(row.state).may_become(RegistrationState.PENDING):
            raise Conflict(state=row.state)
        row.state, row.reason, row.missing = RegistrationState.PENDING.value, "", []
        row.version += 1
        _fill(row, kind, wish)
        row.save()
        note(row, None, now)
        audit.record("", "registration.resumed", row.id)
        notices.tell_applicant(row, kind, now)
    return row


def find(receipt_no: str, number: str, now: datetime) -> Registration:
    """Return an application by its receipt number and business number; guesses slow down."""
    attempt = throttle.begin(f"application {receipt_no.strip().upper()}", now)
    digits = business_number_digits(number)
    same = Q(number=digits) | Q(business_no=digits)
    rows = Registration.objects.filter(same, receipt_no=receipt_no.strip().upper())
    row = rows.first() if digits else None
    if row is None:
        raise Refused("application-unknown")
    attempt.forgive()
    return row


def prove(row: Registration, password: str, now: datetime) -> None:
    """Return when this is the password that was given with the application."""
    attempt = throttle.begin(f"application {row.receipt_no} password", now)
    kept = row.password or (row.account.password if row.account else "")
    if not kept or not check_password(password, kept):
        raise SignInNeeded("wrong-password")
    attempt.forgive()


# Scans weigh much: nobody fills the disk with applications from one address.
MOST_AN_HOUR = 20
_OPEN = (kinds.WEB, kinds.CLIENT)
_SIGN_IN = ("login", "password")


def _fill(row: Registration, kind: Kind, wish: Application) -> None:
    row.values = stored_values(kind, wish.values)
    row.organisation = row.values["organisation"]
    row.number = row.values.get(kind.number, "")
    row.business_no = row.values.get("business_no", "")
    organisation = row.vendor or row.institution
    if kind.changes and organisation is not None:
        row.before = registered_values(kind, organisation)
        row.number = getattr(organisation, "business_no", "") or getattr(organisation, "code", "")
    known = row.account
    row.contact_name = row.values.get("contact_name", known.name if known else "")
    row.contact_email = row.values.get("contact_email", known.email if known else "")


def _wrong_login(kind: Kind, wish: Application) -> Iterator[InvalidEntry | Conflict | Refused]:
    login = wish.login.strip().casefold()
    if not login:
        yield InvalidEntry(field="login", reason="empty")
        return
    try:
        if _account_of(kind, wish):
            return
    except Refused as error:
        yield Refused(error.code, field="login", **error.details)
        return
    if Account.objects.filter(login=login).exists() or _claimed(login):
        yield Conflict("login-taken", field="login", login=login)
    try:
        validate_password(wish.password, Account(login=login))
    except ValidationError as error:
        yield InvalidEntry(field="password", reason=passwords.reason_of(error))


def _claimed(login: str) -> bool:
    waiting = (RegistrationState.PENDING, RegistrationState.ON_HOLD)
    return Registration.objects.filter(login=login, account=None, state__in=waiting).exists()


def _account_of(kind: Kind, wish: Application) -> Account | None:
    """Return the applicant's own account where this kind accepts one of another kind."""
    if not kind.reuses or not wish.password:
        return None
    number = business_number_digits(wish.value("business_no"))
    login = wish.login.strip().casefold()
    rows = Account.objects.filter(login=login, is_active=True, vendor__business_no=number)
    account = rows.first()
    if account is None:
        return None
    # A form must not be a quicker way of guessing than the sign-in.
    attempt = throttle.begin(login, timezone.now())
    if not check_password(wish.password, account.password):
        return None
    attempt.forgive()
    return account


def _receipt_no(now: datetime) -> str:
    """Return a number that is in order and yet cannot be guessed."""
    tail = "".join(secrets.choice(_LETTERS) for _ in range(5))
    return f"R{korean_day(now).year}-{next_number('application'):05d}-{tail}"


def _proposer_of_change(kind: Kind, wish: Application) -> Account | None:
    """Return who asked for a change: that person hears of the answer."""
    return Account.objects.filter(id=wish.proposed_by).first() if kind.changes else None
