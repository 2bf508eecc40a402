"""The people of one computer: who works here now, and how another takes over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.storage.accounts import Accounts

if TYPE_CHECKING:
    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who works on this computer."""

    account_id: str
    name: str
    vendor: str
    is_active: bool


def people(db: Database) -> list[Person]:
    """Return everybody who was joined to the server here, whoever works now first."""
    accounts = Accounts(db)
    active = accounts.active().id
    found = [
        Person(
            account_id=one.id,
            name=one.name or one.login,
            vendor=one.vendor_name,
            is_active=one.id == active,
        )
        for one in accounts.all()
        if one.enrolled or one.id == active
    ]
    return sorted(found, key=lambda one: not one.is_active)


def take_over(db: Database, account_id: str, *, announce: Announce = nobody) -> Person:
    """Let another person work here; what the one before handed in is sent all the same."""
    Accounts(db).activate(account_id)
    announce(Changed.of(Kind.SETTINGS, Kind.OUTBOX))
    return next(one for one in people(db) if one.is_active)
