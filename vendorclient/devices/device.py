"""What every card, phone and folder can do, and a phone to practise on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from vendorcore.errors import DeviceGone, DeviceLocked, NotReadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime


class DeviceKind(StrEnum):
    """What kind of thing was plugged in."""

    CARD = "card"
    FOLDER = "folder"
    ANDROID = "android"
    IPHONE = "iphone"
    CAMERA = "camera"

    @property
    def is_private(self) -> bool:
        """Whether it holds a person's own pictures: then nothing is read that was not picked."""
        return self in (DeviceKind.ANDROID, DeviceKind.IPHONE)


class DeviceState(StrEnum):
    """Whether a device shows its pictures now."""

    READY = "ready"
    LOCKED = "locked"
    UNTRUSTED = "untrusted"
    BUSY = "busy"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One photo or video as the device lists it; problem says why it cannot even be listed."""

    path: str
    name: str
    size_bytes: int
    modified_at: datetime | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageSpace:
    """One storage of a device; path is where the computer shows it, empty when it does not."""

    id: str
    label: str
    total_bytes: int
    free_bytes: int
    read_only: bool
    path: str = ""


class Device(Protocol):
    """A card, phone or folder that is connected right now."""

    @property
    def key(self) -> str:
        """The name that stays the same each time it is plugged in."""

    @property
    def label(self) -> str:
        """The name that people know it by."""

    @property
    def kind(self) -> DeviceKind:
        """What kind of thing it is."""

    def entries(self) -> Iterator[Entry]:
        """Yield the media on the device, newest folder first."""

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        """Yield the bytes from offset on; raise DeviceGone when it was unplugged."""


@runtime_checkable
class HasState(Protocol):
    """A device that can be locked or busy."""

    def state(self) -> DeviceState:
        """Return whether it shows its pictures now."""


@runtime_checkable
class HasStorages(Protocol):
    """A device that knows how full it is."""

    def storages(self) -> tuple[StorageSpace, ...]:
        """Return its storages."""


@runtime_checkable
class Ejectable(Protocol):
    """A device that wants to be told before it is pulled out."""

    def eject(self) -> None:
        """Make it safe to pull out."""


def _at_once(seconds: float) -> None:
    """Pass the time of a phone that is not slow."""


@dataclass
class FakePhone:
    """A phone made of names and bytes; it can be locked, slow, and unplugged in mid-read."""

    files: dict[str, bytes]
    modified_at: dict[str, datetime] = field(default_factory=dict)
    key: str = "phone-1"
    label: str = "FakePhone"
    kind: DeviceKind = DeviceKind.ANDROID
    locked: bool = False
    unplug_after_bytes: int | None = None
    wait: Callable[[float], None] = _at_once
    seconds_per_piece: float = 0.0
    piece_bytes: int = 1 << 16
    plugged: bool = True

    def state(self) -> DeviceState:
        """Return whether the phone shows its pictures."""
        if not self.plugged:
            return DeviceState.GONE
        return DeviceState.LOCKED if self.locked else DeviceState.READY

    def entries(self) -> Iterator[Entry]:
        """Yield the pictures in the order they were given."""
        self._check()
        for path, content in self.files.items():
            self._check()
            yield Entry(
                path=path,
                name=path.rsplit("/", 1)[-1],
                size_bytes=len(content),
                modified_at=self.modified_at.get(path),
            )

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        """Yield the content in pieces, until somebody pulls the cable."""
        self._check()
        content = self.files.get(entry.path)
        if content is None:
            raise NotReadable(path=entry.path)
        for start in range(offset, len(content), self.piece_bytes):
            self.wait(self.seconds_per_piece)
            self._check()
            piece = content[start : start + self.piece_bytes]
            self._wear(len(piece))
            yield piece

    def _wear(self, count: int) -> None:
        if self.unplug_after_bytes is None:
            return
        self.unplug_after_bytes -= count
        if self.unplug_after_bytes < 0:
            self.plugged = False
            self._check()

    def _check(self) -> None:
        if not self.plugged:
            raise DeviceGone(device=self.key)
        if self.locked:
            raise DeviceLocked(device=self.key)
