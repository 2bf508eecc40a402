"""Linux tells through udev when a USB thing or a disk comes and goes."""

from __future__ import annotations

import importlib.util
from threading import Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vendorclient.devices.events.bell import Bell

_SUBSYSTEMS = ("usb", "block")
_LOOK_UP_SECONDS = 1.0


class UdevEvents:
    """Rings for every USB thing and every disk."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._over = False
        self._thread = Thread(target=self._listen, name="udev", daemon=True)
        self._monitor: Any = None

    def start(self) -> bool:
        """Begin to listen; false without libudev."""
        if importlib.util.find_spec("pyudev") is None:
            return False
        import pyudev

        try:
            monitor = pyudev.Monitor.from_netlink(pyudev.Context())
            for name in _SUBSYSTEMS:
                monitor.filter_by(name)
            monitor.start()
        except (OSError, ImportError):
            return False
        self._monitor = monitor
        self._thread.start()
        return True

    def stop(self) -> None:
        """Listen no more."""
        self._over = True
        if self._monitor is not None:
            self._thread.join()

    def _listen(self) -> None:
        while not self._over:
            if self._monitor.poll(_LOOK_UP_SECONDS) is not None:
                self._bell.ring()
