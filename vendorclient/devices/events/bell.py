"""A bell that rings once for many events close together."""

from __future__ import annotations

from threading import Event
from typing import Protocol

# A phone that changes its mode leaves and comes again; a card brings one event for each part.
SETTLE_SECONDS = 0.3


class Source(Protocol):
    """Something of the system that rings the bell."""

    def start(self) -> bool:
        """Begin to listen in a thread of its own; false when this computer has no such thing."""

    def stop(self) -> None:
        """Listen no more."""


class Bell:
    """Rings when something may have changed; whoever waits looks for himself what it was."""

    def __init__(self) -> None:
        self._rung = Event()

    def ring(self) -> None:
        """Wake whoever waits; may come from any thread."""
        self._rung.set()

    def wait(self, seconds: float) -> bool:
        """Wait for the bell, at most so long; whether it rang."""
        rang = self._rung.wait(seconds)
        if rang:
            self._rung.clear()
            while self._rung.wait(SETTLE_SECONDS):
                self._rung.clear()
        return rang
