"""Sign-in of enrolled computers: refresh tokens that change with each use, short access tokens."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from vendorcore.domain import instant_from_text, instant_text
from vendorcore.errors import InvalidEntry, Refused, SignInNeeded, Untrusted
from vendorcore.protocol import Signed, VerifyKey
from vendorcore.protocol.keys import encode

from vendorserver.models import AccessToken, Device
from vendorserver.services import audit
from vendorserver.services.access import token_hash
from vendorserver.settings import keys

CONTEXT = "vendor-refresh-v1"
ACCESS_LIFETIME = timedelta(seconds=900)
# Who copies a message has no longer to use it; a clock that differs is told our time.
MESSAGE_LIFETIME = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What a computer gets for its refresh token."""

    access_token: str
    refresh_token: str
    expires_in: int = int(ACCESS_LIFETIME.total_seconds())


def refresh(message: Signed, now: datetime) -> Tokens:
    """Return new tokens; a refresh token older than the last two ends the sign-in."""
    with transaction.atomic():
        device, token = _proven(message)
        _check_time(message, now)
        tokens = _renewed(device, token, now)
    if tokens is None:
        raise SignInNeeded
    return tokens


def revoke(device: Device, because: str, now: datetime) -> None:
    """End a computer's sign-in."""
    device.revoked_at, device.revoked_because = now, because
    device.save(update_fields=["revoked_at", "revoked_because"])
    device.access_tokens.all().delete()
    audit.record(device.account_id, "device.revoked", device.id, because=because)


def _proven(message: Signed) -> tuple[Device, str]:
    device_id, token = message.payload.get("device_id"), message.payload.get("refresh_token")
    if not (isinstance(device_id, str) and isinstance(token, str)):
        raise InvalidEntry(field="payload", reason="shape")
    device = Device.objects.select_for_update().filter(id=device_id, revoked_at=None).first()
    if device is None or not device.account.is_active:
        raise SignInNeeded
    try:
        message.check(CONTEXT, {device.key_id: VerifyKey.from_text(device.public_key)})
    except Untrusted as error:
        raise SignInNeeded from error
    return device, token


def _check_time(message: Signed, now: datetime) -> None:
    """Refuse what was signed at another time; the answer says ours, to sign anew by it."""
    try:
        signed_at = instant_from_text(str(message.payload.get("signed_at", "")))
    except ValueError as error:
        raise InvalidEntry(field="signed_at", reason="malformed") from error
    if abs(now - signed_at) > MESSAGE_LIFETIME:
        raise Refused("message-stale", now=instant_text(now))


def _renewed(device: Device, token: str, now: datetime) -> Tokens | None:
    shown = token_hash(token)
    if shown not in (device.refresh_hash, device.previous_refresh_hash):
        revoke(device, "refresh-token-reused", now)
        return None
    following = _following(device, token)
    device.previous_refresh_hash, device.refresh_hash = shown, token_hash(following)
    device.refreshed_at = now
    device.save(update_fields=["previous_refresh_hash", "refresh_hash", "refreshed_at"])
    return Tokens(access_token=_new_access_token(device, now), refresh_token=following)


def _following(device: Device, token: str) -> str:
    """Return the token after this one; the same again when an answer was lost."""
    message = f"{device.id}\n{token}".encode()
    return encode(hmac.new(keys().field_key, b"refresh\n" + message, hashlib.sha256).digest())


def _new_access_token(device: Device, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    AccessToken.objects.filter(device=device, expires_at__lte=now).delete()
    AccessToken.objects.create(
        token_hash=token_hash(token),
        device=device,
        issued_at=now,
        expires_at=now + ACCESS_LIFETIME,
    )
    return token
