"""A second copy of the originals in another place: another disk, a stick or a network drive."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from vendorcore.domain import new_id

from vendorclient.storage.durable import disk_border, flush_file, flush_folder

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = "vendorclient-originals"
_MARK = "place"
_PIECE_BYTES = 1 << 20


class Copies:
    """The second place; it is only ever added to."""

    def __init__(self, place: Path, mark: str = "") -> None:
        self.place = place
        self._root = place / _FOLDER
        self._mark = mark

    def is_there(self) -> bool:
        """Whether this very place can be reached.

        Where a drive was mounted an empty folder of the same name may be left: our mark is not in
        it, and nothing must be copied there.
        """
        try:
            return self._mark_there() == self._mark if self._mark else self.place.is_dir()
        except OSError:
            return False

    def claim(self) -> str:
        """Put a mark into the place, or return the one that another library put there."""
        with disk_border(self._root):
            self._root.mkdir(parents=True, exist_ok=True)
            try:
                with (self._root / _MARK).open("x", encoding="ascii") as file:
                    file.write(new_id())
                    file.flush()
                    flush_file(file.fileno())
            except FileExistsError:
                pass
            return self._mark_there()

    def _mark_there(self) -> str:
        return (self._root / _MARK).read_text("ascii", errors="replace")

    def path(self, sha256: str) -> Path:
        """Return where the copy of this content lies, whether or not it is there."""
        return self._root / sha256[:2] / sha256

    def verify(self, sha256: str) -> bool:
        """Whether a whole copy is there, read from the other disk."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def put(self, original: Path, sha256: str) -> None:
        """Copy one original; afterwards it is durable there, or NotWritable or NoSpace."""
        target = self.path(sha256)
        part = target.with_name(f"{new_id()}.part")
        with disk_border(target, needed=original.stat().st_size):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with original.open("rb") as source, part.open("xb") as file:
                    shutil.copyfileobj(source, file, _PIECE_BYTES)
                    file.flush()
                    flush_file(file.fileno())
                part.replace(target)
            except BaseException:
                with suppress(OSError):
                    part.unlink()
                raise
            flush_folder(target.parent)
