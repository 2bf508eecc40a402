"""Shows each device at once, and again as its photos are counted; a slow one delays no other."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import replace
from threading import Lock, Thread
from typing import TYPE_CHECKING

from vendorcore.errors import VendorError

from vendorclient.app.looking import Sight, look, marks_of
from vendorclient.devices import status_of
from vendorclient.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from threading import Event

    from vendorclient.devices import Device

    Seen = Callable[[tuple[Sight, ...]], None]

# Twice a second is as often as a person reads a number.
TELL_SECONDS = 0.5


class Counting:
    """The devices as they are shown, and a thread for each that is being counted."""

    def __init__(self, database: Path, seen: Seen, stop: Event) -> None:
        self._database, self._seen, self._stop = database, seen, stop
        self._sights: dict[str, Sight] = {}
        self._busy: dict[str, Thread] = {}
        self._again: set[str] = set()
        self._lock = Lock()

    def show(self, devices: Sequence[Device]) -> None:
        """Show these devices now, then count each."""
        with self._lock:
            before = self._sights
            self._sights = {one.key: _glance(one, before.get(one.key)) for one in devices}
            self._tell()
            for one in devices:
                self._count_soon(one)

    def end(self) -> None:
        """Wait for what is being counted; stop must be set."""
        for thread in list(self._busy.values()):
            thread.join()

    def _count_soon(self, device: Device) -> None:
        if device.key in self._busy:
            self._again.add(device.key)
        elif self._sights[device.key].state.shows_media:
            thread = Thread(target=self._work, args=(device,), name="counting", daemon=True)
            self._busy[device.key] = thread
            thread.start()

    def _work(self, device: Device) -> None:
        with closing(Database(self._database)) as db:
            while True:
                try:
                    self._replace(self._counted(db, device))
                except VendorError:
                    self._replace(Sight(device=device, state=status_of(device).state))
                with self._lock:
                    if device.key not in self._again or self._stop.is_set():
                        del self._busy[device.key]
                        return
                    self._again.discard(device.key)

    def _counted(self, db: Database, device: Device) -> Sight:
        """Return a device with its numbers, telling them while they grow."""
        sight = look(db, device, counts=False)
        if not sight.state.shows_media or device.kind.is_private:
            return sight  # a phone is listed when somebody looks at it, and not before
        is_known, total, new, told_at = marks_of(db, device), 0, 0, time.monotonic()
        for entry in device.entries():
            total += 1
            new += not is_known(entry)
            if (now := time.monotonic()) - told_at > TELL_SECONDS:
                told_at = now
                self._replace(replace(sight, total=total, new=new, is_counting=True))
            if self._stop.is_set():
                break
        return replace(sight, total=total, new=new)

    def _replace(self, sight: Sight) -> None:
        with self._lock:
            if sight.device.key in self._sights:
                self._sights[sight.device.key] = sight
                self._tell()

    def _tell(self) -> None:
        if not self._stop.is_set():
            self._seen(tuple(self._sights.values()))


def _glance(device: Device, before: Sight | None) -> Sight:
    """Return the state of a device, with the numbers that were known a moment ago."""
    status = status_of(device)
    is_same = before is not None and before.state is status.state
    if before is None or not is_same:
        return Sight(device=device, state=status.state, detail=status.detail)
    return replace(before, device=device, detail=status.detail)
