"""Watches what is plugged in: hears the system's events, and looks now and then all the same."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event, Thread
from typing import TYPE_CHECKING, Protocol

from vendorclient.devices.device import DeviceState, Status, status_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vendorclient.devices.device import Device

# Events come at once; this only catches what a system forgot to tell.
POLL_SECONDS = 10.0
# A phone that was unlocked does not tell so: whoever is locked or busy is asked often.
IMPATIENT_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Plugged:
    """A device and its state when it was looked at."""

    device: Device
    status: Status


@dataclass(frozen=True, slots=True)
class News:
    """What came, what went, and whose state is another."""

    came: tuple[Plugged, ...] = ()
    gone: tuple[Plugged, ...] = ()
    changed: tuple[Plugged, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.came or self.gone or self.changed)


class Waiting(Protocol):
    """What the watcher waits for."""

    def wait(self, seconds: float) -> bool:
        """Wait at most so long; whether something rang."""

    def ring(self) -> None:
        """Wake whoever waits."""


def compare(before: Iterable[Plugged], after: Iterable[Plugged]) -> News:
    """Return what is different now."""
    old = {one.device.key: one for one in before}
    new = {one.device.key: one for one in after}
    return News(
        came=tuple(one for key, one in new.items() if key not in old),
        gone=tuple(one for key, one in old.items() if key not in new),
        changed=tuple(
            one for key, one in new.items() if key in old and one.status != old[key].status
        ),
    )


def patience(plugged: Iterable[Plugged]) -> float:
    """Return how long to wait before looking again when no event comes."""
    waits = any(not one.status.state.shows_media for one in plugged)
    return IMPATIENT_SECONDS if waits else POLL_SECONDS


class Watcher:
    """Looks in a thread of its own and tells what came, went or changed."""

    def __init__(
        self,
        find: Callable[[], Iterable[Device]],
        bell: Waiting,
        tell: Callable[[News], None],
    ) -> None:
        self._find = find
        self._bell = bell
        self._tell = tell
        self._over = Event()
        self._plugged: Sequence[Plugged] = ()
        self._thread = Thread(target=self._watch, name="devices", daemon=True)

    @property
    def plugged(self) -> Sequence[Plugged]:
        """What was there at the last look."""
        return self._plugged

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._over.set()
        self._bell.ring()
        self._thread.join()

    def look(self) -> News:
        """Look now and return what is different since the last look."""
        plugged = [Plugged(device, _status(device)) for device in self._find()]
        news = compare(self._plugged, plugged)
        self._plugged = plugged
        return news

    def _watch(self) -> None:
        while not self._over.is_set():
            if news := self.look():
                self._tell(news)
            self._bell.wait(patience(self._plugged))


def _status(device: Device) -> Status:
    try:
        return status_of(device)
    except OSError as error:
        return Status(DeviceState.ERROR, str(error))
