"""Takes up again what was refused because its original was damaged, once the original is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorclient.storage.media import Media
from vendorclient.storage.operations import OperationState
from vendorclient.storage.originals import Stored

if TYPE_CHECKING:
    from vendorclient.storage.operations import Operation
    from vendorclient.sync.library import Library

FILE_CHANGED = "file-changed"


class Returned:
    """Looks at damaged originals; each is read once, and again only when the file is another."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._seen: dict[str, tuple[int, int]] = {}

    def expect(self, op: Operation, code: str) -> None:
        """Let the next import read a damaged original from the card again."""
        if code == FILE_CHANGED:
            Media(self._library.db).forget_sightings(op.sha256)

    def take_up(self) -> None:
        """Let what was refused go on where its original is whole again."""
        for op in self._library.outbox.refused(FILE_CHANGED):
            if self._is_right(op):
                self._library.outbox.move(op, OperationState.READY, failures=0, recreated=0)

    def _is_right(self, op: Operation) -> bool:
        originals, stored = self._library.originals, Stored(op.sha256, op.size_bytes)
        mark = originals.mark(op.sha256) if originals.holds(stored) else None
        if mark is None or self._seen.get(op.sha256) == mark:
            return False
        right = originals.is_whole(stored)
        if not right:
            self._seen[op.sha256] = mark
        return right
