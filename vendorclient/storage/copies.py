"""A second copy of the originals in another place: another disk, a stick or a network drive."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from vendorcore.domain import new_id
from vendorcore.errors import NotReadable

from vendorclient.storage.durable import disk_border, flush_file, flush_folder

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

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
            with suppress(FileExistsError):
                self._write_mark("x")
            if not self._mark_there():  # a full disk or a power cut left it empty
                self._write_mark("w")
            return self._mark_there()

    def _write_mark(self, mode: str) -> None:
        with (self._root / _MARK).open(mode, encoding="ascii") as file:
            file.write(new_id())
            file.flush()
            flush_file(file.fileno())

    def _mark_there(self) -> str:
        return (self._root / _MARK).read_text("ascii", errors="replace")

    def path(self, sha256: str) -> Path:
        """Return where the copy of this content lies, whether or not it is there."""
        return self._root / sha256[:2] / sha256

    def holds(self, sha256: str) -> bool:
        """Whether a copy is there; its content is not read."""
        with disk_border(self.path(sha256)):
            return self.path(sha256).is_file()

    def verify(self, sha256: str) -> bool:
        """Whether a whole copy is there, read from the other disk.

        A damaged one gives its name up, so that the next copying makes it anew.
        """
        path = self.path(sha256)
        try:
            with path.open("rb") as file:
                is_whole = hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False
        if not is_whole:
            with suppress(OSError):
                path.replace(path.with_suffix(".damaged"))
        return is_whole

    def put(self, original: Path, sha256: str) -> None:
        """Copy one original; afterwards it is durable there, or NotWritable or NoSpace.

        One that is missing or not what its name says is no copy: NotReadable.
        """
        try:
            source = original.open("rb")
        except OSError as error:
            raise NotReadable("source-missing", path=str(original)) from error
        with source:
            self._put(source, original, sha256)

    def _put(self, source: BinaryIO, original: Path, sha256: str) -> None:
        target = self.path(sha256)
        part = target.with_name(f"{new_id()}.part")
        with disk_border(target, needed=os.fstat(source.fileno()).st_size):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with part.open("xb") as file:
                    if _copied(source, file) != sha256:
                        raise NotReadable("file-changed", path=str(original))
                    file.flush()
                    flush_file(file.fileno())
                part.replace(target)
            except BaseException:
                with suppress(OSError):
                    part.unlink()
                raise
            flush_folder(target.parent)


def _copied(source: BinaryIO, target: BinaryIO) -> str:
    """Copy everything and return the hash of what was copied."""
    digest = hashlib.sha256()
    while piece := source.read(_PIECE_BYTES):
        digest.update(piece)
        target.write(piece)
    return digest.hexdigest()
