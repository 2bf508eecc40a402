"""Waits for a device that was pulled while it was copied, and says so meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.errors import DeviceGone

from vendorclient.app.importing import ImportSummary
from vendorclient.devices.device import DeviceKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from vendorcore.errors import VendorError

    from vendorclient.app.following import Following
    from vendorclient.devices import Device

    Gone = Callable[[VendorError], None]

NOTHING_CAME = ImportSummary(imported=0, known=0, failed=0, size_bytes=0, seconds=0.0)


class ComingBack:
    """One device; a folder never comes back by itself."""

    def __init__(self, kind: DeviceKind, following: Following, stop: Event, gone: Gone) -> None:
        self._kind, self._following, self._stop, self._gone = kind, following, stop, gone
        self.was_told = False

    def __call__(self, key: str) -> Device | None:
        """Return the device once it is plugged in again; none when nobody waits any longer."""
        if self._kind is DeviceKind.FOLDER:
            return None
        if not self.was_told:
            self.was_told = True
            self._gone(DeviceGone(device=key))
        self._following.look_again()
        return self._following.wait_for(key, self._stop)
