"""Time, given to the engine: a real clock, and one for tests that nobody has to wait for."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits; a bell ends a wait early."""

    def now(self) -> datetime:
        """Return the present instant of this computer's clock."""

    def monotonic(self) -> float:
        """Return seconds that nobody can set back."""

    def wait(self, seconds: float) -> None:
        """Return after so many seconds, or when the bell rings."""

    def ring(self) -> None:
        """Ring the bell: something changed."""

    def rest(self, seconds: float) -> None:
        """Return after so many seconds, whatever rings."""


class Stop(Protocol):
    """Says whether the work is to end, such as a threading.Event."""

    def is_set(self) -> bool:
        """Whether it is to end."""


class SystemClock:
    """The computer's own clock."""

    def __init__(self) -> None:
        self._bell = Event()

    def now(self) -> datetime:
        """Return the present instant."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that nobody can set back."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Return after so many seconds, or when the bell rings."""
        self._bell.wait(seconds)
        self._bell.clear()

    def ring(self) -> None:
        """Ring the bell."""
        self._bell.set()

    def rest(self, seconds: float) -> None:
        """Return after so many seconds."""
        time.sleep(seconds)


class FakeClock:
    """A clock that moves only when somebody waits; remembers how long each wait was."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start or datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
        self.passed = 0.0
        self.waits: list[float] = []

    def now(self) -> datetime:
        """Return the instant to which the waits have led."""
        return self._start + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        """Return the seconds that passed."""
        return self.passed

    def wait(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.waits.append(seconds)
        self.passed += seconds

    def ring(self) -> None:
        """Do nothing: no wait of this clock lasts."""

    def rest(self, seconds: float) -> None:
        """Let the time pass at once."""
        self.passed += seconds
