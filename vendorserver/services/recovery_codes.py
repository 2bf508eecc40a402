"""Codes on paper for the day a phone is lost: each works once, only a slow, keyed hash is kept."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from argon2.low_level import Type, hash_secret_raw
from django.db import transaction
from django.db.models import Q

from vendorserver.models import RecoveryCode
from vendorserver.services import audit
from vendorserver.services.access import token_hash
from vendorserver.settings import keys

if TYPE_CHECKING:
    from datetime import datetime

    from vendorserver.models import Account

MANY = 10
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
_HALF = 5
# A letter that no hash in hex begins with: earlier versions kept a plain SHA-256.
_SLOW = "k"


def fresh(account: Account) -> list[str]:
    """Return new recovery codes; those before end."""
    codes = [_code() for _ in range(MANY)]
    rows = [RecoveryCode(account=account, code_hash=_slow(account.id, one)) for one in codes]
    with transaction.atomic():
        RecoveryCode.objects.filter(account=account).delete()
        RecoveryCode.objects.bulk_create(rows)
        audit.record(account.id, "account.recovery-codes", account.id)
    return codes


def left(account: Account) -> int:
    """Return how many recovery codes are unused."""
    return RecoveryCode.objects.filter(account=account, used_at=None).count()


def takes(account: Account, said: str, now: datetime) -> bool:
    """Use up a code, with or without its dash; of two workers with the same code one wins."""
    letters = said.replace("-", "")
    if len(letters) != 2 * _HALF or not set(letters) <= set(_LETTERS):
        return False
    code = f"{letters[:_HALF]}-{letters[_HALF:]}"
    hashes = (_slow(account.id, code), token_hash(code))
    mine = RecoveryCode.objects.filter(account=account, code_hash__in=hashes, used_at=None)
    used = mine.update(used_at=now) == 1
    if used:
        audit.record(account.id, "account.recovery-code", account.id, left=left(account))
    return used


def harden() -> int:
    """Hash anew what an earlier version kept as plain SHA-256; return how many."""
    rows = list(RecoveryCode.objects.filter(~Q(code_hash__startswith=_SLOW), used_at=None))
    for row in rows:
        same = RecoveryCode.objects.filter(pk=row.pk, code_hash=row.code_hash)
        same.update(code_hash=_slowly(row.account_id, row.code_hash))
    return len(rows)


def _slow(account_id: str, code: str) -> str:
    return _slowly(account_id, token_hash(code))


def _slowly(account_id: str, quick: str) -> str:
    """Return argon2id (the measures of OWASP for little memory) under the key of fields."""
    salt = hashlib.sha256(f"recovery\n{account_id}".encode()).digest()[:16]
    raw = hash_secret_raw(
        quick.encode(),
        salt,
        time_cost=5,
        memory_cost=7 * 1024,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )
    mac = hmac.new(keys().field_key, b"recovery\n" + raw, hashlib.sha256).hexdigest()
    return _SLOW + mac[: 64 - len(_SLOW)]


def _code() -> str:
    half = ["".join(secrets.choice(_LETTERS) for _ in range(_HALF)) for _ in range(2)]
    return "-".join(half)
