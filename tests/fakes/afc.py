"""The files of an iPhone, as its service AFC gives them out."""

from __future__ import annotations

import struct
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from tests.fakes.usbmuxd import Phone

MAGIC = b"CFA6LPAA"
HEAD = struct.Struct("<8s4Q")
STATUS, DATA, HANDLE = 1, 2, 14
NOT_FOUND, IS_FOLDER, DENIED = 8, 9, 10


class AfcService:
    """One connection with the service."""

    def __init__(self, connection: socket.socket, phone: Phone) -> None:
        self._connection = connection
        self._phone = phone
        self._files: dict[int, IO[bytes]] = {}

    def serve(self) -> None:
        try:
            while True:
                _, length, _, number, operation = HEAD.unpack(self._exactly(HEAD.size))
                body = self._exactly(length - HEAD.size)
                self._phone.asked += 1
                kind, told = self._answer(operation, body)
                size = HEAD.size + len(told)
                self._connection.sendall(HEAD.pack(MAGIC, size, size, number, kind) + told)
        finally:
            for file in self._files.values():
                file.close()

    def _answer(self, operation: int, body: bytes) -> tuple[int, bytes]:
        if self._phone.locked:
            return status(DENIED)
        if operation == 11:
            told = ("Model", "iPhone14,5", "FSTotalBytes", "128000000000", "FSFreeBytes", "9000000")
            return DATA, words(*told, "FSBlockSize", "4096")
        if operation in (3, 10, 13):
            return self._by_path(operation, body)
        return self._by_handle(operation, body)

    def _by_path(self, operation: int, body: bytes) -> tuple[int, bytes]:
        path = self._path(body[8:] if operation == 13 else body)
        if not path.exists():
            return status(NOT_FOUND)
        if operation == 3:
            return DATA, words(".", "..", *sorted(one.name for one in path.iterdir()))
        if operation == 10:
            return DATA, facts(path)
        if path.is_dir():
            return status(IS_FOLDER)
        self._phone.opened.append(path.name)
        handle = len(self._files) + 1
        self._files[handle] = path.open("rb")
        return HANDLE, struct.pack("<Q", handle)

    def _by_handle(self, operation: int, body: bytes) -> tuple[int, bytes]:
        handle, *rest = struct.unpack_from(f"<{len(body) // 8}q", body)
        file = self._files[handle]
        if operation == 15:
            return DATA, file.read(rest[0])
        if operation == 17:
            file.seek(rest[1], rest[0])
        return status(0)

    def _path(self, raw: bytes) -> Path:
        return self._phone.root / raw.split(b"\0")[0].decode().lstrip("/")

    def _exactly(self, count: int) -> bytes:
        got = b""
        while len(got) < count:
            part = self._connection.recv(count - len(got))
            if not part:
                raise EOFError
            got += part
        return got


def status(number: int) -> tuple[int, bytes]:
    return STATUS, struct.pack("<Q", number)


def words(*told: str) -> bytes:
    return b"".join(one.encode() + b"\0" for one in told)


def facts(path: Path) -> bytes:
    found = path.stat()
    kind = "S_IFDIR" if path.is_dir() else "S_IFREG"
    size = 0 if path.is_dir() else found.st_size
    told = ("st_size", str(size), "st_blocks", "8", "st_nlink", "1", "st_ifmt", kind)
    return words(*told, "st_mtime", str(found.st_mtime_ns), "st_birthtime", str(found.st_mtime_ns))
