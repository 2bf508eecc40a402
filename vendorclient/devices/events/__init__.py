"""Hears from the operating system that something was plugged in or pulled out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vendorclient.devices.events.bell import Bell, Source


def sources(bell: Bell) -> list[Source]:
    """Return the sources of this system that work here, each ringing the bell."""
    if sys.platform == "win32":
        from vendorclient.devices.windows.messages import VolumeMessages

        return _started([VolumeMessages(bell)])
    if sys.platform == "darwin":
        from vendorclient.devices.macos.disks import DiskEvents

        return _started([DiskEvents(bell)])
    from vendorclient.devices.events.udev import UdevEvents
    from vendorclient.devices.events.udisks import DiskSignals
    from vendorclient.devices.iphone.events import PhoneEvents

    return _started([UdevEvents(bell), DiskSignals(bell), PhoneEvents(bell)])


def _started(found: list[Source]) -> list[Source]:
    return [source for source in found if source.start()]
