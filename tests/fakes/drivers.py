"""Drivers that behave like bad native libraries: they hang, crash, hold the lock or babble."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from typing import TYPE_CHECKING, NoReturn

from vendorclient.devices import DeviceKind, Entry, Status, StorageSpace
from vendorclient.devices.native import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 600


class Driver:
    """One device whose files each do harm in their own way when they are read."""

    def find(self) -> list[Found]:
        return [Found(key="bad-1", label="나쁜 장치", kind=DeviceKind.CAMERA, address="here")]

    def open(self, address: str) -> Talk:
        return Talk(address)


class Talk:
    """The conversation with that device."""

    def __init__(self, address: str) -> None:
        self.address = address

    def status(self) -> Status:
        return Status()

    def storages(self) -> tuple[StorageSpace, ...]:
        return ()

    def folders(self) -> Iterator[list[Entry]]:
        names = ("good.jpg", "hang.jpg", "crash.jpg", "lock.jpg", "babble.jpg", "raise.jpg")
        yield [Entry(path=name, name=name, size_bytes=4) for name in names]

    def read(self, path: str, offset: int, count: int) -> bytes:
        harm = getattr(self, f"_{path.removesuffix('.jpg')}", None)
        if harm is not None:
            harm()
        return b"good"[offset : offset + count]

    def thumbnail(self, path: str) -> bytes:
        return path.encode()

    def close(self) -> None:
        return None

    def _hang(self) -> None:
        time.sleep(LONG)

    def _crash(self) -> None:
        os.abort()

    def _lock(self) -> None:
        """Wait in C without giving back the interpreter's lock."""
        if sys.platform == "win32":
            ctypes.PyDLL("kernel32").Sleep(LONG * 1000)
        else:
            ctypes.PyDLL(None).sleep(LONG)

    def _babble(self) -> None:
        """Print, as C libraries do."""
        os.write(1, b"debug: " * 10_000)

    def _raise(self) -> NoReturn:
        raise RuntimeError("a mistake of the driver")
