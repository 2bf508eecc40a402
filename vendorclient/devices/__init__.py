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
    FakePhone,
    HasState,
    HasStorages,
    StorageSpace,
)
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
    "HasStorages",
    "StorageSpace",
    "find",
    "open_folder",
]

DRIVERS: tuple[Callable[[], Iterable[Device]], ...] = (card.find,)


def find(drivers: Iterable[Callable[[], Iterable[Device]]] = DRIVERS) -> list[Device]:
    """Return everything that is plugged in now."""
    return [device for driver in drivers for device in driver()]
