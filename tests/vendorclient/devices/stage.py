"""What a test may do to a device that no program may do: fill it, lock it, pull it out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vendorclient.devices import Device, Entry

NOON = datetime(2026, 3, 12, 3, 0, tzinfo=UTC)


class Stage(Protocol):
    """A device under test and the hand that holds its cable.

    cannot names what cannot be staged here, each with the reason why.
    """

    cannot: dict[str, str]

    def put(self, path: str, content: bytes, at: datetime = NOON) -> None:
        """Lay a file on the device, below its DCIM."""

    def put_sparse(self, path: str, size_bytes: int) -> None:
        """Lay a file of zeros on the device that is larger than our memory."""

    def device(self) -> Device:
        """Return the device as the program finds it now."""

    def vanish(self) -> None:
        """Pull the device out."""

    def refuse(self, state: str) -> None:
        """Lock it, or let it ask whom to trust, or let somebody else hold it."""

    def allow(self) -> None:
        """Let it show its pictures again."""

    def listed(self) -> int:
        """Return how many files the device had to describe so far."""


def paths(entries: Iterable[Entry]) -> list[str]:
    """Return the paths below the storage, as the test laid them."""
    return [entry.path[entry.path.index("DCIM") :] for entry in entries]


def find(device: Device, name: str) -> Entry:
    """Return the entry with this name."""
    return next(entry for entry in device.entries() if entry.name == name)


def content(device: Device, name: str, offset: int = 0) -> bytes:
    """Return all bytes of a file from an offset on."""
    return b"".join(device.read(find(device, name), offset))


def days_later(days: float) -> datetime:
    """Return an instant so many days after the usual one."""
    return NOON + timedelta(days=days)


@dataclass
class Nothing:
    """What a stage says when everything can be staged."""

    cannot: dict[str, str] = field(default_factory=dict)
