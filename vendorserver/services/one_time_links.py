"""Addresses in letters that prove the mailbox: each opens once, within its time."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.errors import Refused

from vendorserver.models import Account, OneTimeLink, ProofKind
from vendorserver.services import accounts, second_factor
from vendorserver.services.access import token_hash
from vendorserver.settings import current

if TYPE_CHECKING:
    from datetime import datetime, timedelta


def new(account: Account, now: datetime, lasts: timedelta, following: str = "") -> str:
    """Return a fresh address for a letter; older ones of the account end."""
    token = secrets.token_urlsafe(32)
    OneTimeLink.objects.filter(account=account, used_at=None).delete()
    OneTimeLink.objects.create(
        token_hash=token_hash(token),
        account=account,
        following=following,
        expires_at=now + lasts,
    )
    return f"{current().public_url.rstrip('/')}/begin/{token}"


def look(token: str, now: datetime) -> OneTimeLink | None:
    """Return an address that still works, without using it up: mail programs open links too."""
    rows = OneTimeLink.objects.select_related("account")
    return rows.filter(
        token_hash=token_hash(token), used_at=None, expires_at__gt=now, account__is_active=True
    ).first()


def begin(link: OneTimeLink, password: str, now: datetime) -> bool:
    """Set a new password by a link; of two who try one wins.

    Return whether the mailbox is the second proof too: who has no other one registers it so.
    """
    account = link.account
    with transaction.atomic():
        accounts.set_password(account, password, now)
        if OneTimeLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now) != 1:
            raise Refused("link-spent")
        if not second_factor.is_set_up(account):
            second_factor.accept_mailbox(account, now)
    return second_factor.kind_of(account) is ProofKind.MAIL
