"""What a driver of phones or cameras offers; it runs in a process of its own where it is native."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from vendorclient.devices.device import DeviceKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorclient.devices.device import Entry, StorageSpace


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A device that is connected; address is the driver's own way to it."""

    key: str
    label: str
    kind: DeviceKind
    address: str
    status: Status = field(default_factory=Status)


class Conversation(Protocol):
    """A device that was opened; one thread talks with it at a time."""

    def status(self) -> Status:
        """Return its state now; a phone that was unlocked is opened anew."""

    def storages(self) -> tuple[StorageSpace, ...]:
        """Return its storages."""

    def folders(self) -> Iterator[list[Entry]]:
        """Yield its media folder by folder, newest first; none is listed before it is reached."""

    def read(self, path: str, offset: int, count: int) -> bytes:
        """Return up to so many bytes; fewer than one only at the end."""

    def thumbnail(self, path: str) -> bytes:
        """Return a small JPEG, or nothing."""

    def close(self) -> None:
        """Let the device go; it may be pulled out."""


class Driver(Protocol):
    """Finds and opens the devices of one kind of connection."""

    def find(self) -> list[Found]:
        """Return what is connected now."""

    def open(self, address: str) -> Conversation:
        """Begin to talk with a device; it may still refuse to show anything."""
