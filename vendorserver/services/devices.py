"""Enrolled computers as an operator sees them: listed, and ended when one is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.domain import instant_text
from vendorcore.errors import Refused

from vendorserver.models import Device, EnrolmentCode, PortalSession
from vendorserver.services import sessions, tokens

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from vendorcore.protocol import JsonObject

    from vendorserver.models import Account


def of(account: Account) -> QuerySet[Device]:
    """Return the computers of an account, those that were ended included, newest first."""
    return Device.objects.filter(account=account).order_by("-enrolled_at", "id")


def revoke(device_id: str, now: datetime, because: str = "operator") -> Device:
    """End a computer that was lost; one that is ended already stays as it is."""
    device = Device.objects.filter(id=device_id).first()
    if device is None:
        raise Refused("computer-unknown", device=device_id)
    if device.revoked_at is None:
        tokens.revoke(device, because, now)
    return device


def end_all(account: Account, because: str, now: datetime) -> int:
    """End every computer, browser and unused ticket of an account; return how many computers."""
    signed_in = list(of(account).filter(revoked_at=None))
    for device in signed_in:
        tokens.revoke(device, because, now)
    EnrolmentCode.objects.filter(account=account, used_at=None).delete()
    for row in PortalSession.objects.filter(account=account):
        sessions.close(row)
    return len(signed_in)


def shown(device: Device) -> JsonObject:
    """Return a computer for a list."""
    return {
        "id": device.id,
        "login": device.account.login,
        "name": device.name,
        "platform": device.platform,
        "enrolled_at": instant_text(device.enrolled_at),
        "refreshed_at": instant_text(device.refreshed_at) if device.refreshed_at else "",
        "revoked_at": instant_text(device.revoked_at) if device.revoked_at else "",
    }
