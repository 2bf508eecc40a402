"""Reads what the new files say about themselves: when, where, with which camera."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vendorcore.errors import NotReadable, VendorError

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from threading import Event

    from vendorcore.domain import MediaFile
    from vendorcore.evidence import Facts
    from vendorcore.media import Reading, Workshop

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database
    from vendorclient.storage.lane import Writer
    from vendorclient.storage.originals import Originals
    from vendorclient.storage.thumbs import Thumbs


# What was read is seen soon, and what is lost in a power cut is read again.
_AT_ONCE = 50
_AT_LEAST_EVERY = 0.3
# So many files are read before it is looked whether newer ones have come.
_PART = 8
# An original that is missing, or a disk that is full, is looked at again after so long.
_AGAIN_S = 60.0
_log = logging.getLogger(__name__)


def unread(db: Database, sha256s: Iterable[str] | None = None) -> list[MediaFile]:
    """Return the files of the library, or of those named, that were not read yet."""
    media = Media(db)
    if sha256s is None:
        return media.without_facts()
    return [media.get(sha256) for sha256 in sha256s if media.facts(sha256) is None]


def read_facts(
    files: Iterable[MediaFile],
    *,
    writer: Writer,
    originals: Originals,
    thumbs: Thumbs,
    workshop: Workshop,
    now: Callable[[], datetime],
    on_file: Callable[[Facts], None] = lambda _: None,
    announce: Announce = nobody,
) -> None:
    """Read each file in the worker process and write down its facts and its small picture.

    NotReadable at the end when an original is missing: the others are read first.
    """
    batch: list[Facts] = []
    missing: list[NotReadable] = []
    written_at = time.monotonic()

    def write() -> None:
        _write(writer, batch, now())
        for facts in batch:
            on_file(facts)
        batch.clear()
        announce(Changed.of(Kind.MEDIA))

    try:
        for file, reading in _readings(files, originals, workshop, missing):
            thumbs.put(file.sha256, reading.thumbnail_jpeg)
            batch.append(replace(reading.facts, sha256=file.sha256, modified_at=file.modified_at))
            if len(batch) == _AT_ONCE or time.monotonic() - written_at > _AT_LEAST_EVERY:
                write()
                written_at = time.monotonic()
    finally:
        if batch:
            write()
    if missing:
        raise missing[0]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Reads every new file until it must stop; what cannot be read now waits for a while."""

    writer: Writer
    originals: Originals
    thumbs: Thumbs
    now: Callable[[], datetime]
    announce: Announce
    came: Event
    stop: Event

    def work(self, workshop: Workshop, again_s: float = _AGAIN_S) -> None:
        """Read on and on; for a thread of its own."""
        waiting: set[str] = set()
        while not self.stop.is_set():
            is_over, trouble = False, ""
            try:
                files = [one for one in self.writer.do(unread) if one.sha256 not in waiting]
                is_over = not files
                self._read(files[:_PART], workshop, waiting)
            except VendorError as error:
                trouble = error.code
                _log.info("photos wait to be read: %s", error)
            if is_over or trouble:
                self.came.wait(again_s if waiting or trouble else None)
                self.came.clear()
                waiting.clear()

    def _read(self, files: list[MediaFile], workshop: Workshop, waiting: set[str]) -> None:
        try:
            read_facts(
                files,
                writer=self.writer,
                originals=self.originals,
                thumbs=self.thumbs,
                workshop=workshop,
                now=self.now,
                announce=self.announce,
            )
        except NotReadable:
            waiting.update(one.sha256 for one in files)


def _readings(
    files: Iterable[MediaFile],
    originals: Originals,
    workshop: Workshop,
    missing: list[NotReadable],
) -> Iterator[tuple[MediaFile, Reading]]:
    for file in files:
        try:
            reading = _read(file, originals, workshop)
        except NotReadable as error:
            missing.append(error)
        else:
            yield file, reading


def _read(file: MediaFile, originals: Originals, workshop: Workshop) -> Reading:
    path = originals.path(file.sha256)
    if not path.is_file():
        raise NotReadable("source-missing", path=file.name)
    return workshop.read(path, file.name)


def _write(writer: Writer, batch: list[Facts], at: datetime) -> None:
    """Write down several at once: each transaction waits for the disk."""

    def work(db: Database) -> None:
        with db.transaction():
            for facts in batch:
                Media(db).set_facts(facts, at)

    writer.do(work)
