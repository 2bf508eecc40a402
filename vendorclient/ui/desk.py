"""The desk between the pages and the program: asks in the right lane, answers in the window."""

from __future__ import annotations

from functools import partial
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from vendorcore.errors import Cancelled

from vendorclient.app.changed import Changed, Kind
from vendorclient.app.opened import OpenLibrary, now
from vendorclient.ui import errands, queue_errands
from vendorclient.ui.background import Background, Lane
from vendorclient.ui.bridge import Bridge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from vendorcore.errors import VendorError

    from vendorclient.app.copying import Copying
    from vendorclient.app.importing import ImportSummary
    from vendorclient.app.looking import Sight
    from vendorclient.app.sending import Status
    from vendorclient.app.submitting import Submitted
    from vendorclient.devices import Device
    from vendorclient.storage.database import Database

T = TypeVar("T")
_PATIENCE_S = 8.0
_PAUSE_S = 0.1


class Desk(QObject):
    """What the pages may ask for; each answer comes to `done` in the window's thread."""

    changed = Signal(frozenset)
    failed = Signal(object)
    sighted = Signal(tuple)
    copying = Signal(str, object)
    copied = Signal(str, object)

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._bridge = Bridge()
        self._bridge.changed.connect(self.changed)
        self.library = OpenLibrary(root, self._bridge.announce)
        self.background = Background(self.library.lane)
        self.background.failed.connect(self.failed)
        self._threads: list[Thread] = []
        self._copying: set[str] = set()
        self._ring: Callable[[], None] = _silence

    def begin(self, *, watching: bool = True, sending: bool = True) -> None:
        """Let the work below the window begin: reading, watching for devices, sending."""
        self._start("reading", self.library.read_what_came)
        if watching:
            self._start("watching", partial(self.library.watch, self._saw))
            self._start("folders", self.library.watch_folders)
            self._start("copies", self.library.keep_copies)
        if sending:
            self._hear_network()
            self._start("sending", partial(self.library.send, self._hang_bell))

    def close(self) -> None:
        """End the work below and wait for it a little."""
        self.library.end()
        self._ring()
        self.background.close()
        for thread in self._threads:
            thread.join(_PATIENCE_S)
        self.library.close()

    def today(self) -> date:
        """Return the day it is in Korea."""
        from vendorcore.domain import korean_day

        return korean_day(now())

    def ask(
        self,
        question: Callable[[Database], T],
        done: Callable[[T], None],
        failed: Callable[[VendorError], None] | None = None,
    ) -> None:
        """Ask the library something, in the lane of the database."""
        self.background.on_library(question, done, failed)

    def status(self, done: Callable[[Status], None]) -> None:
        """Ask how far the sending is."""
        self.background.run(partial(errands.look_at_sending, self.library.folder), done)

    def sort(
        self,
        contract_id: str,
        wanted: Mapping[str, str],
        done: Callable[[dict[str, str]], None],
        failed: Callable[[VendorError], None],
        reason: str = "",
    ) -> None:
        """Put photos into processes; `done` gets where they were before."""
        announce = self._bridge.announce
        self.ask(partial(errands.sort_photos, contract_id, wanted, reason, announce), done, failed)

    def submit(
        self,
        contract_id: str,
        done: Callable[[Submitted], None],
        failed: Callable[[VendorError], None],
    ) -> None:
        """Hand in what is tagged and wake the sending."""
        work = partial(errands.hand_in, contract_id, self._bridge.announce)
        self.ask(work, partial(self._ring_then, done), failed)

    def copy_in(self, device: Device, picked: tuple[str, ...] = ()) -> None:
        """Copy what is new on a device, or was picked, once at a time for each device."""
        if device.key in self._copying:
            return
        self._copying.add(device.key)
        heard = partial(self.background.bring_home, partial(self._heard, device.key))
        self.background.run(
            partial(self.library.copy_in, device, _Seldom(heard), picked, self._tell_gone),
            partial(self._copied, device.key),
            partial(self._copy_failed, device.key),
            lane=Lane.LONG,
        )

    def _tell_gone(self, error: VendorError) -> None:
        self.background.bring_home(self.failed.emit, error)

    def take_out(self, device: Device, done: Callable[[str], None]) -> None:
        """Let a card be pulled out once everything on it is safe; `done` gets the good word."""
        self.background.run(partial(self.library.take_out, device), done, lane=Lane.LONG)

    def release(self, device: Device, done: Callable[[bool], None]) -> None:
        """Ask whoever holds a device to let it go; `done` hears whether somebody could be asked."""
        self.background.run(partial(self.library.release, device), done, lane=Lane.LONG)

    def pause(self, *, on: bool) -> None:
        """Stop the sending, or let it go on."""
        work = partial(errands.pause_sending, self.library.folder, self._bridge.announce, on=on)
        self.background.run(work, lambda _nothing: self._ring())

    def enrol(
        self,
        ticket: str,
        done: Callable[[object], None],
        failed: Callable[[VendorError], None],
    ) -> None:
        """Join this computer to its server."""
        work = partial(errands.join_server, self.library.folder, ticket, self._bridge.announce)
        self.background.run(work, partial(self._ring_then, done), failed)

    def submit_work(
        self, work: Callable[[Database], T], done: Callable[[T], None] | None = None
    ) -> None:
        """Let the library do something that is to be sent, and wake the sending."""
        self.background.on_library(work, partial(self._ring_then, done or _forget))

    def try_again(self, op_ids: Sequence[str]) -> None:
        """Send again what was set aside; nothing named means everything."""
        self.submit_work(partial(queue_errands.try_again, op_ids, self.tell_changed))

    def tell_changed(self, change: Changed) -> None:
        """Pass on what has changed; from any thread."""
        self._bridge.announce(change)

    def announce(self, *kinds: Kind) -> None:
        """Say that something has changed that only the window knows of."""
        self._bridge.announce(Changed.of(*kinds))

    def _ring_then(self, done: Callable[[T], None], answer: T) -> None:
        self._ring()
        done(answer)

    def _hear_network(self) -> None:
        from vendorclient.ui.network import NetworkHints, proxy_for  # not for the first picture

        self.library.proxy_for = proxy_for
        self._network = NetworkHints(self.library.line, self)

    def _hang_bell(self, ring: Callable[[], None]) -> None:
        self._ring = ring

    def _start(self, name: str, work: Callable[[], None]) -> None:
        thread = Thread(target=_quietly, args=(work,), name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _saw(self, sights: tuple[Sight, ...]) -> None:
        self.background.bring_home(self.sighted.emit, sights)

    def _heard(self, key: str, copying: Copying) -> None:
        self.copying.emit(key, copying)

    def _copied(self, key: str, summary: ImportSummary) -> None:
        self._copying.discard(key)
        self.copied.emit(key, summary)

    def _copy_failed(self, key: str, error: VendorError) -> None:
        self._copying.discard(key)
        self.copied.emit(key, None)
        self.failed.emit(error)


class _Seldom:
    """Passes on how far it is ten times a second at most, and the end in any case."""

    def __init__(self, heard: Callable[[Copying], None]) -> None:
        self._heard = heard
        self._last = 0.0

    def __call__(self, copying: Copying) -> None:
        at = monotonic()
        if at - self._last >= _PAUSE_S or copying.files_done == copying.files:
            self._last = at
            self._heard(copying)


def _forget(_answer: object) -> None:
    """Nobody waits for the answer."""


def _silence() -> None:
    """There is nobody to wake yet."""


def _quietly(work: Callable[[], None]) -> None:
    """Work until the end; a stop by the person is no news."""
    try:
        work()
    except Cancelled:
        return
