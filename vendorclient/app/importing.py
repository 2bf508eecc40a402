"""Brings photos and videos from a card, phone or folder into the library."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from vendorcore.domain import MediaFile, MediaKind
from vendorcore.errors import Cancelled, NeedsPerson, NotReadable, VendorError

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.several import MOMENT_S, Reading
from vendorclient.devices.device import DeviceKind
from vendorclient.devices.layout import is_video
from vendorclient.storage.media import Media, Sighting
from vendorclient.storage.names import composed, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import datetime

    from vendorclient.app.changed import Announce
    from vendorclient.app.several import Done
    from vendorclient.devices.device import Device, Entry
    from vendorclient.storage.database import Database
    from vendorclient.storage.lane import Writer
    from vendorclient.storage.media import Mark
    from vendorclient.storage.originals import Originals, Stored
    from vendorclient.storage.pile import Laid, Pile

# A file that is still being written is tried so often; then it is left for the next time.
_READ_ANEW = 2


class Result(StrEnum):
    """How it went with one file."""

    IMPORTED = "imported"
    KNOWN = "known"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """One file of the device and what became of it; code says why it failed."""

    path: str
    sha256: str
    size_bytes: int
    result: Result
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """How many files came in, were there before, or failed; bytes are those that were read."""

    imported: int
    known: int
    failed: int
    size_bytes: int
    seconds: float


class ImportListener:
    """Hears how an import goes on; this one does nothing with it."""

    def found(self) -> None:
        """One more file was found on the device."""

    def expected(self, files: int, size_bytes: int) -> None:
        """So much is to be read."""

    def read(self, size_bytes: int) -> None:
        """So many more bytes were read; may come from any thread."""

    def finished(self, file: ImportedFile) -> None:
        """One file is done."""


def import_media(
    device: Device,
    *,
    writer: Writer,
    originals: Originals,
    now: Callable[[], datetime],
    picked: Collection[str] = (),
    listener: ImportListener | None = None,
    announce: Announce = nobody,
) -> ImportSummary:
    """Copy what is new on the device; a bad file is noted and the rest goes on.
    When the device is pulled or the disk is full, what was read is kept and the error is raised.
    """
    if device.kind.is_private and not picked:
        raise NeedsPerson("pick-first", device=device.label)
    run = _Run(device, writer, originals, now, listener or ImportListener())
    try:
        run.do(picked)
    finally:
        announce(Changed.of(Kind.MEDIA))
    return run.summary()


@dataclass
class _Run:
    """One import from beginning to end."""

    device: Device
    writer: Writer
    originals: Originals
    now: Callable[[], datetime]
    listener: ImportListener
    counts: Counter[Result] = field(default_factory=Counter)
    size_bytes: int = 0
    stopped: Event = field(default_factory=Event)
    landed: list[tuple[Entry, Laid]] = field(default_factory=list)
    released: frozenset[str] = frozenset()
    recorded_at: float = field(default_factory=time.monotonic)
    started: float = field(default_factory=time.monotonic)

    def do(self, picked: Collection[str]) -> None:
        entries = list(self._wanted(picked))
        known = self.writer.do(self._meet)
        is_here = self.originals.is_whole if picked else self.originals.holds
        fresh = [entry for entry in entries if not self._settled(entry, known, is_here)]
        needed = sum(entry.size_bytes for entry in fresh)
        self.listener.expected(len(fresh), needed)
        self.originals.check_space(needed)
        self._read_all(fresh)

    def summary(self) -> ImportSummary:
        return ImportSummary(
            imported=self.counts[Result.IMPORTED],
            known=self.counts[Result.KNOWN],
            failed=self.counts[Result.FAILED],
            size_bytes=self.size_bytes,
            seconds=time.monotonic() - self.started,
        )

    def _wanted(self, picked: Collection[str]) -> Iterator[Entry]:
        """Yield what is to come in; a phone is listed no further than the last picked photo."""
        left = set(map(plain, picked))
        for entry in self.device.entries():
            if not picked or plain(entry.path) in left:
                left.discard(plain(entry.path))
                self.listener.found()
                yield entry
            if picked and not left:
                return

    def _meet(self, db: Database) -> dict[Mark, Stored]:
        """Note the device and return what is known of it."""
        media, device = Media(db), self.device
        media.remember_device(device.key, device.kind, device.label, self.now())
        self.released = media.released()
        return media.sightings(device.key)

    def _settled(
        self, entry: Entry, known: dict[Mark, Stored], is_here: Callable[[Stored], bool]
    ) -> bool:
        """Whether an entry needs no reading: it cannot be read, or was seen here before."""
        if entry.problem:
            self._note(entry, Result.FAILED, code=entry.problem)
            return True
        seen = known.get(self._sighting(entry).mark) if known else None
        if seen and (seen.sha256 in self.released or is_here(seen)):
            self._note(entry, Result.KNOWN, seen.sha256)
            return True
        return False

    def _read_all(self, entries: list[Entry]) -> None:
        """Read several at once; rows are written for many, but never later than a moment."""
        with (
            closing(self.originals.pile()) as pile,
            Reading(partial(self._receive, pile), pile.drop, self.device.kind) as reading,
        ):
            try:
                for done in reading.of(entries):
                    self._land(done)
                    if time.monotonic() - self.recorded_at > MOMENT_S:
                        self._record(pile)
                self._record(pile)
            except BaseException:
                self.stopped.set()
                self._land(reading.finished())
                self._record(pile)
                raise

    def _land(self, done: Iterable[Done]) -> None:
        for entry, outcome in done:
            if isinstance(outcome, VendorError):
                self._note(entry, Result.FAILED, code=outcome.code)
            else:
                self.landed.append((entry, outcome))

    def _record(self, pile: Pile) -> None:
        """Make durable what was read, then write its rows."""
        landed, self.landed = self.landed, []
        pile.settle([laid for _, laid in landed])

        def work(db: Database) -> list[bool]:
            media = Media(db)
            with db.transaction():
                return [
                    media.add(self._file(entry, laid.stored), self._sighting(entry))
                    for entry, laid in landed
                ]

        for (entry, laid), new in zip(landed, self.writer.do(work), strict=True):
            self.size_bytes += laid.stored.size_bytes
            self._note(entry, Result.IMPORTED if new else Result.KNOWN, laid.stored.sha256)
        self.recorded_at = time.monotonic()

    def _receive(self, pile: Pile, entry: Entry) -> Laid:
        """Read one file; one that changed meanwhile is read anew."""
        for _ in range(_READ_ANEW):
            try:
                return pile.take(self._whole(entry), entry.size_bytes)
            except NotReadable as error:
                if error.code != "file-changing":
                    raise
        return pile.take(self._whole(entry), entry.size_bytes)

    def _whole(self, entry: Entry) -> Iterator[bytes]:
        """Yield the bytes of an entry; a file that ends too early is no original."""
        size = 0
        for piece in self.device.read(entry):
            if self.stopped.is_set():
                raise Cancelled
            size += len(piece)
            self.listener.read(len(piece))
            yield piece
        if size < entry.size_bytes and self.device.kind not in _SIZE_IS_A_GUESS:
            raise VendorError("read-short", path=plain(entry.path))

    def _note(self, entry: Entry, result: Result, sha256: str = "", code: str = "") -> None:
        self.counts[result] += 1
        path, size = plain(entry.path), entry.size_bytes
        done = ImportedFile(path=path, sha256=sha256, size_bytes=size, result=result, code=code)
        self.listener.finished(done)

    def _sighting(self, entry: Entry) -> Sighting:
        return Sighting(
            device_key=self.device.key,
            path=entry.path,
            size_bytes=entry.size_bytes,
            modified_at=entry.modified_at,
        )

    def _file(self, entry: Entry, stored: Stored) -> MediaFile:
        return MediaFile(
            sha256=stored.sha256,
            size_bytes=stored.size_bytes,
            name=composed(entry.name),
            kind=MediaKind.VIDEO if is_video(entry.name) else MediaKind.PHOTO,
            device_key=self.device.key,
            device_path=plain(entry.path),
            imported_at=self.now(),
            modified_at=entry.modified_at,
        )


# iPhones may convert a photo while it streams: the size they listed is then only a guess.
_SIZE_IS_A_GUESS = (DeviceKind.IPHONE,)
