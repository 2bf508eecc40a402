"""The library while a window is open: one lane to the database, and the work that goes on below."""

from __future__ import annotations

import logging
from contextlib import closing
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING

from vendorcore.errors import Cancelled, NeedsPerson

from vendorclient.app.changed import Changed, Kind
from vendorclient.app.importing import ImportedFile, ImportListener, ImportSummary, import_media
from vendorclient.app.reading import read_facts, unread
from vendorclient.paths import open_data_folder
from vendorclient.storage.accounts import Accounts
from vendorclient.storage.database import Database
from vendorclient.storage.lane import Lane
from vendorclient.storage.originals import Originals
from vendorclient.storage.thumbs import Thumbs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vendorclient.app.changed import Announce
    from vendorclient.app.looking import Sight
    from vendorclient.devices import Device

_log = logging.getLogger(__name__)
_LOOK_S = 2.0
_PART = 8  # so many files are read before it is looked whether newer ones have come


class OpenLibrary:
    """A data folder in use by this program; close it before the program ends."""

    def __init__(self, root: Path, announce: Announce) -> None:
        self.folder = open_data_folder(root)
        self.announce = announce
        self.lane = Lane(self.folder.database_path)
        self.stop = Event()
        self._originals = Originals(self.folder)
        self._thumbs = Thumbs(self.folder)
        self._files_came = Event()
        self._look_again = Event()

    def end(self) -> None:
        """Ask everything that goes on below to come to its end."""
        self.stop.set()
        self._files_came.set()
        self._look_again.set()

    def close(self) -> None:
        """Close the database, once everything below has ended."""
        self.end()
        self.lane.close()
        self._originals.close()

    def account_id(self) -> str:
        """Return who works here now."""
        return self.lane.do(_active)

    def thumbnail(self, sha256: str) -> bytes:
        """Return the small picture of an original; empty while there is none."""
        try:
            return self._thumbs.path(sha256).read_bytes()
        except FileNotFoundError:
            return b""

    def original_path(self, sha256: str) -> Path:
        """Return where an original lies."""
        return self._originals.path(sha256)

    def copy_in(self, device: Device, heard: Callable[[Copying], None]) -> ImportSummary:
        """Copy what is new on a device; `heard` is told how far it is."""
        listener = _Listener(self, heard)
        try:
            return import_media(
                device,
                writer=self.lane,
                originals=self._originals,
                now=now,
                listener=listener,
                announce=self.announce,
            )
        finally:
            self._files_came.set()
            self._look_again.set()

    def read_what_came(self) -> None:
        """Read every new file until the library is closed; for a thread of its own."""
        from vendorcore.media import Workshop

        with Workshop() as workshop:
            while not self.stop.is_set():
                files = self.lane.do(unread)[:_PART]
                if not files:
                    self._files_came.wait()
                    self._files_came.clear()
                    continue
                read_facts(
                    files,
                    writer=self.lane,
                    originals=self._originals,
                    thumbs=self._thumbs,
                    workshop=workshop,
                    now=now,
                    announce=self.announce,
                )

    def watch(self, seen: Callable[[tuple[Sight, ...]], None]) -> None:
        """Tell what is plugged in whenever it changes; for a thread of its own."""
        from vendorclient.app.looking import look
        from vendorclient.devices import find

        known: tuple[str, ...] | None = None
        with closing(Database(self.folder.database_path)) as db:
            while not self.stop.is_set():
                devices = find()
                keys = tuple(device.key for device in devices)
                if keys != known or self._look_again.is_set():
                    self._look_again.clear()
                    known = keys
                    seen(tuple(look(db, device) for device in devices))
                self._look_again.wait(_LOOK_S)

    def send(self, ring: Callable[[Callable[[], None]], None]) -> None:
        """Send for as long as the window is open, unless another program does so already.

        `ring` is given what wakes the engine when something new waits.
        """
        from vendorclient.app.sending import send_for_ever
        from vendorclient.app.way import Way

        way = Way.of(self.folder)
        ring(way.clock.ring)
        try:
            send_for_ever(self.folder, way, self.stop, announce=self.announce)
        except NeedsPerson as error:
            if error.code != "engine-running":
                raise
            _log.info("another program sends already")


class Copying:
    """How far one import is."""

    def __init__(self, files: int, size_bytes: int) -> None:
        self.files = files
        self.size_bytes = size_bytes
        self.files_done = 0
        self.bytes_done = 0
        self.failed: list[ImportedFile] = []


class _Listener(ImportListener):
    """Passes on how far it is, wakes the reading, and ends the import when the window closes."""

    def __init__(self, library: OpenLibrary, heard: Callable[[Copying], None]) -> None:
        self._library = library
        self._heard = heard
        self._state = Copying(0, 0)

    def expected(self, files: int, size_bytes: int) -> None:
        """Begin to count."""
        self._state = Copying(files, size_bytes)
        self._heard(self._state)

    def read(self, size_bytes: int) -> None:
        """Count the bytes; stop here when the window closes."""
        if self._library.stop.is_set():
            raise Cancelled
        self._state.bytes_done += size_bytes

    def finished(self, file: ImportedFile) -> None:
        """Count the file and let it be read at once."""
        state = self._state
        state.files_done += 1
        if file.code:
            state.failed.append(file)
        self._library._files_came.set()
        self._library.announce(Changed.of(Kind.MEDIA))
        self._heard(state)


def now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


def _active(db: Database) -> str:
    return Accounts(db).active().id
