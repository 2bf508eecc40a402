"""Who sends goes first: a receipt is waited for, the server's own findings are not."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# So long after the last byte nobody sends any more.
QUIET_SECONDS = 0.2
# Where somebody sends all day, later work waits no longer than this.
MOST_SECONDS = 20.0
_LOOK_SECONDS = 0.05


class Senders:
    """Knows whether files are arriving in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = 0
        self._quiet_since = 0.0

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Count somebody who sends."""
        with self._lock:
            self._now += 1
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1
                self._quiet_since = time.monotonic()

    def are_quiet(self) -> bool:
        """Whether nobody has sent anything for a moment."""
        with self._lock:
            return not self._now and time.monotonic() - self._quiet_since >= QUIET_SECONDS

    def let_pass(self, stopping: threading.Event) -> None:
        """Return when they are quiet, when they have been long enough, or when all stops."""
        ends = time.monotonic() + MOST_SECONDS
        while not self.are_quiet() and time.monotonic() < ends:
            if stopping.wait(_LOOK_SECONDS):
                return


SENDERS_NOW = Senders()
