"""Joining a computer: a code that works once becomes an enrolled device."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import new_id
from vendorcore.errors import InvalidEntry, Refused
from vendorcore.protocol import EnrolmentTicket, VerifyKey

from vendorserver.models import Device, EnrolmentCode
from vendorserver.services import audit
from vendorserver.services.access import token_hash
from vendorserver.services.signing import public_keys
from vendorserver.settings import current, keys

if TYPE_CHECKING:
    from vendorcore.protocol import JsonObject

    from vendorserver.models import Account

LIFETIME = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDevice:
    """What a computer says of itself when it joins."""

    code: str
    device_key: str
    device_name: str
    client_version: str
    platform: str


def new_ticket(account: Account, url: str, now: datetime) -> EnrolmentTicket:
    """Return a ticket that joins one computer within a week; only vendors have computers."""
    if account.vendor_id is None or not account.is_active:
        raise Refused("ticket-for-vendors", login=account.login)
    code = base64.b32encode(secrets.token_bytes(15)).decode()
    ticket = EnrolmentTicket(url=url, fingerprint=keys().server.public.fingerprint, code=code)
    EnrolmentCode.objects.create(
        code_hash=token_hash(code), account=account, created_at=now, expires_at=now + LIFETIME
    )
    audit.record(account.id, "enrolment.ticket", account.id)
    return ticket


def enrol(wish: NewDevice, now: datetime) -> tuple[Device, str]:
    """Return the new device and its first refresh token; Refused for a used or old code."""
    key = VerifyKey.from_text(wish.device_key)
    if not wish.device_name.strip():
        raise InvalidEntry(field="device_name", reason="empty")
    with transaction.atomic():
        code = _usable_code(wish.code, now)
        refresh_token = secrets.token_urlsafe(32)
        device = Device.objects.create(
            id=new_id(),
            account=code.account,
            name=wish.device_name[:200],
            platform=wish.platform[:100],
            client_version=wish.client_version[:50],
            public_key=key.text,
            key_id=key.key_id,
            refresh_hash=token_hash(refresh_token),
            enrolled_at=now,
        )
        code.used_at, code.device = now, device
        code.save(update_fields=["used_at", "device"])
        audit.record(code.account_id, "device.enrolled", device.id, key_id=key.key_id)
    return device, refresh_token


def shown(device: Device, refresh_token: str) -> JsonObject:
    """Return the protocol's answer to an enrolment."""
    account, server = device.account, current()
    vendor = account.vendor
    return {
        "device_id": device.id,
        "refresh_token": refresh_token,
        "server": {
            "id": server.server_id,
            "name": server.name,
            "keys": [
                {"key_id": key_id, "public_key": key.text} for key_id, key in public_keys().items()
            ],
        },
        "account": {
            "id": account.id,
            "login": account.login,
            "name": account.name,
            "role": account.role,
        },
        "vendor": {"id": vendor.id, "name": vendor.name, "business_no": vendor.business_no}
        if vendor
        else {},
    }


def _usable_code(text: str, now: datetime) -> EnrolmentCode:
    code = (
        EnrolmentCode.objects.select_for_update(of=("self",))
        .select_related("account__vendor")
        .filter(code_hash=token_hash(text.strip()), used_at=None, expires_at__gt=now)
        .first()
    )
    if code is None or not code.account.is_active or code.account.vendor is None:
        raise Refused("enrolment-code-refused")
    return code
