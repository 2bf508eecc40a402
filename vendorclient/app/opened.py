"""The library while a window is open: one lane to the database, and the work that goes on below.

What is heavy to load is loaded by the work that needs it, so that the window opens at once.
"""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING

from vendorcore.errors import DeviceGone, NeedsPerson, VendorError

from vendorclient.app.changed import Changed, Kind
from vendorclient.app.following import Following
from vendorclient.app.second_place import SecondPlace
from vendorclient.app.showing import Pictures
from vendorclient.paths import open_data_folder
from vendorclient.storage.database import Database
from vendorclient.storage.lane import Lane
from vendorclient.sync.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from vendorclient.app.changed import Announce
    from vendorclient.app.copying import Copying
    from vendorclient.app.importing import ImportSummary
    from vendorclient.app.keeping import Target
    from vendorclient.app.looking import Sight
    from vendorclient.app.watched import Suggestion, Watch
    from vendorclient.devices import Device, Entry
    from vendorclient.devices.events.bell import Bell
    from vendorclient.storage.originals import Originals
    from vendorclient.storage.thumbs import Thumbs

_log = logging.getLogger(__name__)


class OpenLibrary:
    """A data folder in use by this program; close it before the program ends."""

    def __init__(self, root: Path, announce: Announce) -> None:
        self.folder = open_data_folder(root)
        self.announce = announce
        self.lane = Lane(self.folder.database_path)
        self.stop = Event()
        self.line = Line()
        self.proxy_for: Callable[[str], str] | None = None
        self._pictures = Pictures(self.folder, self.original_path)
        self._files_came = Event()
        self._following = Following()
        self.second = SecondPlace(self.folder.database_path, lambda: self._originals, announce)
        self._rules_bell: Bell | None = None

    def end(self) -> None:
        """Ask everything that goes on below to come to its end."""
        self.stop.set()
        self._files_came.set()
        self._following.look_again()
        self.second.look_again()
        self.look_at_rules()

    def close(self) -> None:
        """Close the database, once everything below has ended."""
        self.end()
        self.lane.close()
        self._pictures.close()
        if "_originals" in vars(self):
            self._originals.close()

    @cached_property
    def _originals(self) -> Originals:
        from vendorclient.storage.originals import Originals

        return Originals(self.folder)

    @cached_property
    def _thumbs(self) -> Thumbs:
        from vendorclient.storage.thumbs import Thumbs

        return Thumbs(self.folder)

    def thumbnail(self, sha256: str) -> bytes:
        """Return the small picture of an original; empty while there is none."""
        return self._pictures.small(sha256)

    def large_picture(self, sha256: str) -> bytes:
        """Return a picture of an original for looking closely; empty when it has none."""
        return self._pictures.large(sha256)

    def whole_picture(self, sha256: str) -> bytes:
        """Return a picture of an original with every pixel; empty when it has none."""
        return self._pictures.whole(sha256)

    def original_path(self, sha256: str) -> Path:
        """Return where an original lies."""
        return self._originals.path(sha256)

    def list_phone(self, device: Device, *, all_days: bool) -> list[Entry]:
        """Return what a phone holds of the planned days, or of all days; nothing is opened."""
        from vendorclient.app.phone_days import on_open_days, open_days
        from vendorclient.storage.contracts import Contracts

        if all_days:
            return list(device.entries())
        days = self.lane.do(lambda db: open_days(Contracts(db).all()))
        return list(on_open_days(device, days))

    def device_thumbnail(self, device: Device, entry: Entry) -> bytes:
        """Return the small picture that a device has of an entry; empty where it has none."""
        from vendorclient.devices import HasThumbnails

        return device.thumbnail(entry) if isinstance(device, HasThumbnails) else b""

    def take_out(self, device: Device) -> str:
        """Let the system take a device out once everything on it is safe; return how safe it is."""
        from vendorclient.app.taking_out import Checker

        with closing(Database(self.folder.database_path)) as db:
            safety = Checker(db, self._originals).take_out(device)
        self._following.look_again()
        return safety.sentence()

    def copy_in(
        self,
        device: Device,
        heard: Callable[[Copying], None],
        picked: Collection[str] = (),
        gone: Callable[[VendorError], None] = lambda _error: None,
    ) -> ImportSummary:
        """Copy what is new on a device, or what was picked; `heard` is told how far it is.

        A device that is pulled is waited for: `gone` is told, and it goes on in mid-file.
        """
        from vendorclient.app.coming_back import NOTHING_CAME, ComingBack
        from vendorclient.app.copying import CopyListener
        from vendorclient.app.importing import import_media
        from vendorclient.devices.returning import Returning

        listener = CopyListener(self.stop, self._tell_came, heard)
        back = ComingBack(device.kind, self._following, self.stop, gone)
        try:
            done = import_media(
                Returning(device, back),
                writer=self.lane,
                originals=self._originals,
                now=now,
                picked=picked,
                listener=listener,
                announce=self.announce,
            )
        except DeviceGone:
            if not back.was_told:
                raise
            done = NOTHING_CAME  # it did not come back; that it is gone was told at once
        finally:
            self._files_came.set()
            self._following.look_again()
        self._after_copy(listener.came)
        return done

    def _after_copy(self, came: Sequence[str]) -> None:
        """Write down what the rules suggest for what came, and make the second copies."""
        from vendorclient.app.watched import rules

        with closing(Database(self.folder.database_path)) as db:
            if rules(db):
                self._rules_at_work(db).suggest(came)
        self.copy_again()

    def read_what_came(self) -> None:
        """Read every new file until the library is closed; for a thread of its own."""
        from vendorcore.media import Workshop

        from vendorclient.app.reading import Reader

        reader = Reader(
            writer=self.lane,
            originals=self._originals,
            thumbs=self._thumbs,
            now=now,
            announce=self.announce,
            came=self._files_came,
            stop=self.stop,
        )
        with Workshop() as workshop:
            reader.work(workshop)

    def _tell_came(self) -> None:
        self._files_came.set()
        self.announce(Changed.of(Kind.MEDIA))

    def watch(self, seen: Callable[[tuple[Sight, ...]], None]) -> None:
        """Tell what is plugged in whenever it changes; for a thread of its own."""
        from vendorclient.app.counting import Counting

        counting = Counting(self.folder.database_path, seen, self.stop)
        self._following.run(counting.show, self.stop)
        counting.end()

    def watch_folders(self) -> None:
        """Import what comes into the watched folders; for a thread of its own."""
        from vendorclient.app.watching_folders import follow
        from vendorclient.devices.events.bell import Bell

        self._rules_bell = bell = Bell()
        with closing(Database(self.folder.database_path)) as db:
            watch = self._rules_at_work(db)
            follow(watch, lambda _rule, _done: self._came_in(), bell=bell, stop=self.stop)

    def _rules_at_work(self, db: Database) -> Watch:
        from vendorclient.app.watched import Watch

        return Watch(
            folder=self.folder,
            db=db,
            writer=self.lane,
            originals=self._originals,
            now=now,
            wait=self._pause,
        )

    def _pause(self, seconds: float) -> None:
        self.stop.wait(seconds)

    def try_rule(self, source: str, target: Target) -> list[Suggestion]:
        """Return what a rule would do with a folder; nothing is read or written."""
        from vendorclient.app.keeping import tried

        with closing(Database(self.folder.database_path)) as db:
            return tried(db, self._originals, source, target)

    def look_at_rules(self) -> None:
        """Let changed rules of watched folders count at once."""
        if self._rules_bell is not None:
            self._rules_bell.ring()

    def _came_in(self) -> None:
        self._tell_came()
        self.copy_again()

    def copy_again(self) -> None:
        """Make the second copies that are missing; a place that is away is tried again later."""
        if self.second.copy_again():
            self._following.look_again()

    def keep_copies(self) -> None:
        """Look after the place of the second copies; for a thread of its own."""
        self.second.follow(self._following.look_again, self.stop)

    def release(self, device: Device) -> bool:
        """Ask whoever holds a device to let it go; whether somebody could be asked."""
        from vendorclient.app.looking import release

        asked = release(device)
        self._following.look_again()
        return asked

    def send(self, ring: Callable[[Callable[[], None]], None]) -> None:
        """Send for as long as the window is open, unless another program does so already.

        `ring` is given what wakes the engine when something new waits.
        """
        from vendorclient.app.sending import send_for_ever
        from vendorclient.app.way import way_of

        way = replace(way_of(self), line=self.line)
        ring(way.clock.ring)
        try:
            send_for_ever(self.folder, way, self.stop, announce=self.announce)
        except NeedsPerson as error:
            if error.code != "engine-running":
                raise
            _log.info("another program sends already")


def now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


def active_account(db: Database) -> str:
    """Return the id of whoever works here now."""
    from vendorclient.storage.accounts import Accounts

    return Accounts(db).active().id
