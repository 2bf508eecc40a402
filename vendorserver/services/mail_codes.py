"""Codes sent to the account's own address, for offices where no phone may be brought."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from vendorcore.errors import Refused
from vendorcore.text import _

from vendorserver.models import MailCode
from vendorserver.services import mail
from vendorserver.services.access import token_hash
from vendorserver.settings import current

if TYPE_CHECKING:
    from datetime import datetime

    from vendorserver.models import Account

DIGITS = 8
LASTS = timedelta(minutes=10)
PAUSE = timedelta(minutes=1)


def send(account: Account, now: datetime) -> None:
    """Send a fresh code, at most one a minute; Refused("mail-not-sent") when it cannot go."""
    row = MailCode.objects.filter(account=account).first()
    if row is not None and row.sent_at + PAUSE > now:
        return
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    fresh = {"code_hash": _hash(account, code), "sent_at": now}
    MailCode.objects.update_or_create(account=account, defaults=fresh)
    if not mail.send(account.email, *_letter(code)):
        MailCode.objects.filter(account=account).delete()
        raise Refused("mail-not-sent")


def takes(account: Account, code: str, now: datetime) -> bool:
    """Use up a code; of two workers with the same code one wins."""
    mine = MailCode.objects.filter(account=account, code_hash=_hash(account, code))
    deleted, _kinds = mine.filter(sent_at__gt=now - LASTS).delete()
    return deleted == 1


def hidden(address: str) -> str:
    """Return an address so that its owner knows it and nobody else learns it: h***@korea.kr."""
    name, at, host = address.partition("@")
    return f"{name[:1]}***{at}{host}"


def _letter(code: str) -> tuple[str, str]:
    subject = _("[{server}] 로그인 인증 코드", server=current().name)
    body = _(
        "인증 코드: {code}\n\n10분 안에 로그인 화면에 입력해 주십시오. 한 번만 쓸 수 있습니다.\n"
        "로그인하려 하지 않으셨으면 비밀번호가 알려진 것이니 운영자에게 알려 주십시오.",
        code=code,
    )
    return subject, body


def _hash(account: Account, code: str) -> str:
    return token_hash(f"{account.id}\n{code}")
