"""What every card, phone and folder can do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    """Whether a device shows its pictures now, and if not, what stands in the way."""

    READY = "ready"
    LOCKED = "locked"
    UNTRUSTED = "untrusted"
    NO_STORAGE = "no-storage"
    BUSY = "busy"
    READ_ONLY = "read-only"
    GONE = "gone"
    ERROR = "error"

    @property
    def shows_media(self) -> bool:
        """Whether its pictures can be listed and read."""
        return self in (DeviceState.READY, DeviceState.READ_ONLY)


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a device; detail names who holds it or what went wrong."""

    state: DeviceState = DeviceState.READY
    detail: str = ""


class Role(StrEnum):
    """What a file is beside the others of the same shot."""

    ORIGINAL = "original"
    EDIT = "edit"
    MOTION = "motion"
    RAW = "raw"


class Entry(NamedTuple):
    """One photo or video as the device lists it; problem says why it cannot even be listed.

    Files of one shot have the same group: photo and raw, live photo and its motion, the edit.
    A named tuple, because a card may hold 20,000 and a frozen dataclass is made five times slower.
    """

    path: str
    name: str
    size_bytes: int
    modified_at: datetime | None = None
    problem: str = ""
    group: str = ""
    role: Role = Role.ORIGINAL


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
class HasStatus(Protocol):
    """A device that can say more about its state."""

    def status(self) -> Status:
        """Return its state and who or what stands in the way."""


@runtime_checkable
class HasStorages(Protocol):
    """A device that knows how full it is."""

    def storages(self) -> tuple[StorageSpace, ...]:
        """Return its storages."""


@runtime_checkable
class HasThumbnails(Protocol):
    """A device that hands out small pictures without giving the whole original."""

    def thumbnail(self, entry: Entry) -> bytes:
        """Return a small JPEG, or nothing when the device has none."""


@runtime_checkable
class Ejectable(Protocol):
    """A device that wants to be told before it is pulled out."""

    def eject(self) -> None:
        """Make it safe to pull out."""


@runtime_checkable
class Releasable(Protocol):
    """A device that another program may hold and can be asked to let go."""

    def release(self) -> bool:
        """Ask for it; whether there was somebody to ask."""


def status_of(device: Device) -> Status:
    """Return the state of any device; one that cannot tell is ready."""
    if isinstance(device, HasStatus):
        return device.status()
    if isinstance(device, HasState):
        return Status(device.state())
    return Status()
