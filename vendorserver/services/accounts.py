"""Accounts of people: made, listed, given passwords; sign-in slows down after failures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from vendorcore.domain import Side
from vendorcore.errors import Conflict, InvalidEntry, Refused, SignInNeeded

from vendorserver.models import Account
from vendorserver.services import audit, devices, passwords, throttle

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.domain import Role
    from vendorcore.protocol import JsonObject

    from vendorserver.services.access import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """Who gets an account, in which role, for which side."""

    login: str
    role: Role
    name: str = ""
    email: str = ""
    password: str = ""
    vendor_id: str = ""
    institution_id: str = ""
    demo: bool = False


def create(wish: NewAccount) -> Account:
    """Make an account; Conflict when the login is taken."""
    _check_side(wish)
    account = Account(
        login=wish.login,
        name=wish.name,
        email=wish.email,
        role=wish.role.value,
        vendor_id=wish.vendor_id or None,
        institution_id=wish.institution_id or None,
        demo=wish.demo,
    )
    _set(account, wish.password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
            audit.record("", "account.created", account.id, role=account.role)
    except IntegrityError as error:
        raise Conflict(login=wish.login) from error
    return account


def by_login(login: str) -> Account:
    """Return the account of a login; Refused("account-unknown")."""
    account = Account.objects.filter(login=login.strip().casefold()).first()
    if account is None:
        raise Refused("account-unknown", login=login)
    return account


def active(account_id: str) -> Account | None:
    """Return an account that may sign in."""
    return Account.objects.filter(id=account_id, is_active=True).first()


def set_password(account: Account, password: str, now: datetime) -> int:
    """Give an account a new password; end its browsers and computers, return how many computers."""
    _set(account, password)
    with transaction.atomic():
        account.save(update_fields=["password"])
        audit.record("", "account.password", account.id)
        return devices.end_all(account, "password-changed", now)


def change_password(viewer: Viewer, present: str, password: str, now: datetime) -> Account:
    """Give somebody a new password who knows the present one; guessing it slows down too."""
    account = proven_again(viewer, present, now)
    set_password(account, password, now)
    return account


def proven_again(viewer: Viewer, present: str, now: datetime) -> Account:
    """Return the viewer's account after its password was typed once more."""
    account = active(viewer.account_id)
    if account is None:
        raise SignInNeeded
    attempt = throttle.begin(account.login, now)
    if not check_password(present, account.password):
        raise SignInNeeded("wrong-password")
    attempt.forgive()
    return account


def deactivate(account: Account, now: datetime) -> int:
    """Let an account sign in no more; end its browsers and computers, return how many computers."""
    account.is_active = False
    with transaction.atomic():
        account.save(update_fields=["is_active"])
        audit.record("", "account.deactivated", account.id)
        return devices.end_all(account, "account-deactivated", now)


def proven(login: str, password: str, now: datetime) -> Account:
    """Return the account whose password this is; pauses grow with failures in a row."""
    login = login.strip().casefold()
    attempt = throttle.begin(login, now)
    account = Account.objects.filter(login=login, is_active=True).first()
    if account is None:
        make_password(password)  # the same time as for a known login, and the same writing
        audit.record("", "account.sign-in-failed")
        raise SignInNeeded("wrong-password")
    if not check_password(password, account.password):
        audit.record(account.id, "account.sign-in-failed", account.id)
        raise SignInNeeded("wrong-password")
    attempt.forgive()
    audit.record(account.id, "account.password-right", account.id)
    return account


def shown(account: Account) -> JsonObject:
    """Return an account for a list; the name is masked."""
    organisation = account.vendor or account.institution
    return {
        "id": account.id,
        "login": account.login,
        "name": masked(account.name),
        "role": account.role,
        "organisation": organisation.name if organisation else "",
        "active": account.is_active,
        "demo": account.demo,
    }


def masked(name: str) -> str:
    """Return a person's name for a list: 홍*동."""
    if len(name) < 3:
        return name[:1] + "*" * (len(name) - 1)
    return name[0] + "*" * (len(name) - 2) + name[-1]


def _check_side(wish: NewAccount) -> None:
    side = wish.role.side
    if bool(wish.vendor_id) != (side is Side.VENDOR):
        raise InvalidEntry("role-and-vendor", role=wish.role.value)
    if bool(wish.institution_id) != (side is Side.INSTITUTION):
        raise InvalidEntry("role-and-institution", role=wish.role.value)


def _set(account: Account, password: str) -> None:
    if not account.login.strip():
        raise InvalidEntry(field="login", reason="empty")
    if not password:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise InvalidEntry(field="password", reason=passwords.reason_of(error)) from error
    account.set_password(password)
