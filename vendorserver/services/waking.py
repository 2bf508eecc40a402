"""Wakes those who wait for news: in this process at once, elsewhere by looking again."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Bell:
    """Waiting requests by the vendor whose news they wait for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, set[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = {}
        self.closed = False

    @contextmanager
    def listening(self, vendor_id: str) -> Iterator[asyncio.Event]:
        """Give an event that is set when this vendor has news; used inside a running loop."""
        entry = (asyncio.get_running_loop(), asyncio.Event())
        with self._lock:
            self._waiting.setdefault(vendor_id, set()).add(entry)
        try:
            yield entry[1]
        finally:
            with self._lock:
                self._waiting[vendor_id].discard(entry)
                if not self._waiting[vendor_id]:
                    del self._waiting[vendor_id]

    def ring(self, vendor_id: str) -> None:
        """Wake all who wait for this vendor's news, from any thread."""
        with self._lock:
            entries = list(self._waiting.get(vendor_id, ()))
        _set(entries)

    def close(self) -> None:
        """Send everybody home: the server stops."""
        self.closed = True
        with self._lock:
            entries = [entry for group in self._waiting.values() for entry in group]
        _set(entries)

    def open(self) -> None:
        """Let people wait again."""
        self.closed = False


def _set(entries: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]]) -> None:
    for loop, event in entries:
        if not loop.is_closed():
            loop.call_soon_threadsafe(event.set)


BELL = Bell()
