"""A piece of an original on its way out: read as it is sent, never held as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from vendorcore.errors import NotReadable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

# A send must finish each block within the connect time-out, on slow lines too.
_BLOCK = 64 << 10


def _at_once(size: int) -> None:
    """Let everything go."""


class FileSlice:
    """The bytes of a file from an offset on, of a known length."""

    def __init__(
        self, path: Path, offset: int, length: int, pace: Callable[[int], None] = _at_once
    ) -> None:
        self._path = path
        self._length = length
        self._left = length
        self._pace = pace
        try:
            self._file = path.open("rb", buffering=0)
            self._file.seek(offset)
        except FileNotFoundError as error:
            raise NotReadable("source-missing", path=str(path)) from error
        except OSError as error:
            raise NotReadable(path=str(path)) from error

    def __len__(self) -> int:
        return self._length

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; NotReadable("file-changed") when the file ends too early."""
        wanted = min(self._left, _BLOCK if size < 0 else min(size, _BLOCK))
        try:
            piece = self._file.read(wanted)
        except OSError as error:
            raise NotReadable(path=str(self._path)) from error
        if wanted and not piece:
            raise NotReadable("file-changed", path=str(self._path))
        self._left -= len(piece)
        self._pace(len(piece))
        return piece

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
