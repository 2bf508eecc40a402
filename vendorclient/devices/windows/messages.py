"""Windows tells every window when a disk, card or phone comes and goes (WM_DEVICECHANGE).

It is a hidden window, not a message-only one: those get no broadcasts, and a card that is put into
a reader which has its letter already is told by broadcast alone (DBTF_MEDIA).
"""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from vendorclient.devices.windows import window

if TYPE_CHECKING:
    from vendorclient.devices.events.bell import Bell

WM_DEVICECHANGE = 0x0219
DBT_DEVNODES_CHANGED, DBT_DEVICEARRIVAL, DBT_DEVICEREMOVECOMPLETE = 0x0007, 0x8000, 0x8004
_NEWS = (DBT_DEVNODES_CHANGED, DBT_DEVICEARRIVAL, DBT_DEVICEREMOVECOMPLETE)
_CLASS = "vendorclient.devices"
_START_SECONDS = 5.0


def is_news(message: int, what: int) -> bool:
    """Whether a message tells that something came or went."""
    return message == WM_DEVICECHANGE and what in _NEWS


class VolumeMessages:
    """Rings for every disk, card and phone."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._window = 0
        self._ready = Event()
        self._thread = Thread(target=self._run, name="windows-messages", daemon=True)

    def start(self) -> bool:
        """Begin to listen; false where no window can be made."""
        self._thread.start()
        self._ready.wait(_START_SECONDS)
        return bool(self._window)

    def stop(self) -> None:
        """Listen no more."""
        if self._window:
            window.close(self._window)
            self._thread.join()

    def _run(self) -> None:
        def made(handle: int) -> None:
            self._window = handle
            self._ready.set()

        window.pump(_CLASS, self._hear, made)

    def _hear(self, message: int, what: int) -> None:
        if is_news(message, what):
            self._bell.ring()
