"""Reads what the new files say about themselves: when, where, with which camera."""

from __future__ import annotations

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
    for file in files:
        reading = _read(file, originals, workshop)
        facts = replace(reading.facts, sha256=file.sha256, modified_at=file.modified_at)
        thumbs.put(file.sha256, reading.thumbnail_jpeg)
        _write(writer, facts, now())
        on_file(facts)
        announce(Changed.of(Kind.MEDIA))


def _read(file: MediaFile, originals: Originals, workshop: Workshop) -> Reading:
    path = originals.path(file.sha256)
    if not path.is_file():
        raise NotReadable("source-missing", path=file.name)
    return workshop.read(path, file.name)


def _write(writer: Writer, facts: Facts, at: datetime) -> None:
    def work(db: Database) -> None:
        Media(db).set_facts(facts, at)

    writer.do(work)
