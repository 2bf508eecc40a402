"""Takes a first look at each file while the card is still being copied.

When and with which camera a photo was taken is known, and its small picture shown, as soon as it is
here. Its pixels are decoded later, before anything is weighed.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import replace
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from vendorclient.app.several import MOMENT_S
from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from vendorcore.domain import MediaFile
    from vendorcore.evidence import Facts
    from vendorcore.media import Reading, Workshop

    from vendorclient.storage.database import Database
    from vendorclient.storage.lane import Writer
    from vendorclient.storage.originals import Originals
    from vendorclient.storage.thumbs import Thumbs

_AT_ONCE = 50


class Glances:
    """Is told which files came in, and looks at them in a thread of its own."""

    def __init__(
        self,
        *,
        writer: Writer,
        originals: Originals,
        thumbs: Thumbs,
        workshop: Workshop,
        now: Callable[[], datetime],
        looked: Callable[[], None] = lambda: None,
    ) -> None:
        self._writer = writer
        self._originals = originals
        self._thumbs = thumbs
        self._workshop = workshop
        self._now = now
        self._looked = looked
        self._given_up = False
        self._came: SimpleQueue[str] = SimpleQueue()
        self._read: list[tuple[Facts, bool]] = []
        self._written_at = time.monotonic()
        self._error: BaseException | None = None
        self.seen: dict[str, Facts] = {}

    @property
    def bad(self) -> list[Facts]:
        """What was found broken."""
        return [facts for facts in self.seen.values() if facts.problem]

    def came(self, sha256: str) -> None:
        """Look at this file, which is in the library by now."""
        self._came.put(sha256)

    @contextmanager
    def beside(self) -> Iterator[None]:
        """Look at what comes in for as long as the block lasts, and at all of it.

        Whoever interrupts it waits for nothing: the next import looks at the rest.
        """
        looking = Thread(target=self._look, name="glances")
        looking.start()
        try:
            try:
                yield
            finally:
                self._came.put("")
            looking.join()
        except KeyboardInterrupt:
            self._given_up = True
            raise
        finally:
            looking.join()
        if self._error is not None:
            raise self._error

    def _look(self) -> None:
        try:
            self._workshop.get_ready()
            try:
                self._look_at_all()
            finally:
                self._write()
        except BaseException as error:
            self._error = error

    def _look_at_all(self) -> None:
        """Write down what was seen when nothing waits, and at least every moment."""
        while sha256s := self._next():
            self._look_at([one for one in sha256s if one])
            if self._given_up or not sha256s[-1]:
                return
            if self._came.empty() or time.monotonic() - self._written_at > MOMENT_S:
                self._write()

    def _next(self) -> list[str]:
        """Wait for the next file and take with it what has come meanwhile."""
        found = [self._came.get()]
        while found[-1] and len(found) < _AT_ONCE:
            try:
                found.append(self._came.get_nowait())
            except Empty:
                break
        return found

    def _look_at(self, sha256s: list[str]) -> None:
        files = self._writer.do(lambda db: Media(db).several(sha256s))
        wanted = [(self._originals.path(one.sha256), _known(one)) for one in files]
        for file, look in zip(files, self._workshop.glances(wanted), strict=True):
            if self._given_up:
                break
            reading = self._at_once(file) if look.seems_cut else look
            self._thumbs.put(file.sha256, reading.thumbnail_jpeg)
            self._read.append((reading.facts, look.seems_cut))
            self._looked()

    def _at_once(self, file: MediaFile) -> Reading:
        """Decode a photo without an end: its pixels tell, while its card is still here."""
        reading = self._workshop.read(self._originals.path(file.sha256), file.name)
        facts = replace(reading.facts, sha256=file.sha256, modified_at=file.modified_at)
        return replace(reading, facts=facts)

    def _write(self) -> None:
        read, self._read = self._read, []
        if not read:
            return
        at = self._now()

        def work(db: Database) -> None:
            with db.transaction():
                for facts, is_whole in read:
                    Media(db).set_facts(facts, at, whole=is_whole)

        self._writer.do(work)
        for facts, _ in read:
            self.seen[facts.sha256] = facts
        self._written_at = time.monotonic()


def _known(file: MediaFile) -> dict[str, str]:
    """Return what stands in the facts of a file whatever it says about itself."""
    known = {"name": file.name, "sha256": file.sha256}
    if file.modified_at is not None:
        known["modified_at"] = file.modified_at.isoformat()
    return known
