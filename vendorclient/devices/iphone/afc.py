"""AFC: an iPhone's service for files; here it only lists and reads."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorclient.devices.iphone.usbmux import exactly
from vendorclient.devices.times import instant

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

_MAGIC = b"CFA6LPAA"
_HEAD = struct.Struct("<8s4Q")
_STATUS, _READ_FOLDER, _FILE_FACTS, _PHONE_FACTS = 1, 3, 10, 11
_OPEN, _READ, _SEEK, _CLOSE = 13, 15, 17, 20
_READ_ONLY = 1
_LARGEST = 8 << 20
# So many questions are under way at once: a file's facts cost a round trip each otherwise.
_AT_ONCE = 32
OBJECT_NOT_FOUND, PERMISSION_DENIED = 8, 10


class AfcRefused(Exception):
    """The phone said no; number is its reason."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"AFC refused: {number}")


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Size and time of one file, and whether it is a folder."""

    size_bytes: int
    modified_at: datetime | None
    is_folder: bool


class Afc:
    """A conversation with the service."""

    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._number = 0

    def close(self) -> None:
        """End the conversation."""
        self._socket.close()

    def names(self, folder: str) -> list[str]:
        """Return the names in a folder."""
        raw = self._ask(_READ_FOLDER, _path(folder))
        found = [name.decode("utf-8", "surrogateescape") for name in raw.split(b"\0") if name]
        return [name for name in found if name not in (".", "..")]

    def facts(self, paths: Sequence[str]) -> Iterator[FileFacts | None]:
        """Yield the facts of many files; none for one that has vanished."""
        for start in range(0, len(paths), _AT_ONCE):
            some = paths[start : start + _AT_ONCE]
            for path in some:
                self._send(_FILE_FACTS, _path(path))
            answers = [self._receive() for _ in some]
            yield from (None if isinstance(one, AfcRefused) else _facts(one) for one in answers)

    def phone(self) -> dict[str, str]:
        """Return how large and how full the phone is."""
        return _pairs(self._ask(_PHONE_FACTS, b""))

    def open(self, path: str) -> int:
        """Open a file for reading and return its handle."""
        return int(
            struct.unpack("<Q", self._ask(_OPEN, struct.pack("<Q", _READ_ONLY) + _path(path)))[0]
        )

    def seek(self, handle: int, offset: int) -> None:
        """Go to a place in an open file."""
        self._ask(_SEEK, struct.pack("<QQq", handle, 0, offset))

    def read(self, handle: int, count: int) -> bytes:
        """Return the next bytes of an open file; nothing at its end."""
        return self._ask(_READ, struct.pack("<QQ", handle, count))

    def release(self, handle: int) -> None:
        """Close an open file."""
        self._ask(_CLOSE, struct.pack("<Q", handle))

    def _ask(self, operation: int, body: bytes) -> bytes:
        self._send(operation, body)
        answer = self._receive()
        if isinstance(answer, AfcRefused):
            raise answer
        return answer

    def _send(self, operation: int, body: bytes) -> None:
        self._number += 1
        length = _HEAD.size + len(body)
        self._socket.sendall(_HEAD.pack(_MAGIC, length, length, self._number, operation) + body)

    def _receive(self) -> bytes | AfcRefused:
        magic, length, _, _, operation = _HEAD.unpack(exactly(self._socket, _HEAD.size))
        if magic != _MAGIC or not _HEAD.size <= length <= _LARGEST:
            raise ConnectionError("the phone babbles")
        body = exactly(self._socket, length - _HEAD.size)
        if operation == _STATUS:
            (number,) = struct.unpack("<Q", body[:8])
            return AfcRefused(number) if number else b""
        return body


def number_of(told: Mapping[str, str], name: str) -> int:
    """Return a number that the phone told; 0 where it told none."""
    word = told.get(name, "")
    return int(word) if word.isascii() and word.removeprefix("-").isdigit() else 0


def _path(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape") + b"\0"


def _pairs(raw: bytes) -> dict[str, str]:
    words = raw.decode("utf-8", "replace").split("\0")
    return dict(zip(words[::2], words[1::2], strict=False))


def _facts(raw: bytes) -> FileFacts:
    told = _pairs(raw)
    nanoseconds = number_of(told, "st_mtime")
    return FileFacts(
        size_bytes=number_of(told, "st_size"),
        modified_at=instant(nanoseconds / 1e9) if nanoseconds else None,
        is_folder=told.get("st_ifmt") == "S_IFDIR",
    )
