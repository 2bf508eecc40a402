"""Looks at what is plugged in: what it holds and how much of it is new here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vendorcore.errors import DeviceGone, DeviceLocked, NeedsDevice

from vendorclient.devices import (
    DeviceState,
    HasStorages,
    Releasable,
    find,
    open_folder,
    status_of,
)
from vendorclient.storage.media import Media, Sighting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vendorclient.devices import Device, Entry, StorageSpace
    from vendorclient.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A device as it stands now; total and new are None while it shows nothing."""

    device: Device
    state: DeviceState
    detail: str = ""
    storages: tuple[StorageSpace, ...] = ()
    total: int | None = None
    new: int | None = None
    is_counting: bool = False


def look(db: Database, device: Device, *, counts: bool = True) -> Sight:
    """Return the state of a device and how many media are new, by the shortcut alone."""
    status = status_of(device)
    state = status.state
    if not state.shows_media:
        return Sight(device=device, state=state, detail=status.detail)
    try:
        storages = device.storages() if isinstance(device, HasStorages) else ()
        total, new = _count(db, device) if counts else (None, None)
    except DeviceLocked:
        return Sight(device=device, state=DeviceState.LOCKED)
    except DeviceGone:
        return Sight(device=device, state=DeviceState.GONE)
    return Sight(
        device=device,
        state=state,
        detail=status.detail,
        storages=storages,
        total=total,
        new=new,
    )


def release(device: Device) -> bool:
    """Ask whoever holds a device to let it go; whether somebody could be asked."""
    return isinstance(device, Releasable) and device.release()


def choose(name: str, devices: Iterable[Device] | None = None) -> Device:
    """Return the device with this key, else the folder of this path; else NeedsDevice."""
    if not Path(name).is_absolute():  # no key looks like that: no need to ask every driver
        for device in find() if devices is None else devices:
            if device.key == name:
                return device
    try:
        return open_folder(name)
    except NeedsDevice as error:
        if isinstance(error.__cause__, (FileNotFoundError, ValueError)):
            raise NeedsDevice("device-unknown", key=name) from error
        raise


def marks_of(db: Database, device: Device) -> Callable[[Entry], bool]:
    """Return what tells whether an entry was seen on this device before."""
    known = Media(db).sightings(device.key)

    def is_known(entry: Entry) -> bool:
        seen = Sighting(
            device_key=device.key,
            path=entry.path,
            size_bytes=entry.size_bytes,
            modified_at=entry.modified_at,
        )
        return seen.mark in known

    return is_known


def _count(db: Database, device: Device) -> tuple[int, int]:
    is_known = marks_of(db, device)
    total = new = 0
    for entry in device.entries():
        total += 1
        new += not is_known(entry)
    return total, new
