"""A piece of an original on its way out: from the file to the line, never held as a whole."""

from __future__ import annotations

import errno
import socket
import ssl
from typing import TYPE_CHECKING, Self

from vendorcore.errors import NotReadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import TracebackType

# What is encrypted passes through this program; what is not goes straight from file to line.
_BLOCK, _STRAIGHT = 256 << 10, 8 << 20
# The line must take at least something within this time, or it is dead.
SILENCE_S = 10.0


def at_once(size: int) -> int:  # noqa: ARG001 - as everybody who sets a pace
    """Let everything go, in blocks of any size."""
    return 0


class FileSlice:
    """The bytes of a file from an offset on, of a known length.

    Whoever asks for its pieces gets the slice itself: the connection lets it send itself. The pace
    is told how much went, waits, and says how much may go at once (0: any block). One that asks
    goes only after the server has said that it wants it.
    """

    def __init__(
        self,
        path: Path,
        offset: int,
        length: int,
        pace: Callable[[int], int] = at_once,
        *,
        asks: bool = False,
    ) -> None:
        self.asks = asks
        self._path = path
        self._offset = offset
        self._length = length
        self._left = length
        self._pace = pace
        try:
            self._file = path.open("rb", buffering=0)
        except FileNotFoundError as error:
            raise NotReadable("source-missing", path=str(path)) from error
        except OSError as error:
            raise NotReadable(path=str(path)) from error

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[FileSlice]:
        return iter((self,))

    def send_to(self, line: socket.socket) -> None:
        """Send everything; NotReadable when the file ends too early or its disk fails."""
        line.settimeout(min(line.gettimeout() or SILENCE_S, SILENCE_S))
        # What a proxy encrypts once more is no socket of the system either.
        straight = isinstance(line, socket.socket) and not isinstance(line, ssl.SSLSocket)
        usual, most = _STRAIGHT if straight else _BLOCK, self._pace(0)
        while self._left:
            block = min(self._left, most or usual)
            sent = self._straight(line, block) if straight else self._through(line, block)
            self._offset += sent
            self._left -= sent
            most = self._pace(sent)

    def _straight(self, line: socket.socket, size: int) -> int:
        try:
            sent = line.sendfile(self._file, self._offset, size)
        except OSError as error:
            if error.errno == errno.EIO:  # a line knows no such error: it is the disk's
                raise NotReadable(path=str(self._path)) from error
            raise
        return self._some(sent)

    def _through(self, line: socket.socket, size: int) -> int:
        try:
            self._file.seek(self._offset)
            piece = self._file.read(size)
        except OSError as error:
            raise NotReadable(path=str(self._path)) from error
        self._some(len(piece))
        line.sendall(piece)
        return len(piece)

    def _some(self, size: int) -> int:
        if not size:
            raise NotReadable("file-changed", path=str(self._path))
        return size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
