"""Brings photos and videos from a card, phone or folder into the library."""

from __future__ import annotations

import time
from collections import Counter, deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Event
from typing import TYPE_CHECKING

from vendorcore.domain import MediaFile, MediaKind
from vendorcore.errors import (
    Cancelled,
    DeviceGone,
    DeviceLocked,
    NeedsPerson,
    NoSpace,
    NotReadable,
    VendorError,
)

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.devices.device import DeviceKind
from vendorclient.devices.layout import is_video
from vendorclient.storage.media import Media, Sighting
from vendorclient.storage.names import composed, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import datetime

    from vendorclient.app.changed import Announce
    from vendorclient.devices.device import Device, Entry
    from vendorclient.storage.database import Database
    from vendorclient.storage.lane import Writer
    from vendorclient.storage.media import Mark
    from vendorclient.storage.originals import Originals, Stored

# Several files are hashed and made durable at once; a device that cannot do this reads one.
READERS = 4
_IN_FLIGHT = 16 * READERS
_MOMENT_S = 0.2
# A file that is still being written is tried so often; then it is left for the next time.
_READ_ANEW = 2
_STOPPING = (Cancelled, DeviceGone, DeviceLocked, NoSpace)  # after these the rest would fail too


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
    flying: deque[tuple[Entry, Future[Stored]]] = field(default_factory=deque)
    landed: list[tuple[Entry, Stored]] = field(default_factory=list)
    released: frozenset[str] = frozenset()
    recorded_at: float = field(default_factory=time.monotonic)
    started: float = field(default_factory=time.monotonic)

    def do(self, picked: Collection[str]) -> None:
        entries = list(self._wanted(picked))
        known = self.writer.do(self._meet)
        fresh = [entry for entry in entries if not self._settled(entry, known)]
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
        left = set(picked)
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

    def _settled(self, entry: Entry, known: dict[Mark, Stored]) -> bool:
        """Whether an entry needs no reading: it cannot be read, or was seen here before."""
        if entry.problem:
            self._note(entry, Result.FAILED, code=entry.problem)
            return True
        seen = known.get(self._sighting(entry).mark)
        if seen and (seen.sha256 in self.released or self.originals.holds(seen)):
            self._note(entry, Result.KNOWN, seen.sha256)
            return True
        return False

    def _read_all(self, entries: list[Entry]) -> None:
        """Read several at once, in order, never holding more than some in the air."""
        readers = READERS if self.device.kind in _SEVERAL_READERS else 1
        with ThreadPoolExecutor(readers, thread_name_prefix="import") as pool:
            try:
                for entry in entries:
                    self.flying.append((entry, pool.submit(self._receive, entry)))
                    if len(self.flying) >= _IN_FLIGHT:
                        self._land()
                while self.flying:
                    self._land()
                self._record()
            except BaseException:
                self.stopped.set()
                self._keep_finished()
                raise

    def _land(self) -> None:
        """Take the oldest; rows are written for many at once, but never later than a moment."""
        entry, future = self.flying.popleft()
        if (error := self._error_of(future)) is not None:
            self._refuse(entry, error)
            return
        self.landed.append((entry, future.result()))
        if time.monotonic() - self.recorded_at > _MOMENT_S:
            self._record()

    def _error_of(self, future: Future[Stored]) -> BaseException | None:
        try:
            return future.exception(_MOMENT_S if self.landed else None)
        except TimeoutError:
            self._record()
            return future.exception()

    def _keep_finished(self) -> None:
        """Write down what was already safe when the import had to stop."""
        for entry, future in self.flying:
            if not future.cancel() and future.done() and not future.exception():
                self.landed.append((entry, future.result()))
        self._record()

    def _record(self) -> None:
        landed, self.landed = self.landed, []
        self.originals.settle(stored for _, stored in landed)

        def work(db: Database) -> list[bool]:
            media = Media(db)
            with db.transaction():
                return [
                    media.add(self._file(entry, stored), self._sighting(entry))
                    for entry, stored in landed
                ]

        for (entry, stored), new in zip(landed, self.writer.do(work), strict=True):
            self.size_bytes += stored.size_bytes
            self._note(entry, Result.IMPORTED if new else Result.KNOWN, stored.sha256)
        self.recorded_at = time.monotonic()

    def _refuse(self, entry: Entry, error: BaseException) -> None:
        if not isinstance(error, VendorError) or isinstance(error, _STOPPING):
            raise error
        self._note(entry, Result.FAILED, code=error.code)

    def _receive(self, entry: Entry) -> Stored:
        """Read one file; one that changed meanwhile is read anew."""
        for _ in range(_READ_ANEW):
            try:
                return self.originals.take(self._whole(entry), entry.size_bytes)
            except NotReadable as error:
                if error.code != "file-changing":
                    raise
        return self.originals.take(self._whole(entry), entry.size_bytes)

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


_SEVERAL_READERS = (DeviceKind.CARD, DeviceKind.FOLDER)
# iPhones may convert a photo while it streams: the size they listed is then only a guess.
_SIZE_IS_A_GUESS = (DeviceKind.IPHONE,)
