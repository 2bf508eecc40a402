"""The SHA-256 of a growing file, so that a finished one need not be read again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class RunningHash:
    """A hash and how many bytes it has seen, with one place to return to."""

    def __init__(self, chunks: Iterable[bytes] = ()) -> None:
        self._hash = hashlib.sha256()
        self.length = 0
        self.add(chunks)
        self.remember()

    def add(self, chunks: Iterable[bytes]) -> None:
        """Take in the next bytes."""
        for chunk in chunks:
            self._hash.update(chunk)
            self.length += len(chunk)

    def remember(self) -> None:
        """Keep this place: go_back returns to it."""
        self._kept = (self._hash.copy(), self.length)

    def go_back(self, length: int) -> bool:
        """Return to this length when it is here or the place kept; say whether it could."""
        if length != self.length and length == self._kept[1]:
            self._hash, self.length = self._kept[0].copy(), length
        return length == self.length

    def hexdigest(self) -> str:
        """Return the hash of all bytes so far."""
        return self._hash.hexdigest()
