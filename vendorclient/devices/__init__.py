"""Cards, phones and folders: finds them, lists their pictures, reads them; never writes."""

from __future__ import annotations

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
    Releasable,
    Role,
    Status,
    StorageSpace,
    status_of,
)
from vendorclient.devices.fakephone import FakePhone
from vendorclient.devices.folder import open_folder
from vendorclient.devices.installed import drivers, find

__all__ = [
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
    "Releasable",
    "Role",
    "Status",
    "StorageSpace",
    "drivers",
    "find",
    "open_folder",
    "status_of",
]
