"""Takes a first look at each file while the card is still being copied.

When and with which camera a photo was taken is known, and its small picture shown, as soon as it is
here. Its pixels are decoded later, before anything is weighed.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from mmap import ACCESS_READ, mmap
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from vendorcore.media.kinds import JPEG

from vendorclient.storage.media import Media

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from vendorcore.evidence import Facts
    from vendorcore.media import Reading, Workshop

    from vendorclient.storage.database import Database
    from vendorclient.storage.lane import Writer
    from vendorclient.storage.originals import Originals
    from vendorclient.storage.thumbs import Thumbs

_AT_ONCE = 50
# The end of a whole JPEG, and how far tags and preview reach.
_END, _HEAD_BYTES = b"\xff\xd9", 1 << 17


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
        self._error: BaseException | None = None
        self.bad: list[Facts] = []

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
            while sha256s := self._next():
                self._look_at([one for one in sha256s if one])
                if self._given_up or not sha256s[-1]:
                    return
        except BaseException as error:
            self._error = error

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
        names = self._writer.do(lambda db: [Media(db).get(one) for one in sha256s])
        paths = [self._originals.path(one) for one in sha256s]
        looks = self._workshop.glances([(p, f.name) for p, f in zip(paths, names, strict=True)])
        read: list[tuple[Facts, bool]] = []
        for file, path, look in zip(names, paths, looks, strict=True):
            if self._given_up:
                break
            is_whole = _seems_cut(path, look)
            reading = self._workshop.read(path, file.name) if is_whole else look
            facts = replace(reading.facts, sha256=file.sha256, modified_at=file.modified_at)
            self._thumbs.put(file.sha256, reading.thumbnail_jpeg)
            read.append((facts, is_whole))
            self._looked()
        self._write(read)
        self.bad += [facts for facts, _ in read if facts.problem]

    def _write(self, read: list[tuple[Facts, bool]]) -> None:
        at = self._now()

        def work(db: Database) -> None:
            with db.transaction():
                for facts, is_whole in read:
                    Media(db).set_facts(facts, at, whole=is_whole)

        self._writer.do(work)


def _seems_cut(path: Path, look: Reading) -> bool:
    """Whether a JPEG has no end: then its pixels tell at once, while the card is still here.

    The preview among the tags has an end of its own; makers write all sorts of things behind.
    """
    size = look.facts.size_bytes
    if look.facts.mime != JPEG or look.facts.problem:
        return False
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return content.rfind(_END, min(size // 2, _HEAD_BYTES)) < 0
