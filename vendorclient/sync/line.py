"""What the line to the server allows: how fast, whether it costs money, whether it is another one.

What only the window can know (the system's word about the network) is handed down to here; it is a
hint, and the server's signed health answer stays the truth.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from vendorclient.sync.clock import SystemClock
from vendorclient.sync.decide import MOST_ALONG

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from vendorclient.sync.clock import Clock

# Slower would let the server think that nobody sends any more.
LEAST_BYTES_PER_SECOND = 16 << 10
# A limit is kept by waiting after each block: small ones keep the flow even.
_PACED = 64 << 10
# The wall clock goes on while a computer sleeps, the monotonic one does not.
_SLEPT_S = 15.0


def _nobody() -> None:
    """There is nobody to wake yet."""


class Line:
    """One line, shared by all that send; every method may be called from any thread."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._lock = Lock()
        self._bytes_per_second = 0
        self._free_at = 0.0
        self._changed = False
        self._apart: float | None = None
        self.metered = False
        self.along_bytes = MOST_ALONG
        self.wake: Callable[[], None] = _nobody

    def tell(self, *, metered: bool) -> None:
        """Say that the network is another one now, and whether each megabyte costs money."""
        self.metered = metered
        self._changed = True
        self.wake()

    def is_new(self, now: datetime, monotonic: float) -> bool:
        """Whether the network changed, or the computer slept, since this was asked before."""
        apart = now.timestamp() - monotonic
        slept = self._apart is not None and abs(apart - self._apart) > _SLEPT_S
        changed, self._apart, self._changed = self._changed or slept, apart, False
        return changed

    def limit_to(self, bytes_per_second: int) -> None:
        """Let no more pass in a second; 0 lets everything pass."""
        limit = max(bytes_per_second, LEAST_BYTES_PER_SECOND) if bytes_per_second else 0
        with self._lock:
            self._bytes_per_second = limit

    def pace(self, size: int) -> int:
        """Return when so many bytes may go: how many may go at once then, 0 for any number."""
        with self._lock:
            if not self._bytes_per_second:
                return 0
            now = self._clock.monotonic()
            self._free_at = max(self._free_at, now) + size / self._bytes_per_second
            pause = self._free_at - now
        self._clock.rest(pause)
        return _PACED
