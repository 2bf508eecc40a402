"""Looks at devices and their surroundings for a report that people can send us.

Names of people, serial numbers and file names stay out of it.
"""

from __future__ import annotations

import os
import platform
import re
import sys
import time
from contextlib import suppress
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from vendorcore.errors import VendorError

from vendorclient.app.way import program_version
from vendorclient.devices import HasStorages, drivers, status_of
from vendorclient.devices.card import VARIABLE as CARDS
from vendorclient.devices.gphoto import usb
from vendorclient.devices.gphoto.finder import NETWORK, VIRTUAL
from vendorclient.devices.iphone.usbmux import VARIABLE as USBMUXD
from vendorclient.devices.layout import ending

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vendorclient.devices import Device

_LIBRARIES = ("gphoto2", "pyudev", "jeepney", "comtypes", "pyobjc-core", "psutil", "watchdog")
_LOOKED_AT = 200
# A folder that a camera or phone named tells of its maker; one that a person named tells of him.
_MAKERS_FOLDER = re.compile(
    r"\d{3}[A-Z_][A-Z\d_]{4}|\d{6}_[a-z_]?|DCIM|PRIVATE|Camera\d*|store_[\da-f]+|MP_ROOT", re.ASCII
)


def probe(
    of: Iterable[Callable[[], Iterable[Device]]] | None = None,
    *,
    clock: Callable[[], float] = time.monotonic,
) -> dict[str, Any]:
    """Return what this computer sees of cards, phones and cameras."""
    return {
        "program": program_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "frozen": bool(getattr(sys, "frozen", False)),
        "libraries": _versions(),
        "variables": [name for name in (CARDS, NETWORK, VIRTUAL, USBMUXD) if name in os.environ],
        "usb": [_usb(thing) for thing in usb.things()],
        "mounts": [_mount(one) for one in psutil.disk_partitions(all=False)],
        "drivers": [_driver(one, clock) for one in (drivers() if of is None else of)],
    }


def _versions() -> dict[str, str]:
    found = {}
    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            found[name] = version_of(name)
    return found


def _usb(thing: usb.UsbThing) -> dict[str, Any]:
    return {
        "maker_id": f"{thing.maker_id:04x}",
        "maker": thing.maker,
        "product": thing.product,
        "interfaces": ["/".join(f"{part:02x}" for part in one) for one in thing.interfaces],
        "offers_mtp": thing.offers_mtp,
        "only_charges": thing.only_charges,
        "has_serial": bool(thing.serial),
    }


def _mount(partition: Any) -> dict[str, Any]:
    names: list[str] = []
    with suppress(OSError):
        names = sorted(one.name for one in Path(partition.mountpoint).iterdir())
    return {
        "type": partition.fstype,
        "options": partition.opts,
        "folders": [name for name in names if _MAKERS_FOLDER.fullmatch(name)],
    }


def _driver(find: Callable[[], Iterable[Device]], clock: Callable[[], float]) -> dict[str, Any]:
    began = clock()
    report: dict[str, Any] = {"name": f"{find.__module__}.{find.__qualname__}", "devices": []}
    try:
        for device in find():
            report["devices"].append(_device(device, clock))
    except VendorError as error:
        report["error"] = error.code
    return report | {"seconds": round(clock() - began, 3)}


def _device(device: Device, clock: Callable[[], float]) -> dict[str, Any]:
    began = clock()
    status = status_of(device)
    report: dict[str, Any] = {
        "kind": device.kind,
        "state": status.state,
        "detail": status.detail,
        "state_seconds": round(clock() - began, 3),
    }
    if not status.state.shows_media:
        return report
    try:
        return report | _content(device, clock)
    except VendorError as error:
        return report | {"error": error.code}


def _content(device: Device, clock: Callable[[], float]) -> dict[str, Any]:
    began = clock()
    first, folders, endings = 0.0, dict[str, int](), dict[str, int]()
    for count, entry in enumerate(device.entries()):
        first = first or clock() - began
        folder = "/".join(_shown(part) for part in entry.path.split("/")[:-1])
        folders[folder] = folders.get(folder, 0) + 1
        endings[ending(entry.name)] = endings.get(ending(entry.name), 0) + 1
        if count + 1 == _LOOKED_AT:
            break
    spaces = device.storages() if isinstance(device, HasStorages) else ()
    return {
        "storages": [[one.total_bytes, one.free_bytes, one.read_only] for one in spaces],
        "first_entry_seconds": round(first, 3),
        "folders": folders,
        "endings": endings,
        "looked_at": sum(folders.values()),
    }


def _shown(name: str) -> str:
    return name if _MAKERS_FOLDER.fullmatch(name) else "…"
