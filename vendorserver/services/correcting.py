"""What the vendor set right about a camera's clock, and whether a photo of our clock proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.errors import VendorError
from vendorcore.evidence import Correction, Source
from vendorcore.protocol import ClockCode, VerifyKey

from vendorserver.models import Device

if TYPE_CHECKING:
    from vendorserver.models import Attachment


def of(row: Attachment) -> Correction | None:
    """Return the correction that came with a piece of evidence."""
    return Correction.from_json(row.client_facts.get("clock_correction"))


def is_proved(row: Attachment, correction: Correction) -> bool:
    """Whether a computer of this vendor signed the clock that the camera photographed."""
    if correction.source is not Source.CODE:
        return False
    devices = Device.objects.filter(account__vendor_id=row.vendor_id)
    keys = {device.key_id: VerifyKey.from_text(device.public_key) for device in devices}
    try:
        ClockCode.check(correction.code, keys)
    except VendorError:
        return False
    return True
