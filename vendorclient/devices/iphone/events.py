"""usbmuxd tells when an iPhone comes, goes or begins to trust."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from vendorclient.devices.iphone.usbmux import Mux, MuxRefused

if TYPE_CHECKING:
    from vendorclient.devices.events.bell import Bell


class PhoneEvents:
    """Rings for every word of usbmuxd."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._mux: Mux | None = None
        self._thread = Thread(target=self._listen, name="usbmuxd", daemon=True)

    def start(self) -> bool:
        """Begin to listen; false where usbmuxd does not run."""
        try:
            self._mux = Mux()
        except OSError:
            return False
        self._thread.start()
        return True

    def stop(self) -> None:
        """Listen no more."""
        if self._mux is not None:
            self._mux.shut()
            self._thread.join()

    def _listen(self) -> None:
        if self._mux is None:
            return
        try:
            with self._mux as mux:
                for _ in mux.listen():
                    self._bell.ring()
        except (OSError, MuxRefused):
            self._bell.ring()
