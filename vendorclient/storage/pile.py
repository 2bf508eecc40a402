"""Many files on their way into the store: each is read once, all become durable together."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from vendorclient.storage.durable import disk_border

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from vendorclient.storage.originals import Originals, Stored
    from vendorclient.storage.whole_disk import WholeDisk

# A file of this size is worth a sync of its own, which goes on beside the reading of others.
LARGE_BYTES = 1 << 20
# From so many folders on the whole disk is synced sooner than they are.
_MANY_FOLDERS = 4


class Laid(NamedTuple):
    """One file that was read; a part still waits for its bytes to be durable."""

    stored: Stored
    part: Path | None = None


class Pile:
    """Takes files from any number of threads; `settle` makes those it is given originals."""

    def __init__(self, originals: Originals, disk: WholeDisk | None) -> None:
        self._originals = originals
        self._disk = disk

    def close(self) -> None:
        """Give the disk back."""
        if self._disk is not None:
            self._disk.close()

    def take(self, chunks: Iterable[bytes], size_hint: int = 0) -> Laid:
        """Read one file; a small one waits for `settle` with the others."""
        waits = self._disk is not None and size_hint < LARGE_BYTES
        part, stored = self._originals.take(chunks, size_hint, durable=not waits)
        if waits:
            return Laid(stored, part)
        self._originals.place(part, stored)
        return Laid(stored)

    def settle(self, laid: Sequence[Laid]) -> None:
        """Make bytes and names durable; only then a row may name them."""
        waiting = [one for one in laid if one.part is not None]
        try:
            self._place(waiting)
        except BaseException:
            self.drop(waiting)
            raise
        if self._disk is not None and len(waiting) > _MANY_FOLDERS:
            self._flush(self._disk)
        else:
            self._originals.settle(one.stored for one in laid)

    def drop(self, laid: Iterable[Laid]) -> None:
        """Remove what will not become an original."""
        for one in laid:
            if one.part is not None:
                with suppress(OSError):
                    one.part.unlink()

    def _place(self, waiting: Sequence[Laid]) -> None:
        """Give names to parts, once their bytes are durable."""
        if self._disk is not None and waiting:
            self._flush(self._disk)
        for one in waiting:
            if one.part is not None:
                self._originals.place(one.part, one.stored)

    def _flush(self, disk: WholeDisk) -> None:
        with disk_border(self._originals.root):
            disk.flush()
