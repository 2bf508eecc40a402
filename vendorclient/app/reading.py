"""Reads what the new files say about themselves: when, where, with which camera."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from vendorcore.errors import NotReadable

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

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
    """Read each file in the worker process and write down its facts and its small picture."""
    batch: list[Facts] = []
    written_at = time.monotonic()

    def write() -> None:
        _write(writer, batch, now())
        for facts in batch:
            on_file(facts)
        batch.clear()
        announce(Changed.of(Kind.MEDIA))

    try:
        for file in files:
            reading = _read(file, originals, workshop)
            thumbs.put(file.sha256, reading.thumbnail_jpeg)
            batch.append(replace(reading.facts, sha256=file.sha256, modified_at=file.modified_at))
            if len(batch) == _AT_ONCE or time.monotonic() - written_at > _AT_LEAST_EVERY:
                write()
                written_at = time.monotonic()
    finally:
        if batch:
            write()


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
