"""Cards, phones and folders: finds them, lists their pictures, reads them; never writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorclient.devices import card
from vendorclient.devices.device import (
    Device,
    DeviceKind,
    DeviceState,
    Ejectable,
    Entry,
    HasState,
    HasStatus,
    HasStorages,
    HasThumbnails,
    Role,
    Status,
    StorageSpace,
    status_of,
)
from vendorclient.devices.fakephone import FakePhone
from vendorclient.devices.folder import open_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "DRIVERS",
    "Device",
    "DeviceKind",
    "DeviceState",
    "Ejectable",
    "Entry",
    "FakePhone",
    "HasState",
    "HasStatus",
    "HasStorages",
    "HasThumbnails",
    "Role",
    "Status",
    "StorageSpace",
    "find",
    "open_folder",
    "status_of",
]

DRIVERS: tuple[Callable[[], Iterable[Device]], ...] = (card.find,)


def find(drivers: Iterable[Callable[[], Iterable[Device]]] = DRIVERS) -> list[Device]:
    """Return everything that is plugged in now."""
    return [device for driver in drivers for device in driver()]
