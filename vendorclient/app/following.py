"""Follows what is plugged in for as long as a window is open."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vendorclient.devices import Device
    from vendorclient.devices.events.bell import Bell


class Following:
    """Shows the devices when something came, went or changed, and when somebody asks.

    What is heavy to load is loaded when it runs, so that the window opens at once.
    """

    def __init__(self) -> None:
        self._asked = Event()
        self._bell: Bell | None = None

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
                if watcher.look() or asked:
                    show([one.device for one in watcher.plugged])
                if not stop.is_set():
                    bell.wait(patience(watcher.plugged))
        finally:
            for source in listening:
                source.stop()
