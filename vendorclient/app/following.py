"""Follows what is plugged in for as long as a window is open."""

from __future__ import annotations

import time
from threading import Condition, Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vendorclient.devices import Device
    from vendorclient.devices.events.bell import Bell


# Somebody who pulled a card by mistake has put it back by then.
PATIENCE_SECONDS = 600.0
LOOK_SECONDS = 1.0


class Following:
    """Shows the devices when something came, went or changed, and when somebody asks.

    What is heavy to load is loaded when it runs, so that the window opens at once.
    """

    def __init__(self) -> None:
        self._asked = Event()
        self._bell: Bell | None = None
        self._plugged: dict[str, Device] = {}
        self._looked = Condition()

    def look_again(self) -> None:
        """Show everything anew, also when nothing was plugged in; from any thread."""
        self._asked.set()
        if self._bell is not None:
            self._bell.ring()

    def run(
        self,
        show: Callable[[Sequence[Device]], None],
        stop: Event,
        find: Callable[[], Iterable[Device]] | None = None,
    ) -> None:
        """Follow until it must stop; for a thread of its own. After stop, look_again() wakes it."""
        from vendorclient.devices import find as find_all
        from vendorclient.devices.events import sources
        from vendorclient.devices.events.bell import Bell
        from vendorclient.devices.watching import Watcher, patience

        self._bell = bell = Bell()
        watcher = Watcher(find or find_all, bell, lambda _news: None)
        listening = sources(bell)
        self._asked.set()
        try:
            while not stop.is_set():
                asked = self._asked.is_set()
                self._asked.clear()
                news = watcher.look()
                plugged = [one.device for one in watcher.plugged]
                self._note(plugged)
                if news or asked:
                    show(plugged)
                if not stop.is_set():
                    bell.wait(patience(watcher.plugged))
        finally:
            for source in listening:
                source.stop()

    def wait_for(self, key: str, stop: Event, patience: float = PATIENCE_SECONDS) -> Device | None:
        """Return the device with this key once it shows its pictures again; none after a while."""
        from vendorclient.devices import status_of

        until = time.monotonic() + patience
        while not stop.is_set() and time.monotonic() < until:
            with self._looked:
                self._looked.wait(LOOK_SECONDS)
                device = self._plugged.get(key)
            if device is not None and status_of(device).state.shows_media:
                return device
        return None

    def _note(self, devices: Sequence[Device]) -> None:
        with self._looked:
            self._plugged = {one.key: one for one in devices}
            self._looked.notify_all()
