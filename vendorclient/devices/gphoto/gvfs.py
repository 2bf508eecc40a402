"""Phones and cameras that the desktop's file manager holds, read through the folder it shows."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from vendorclient.devices.device import DeviceKind, DeviceState, Status, StorageSpace
from vendorclient.devices.holders import release
from vendorclient.devices.layout import PHONE_ROOTS
from vendorclient.devices.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorclient.devices.device import Entry
    from vendorclient.devices.gphoto.usb import UsbThing

_SCHEMES = ("mtp:host=", "gphoto2:host=")
_CAMERA_SCHEME = "gphoto2:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A phone or camera as the file manager shows it."""

    key: str
    label: str
    kind: DeviceKind
    root: Path

    def status(self) -> Status:
        """Return its state: a locked phone shows an empty folder."""
        if not self._tree.is_there():
            return Status(DeviceState.GONE)
        return Status() if self._stores() else Status(DeviceState.LOCKED)

    def state(self) -> DeviceState:
        """Return whether it shows its pictures now."""
        return self.status().state

    def storages(self) -> tuple[StorageSpace, ...]:
        """Return its storages; how full they are the file manager does not say."""
        return tuple(
            StorageSpace(id=name, label=name, total_bytes=0, free_bytes=0, read_only=False)
            for name in self._stores()
        )

    def entries(self) -> Iterator[Entry]:
        """Yield its media, newest folder first."""
        roots = [
            "/".join(filter(None, (store, name)))
            for store in self._stores()
            for name in _folders(self.root / store)
            if name.upper() in PHONE_ROOTS
        ]
        return self._tree.entries(roots)

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        """Yield the bytes of one file from an offset on."""
        return self._tree.read(entry, offset)

    def release(self) -> bool:
        """Ask the file manager to let it go; then it can be read directly."""
        return release()

    def _stores(self) -> list[str]:
        """Return the storages of a phone; a camera shows DCIM at once."""
        names = _folders(self.root)
        return [""] if any(name.upper() in PHONE_ROOTS for name in names) else names

    @property
    def _tree(self) -> Tree:
        return Tree(self.root, is_cheap=False)


def shown(thing: UsbThing, key: str, label: str) -> Shown | None:
    """Return the folder in which the file manager shows a USB thing, if it does."""
    for folder in _mounts():
        host = unquote(folder.name.partition("host=")[2])
        port = f"[{thing.port}]"
        if (thing.serial and host.endswith(thing.serial)) or host == port:
            is_camera = folder.name.startswith(_CAMERA_SCHEME) and thing.kind is DeviceKind.CAMERA
            kind = DeviceKind.CAMERA if is_camera else DeviceKind.ANDROID
            return Shown(key=key, label=label, kind=kind, root=folder)
    return None


def _mounts() -> list[Path]:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    found = [Path(runtime) / "gvfs" / name for name in _folders(Path(runtime) / "gvfs")]
    return [folder for folder in found if folder.name.startswith(_SCHEMES)] if runtime else []


def _folders(root: Path) -> list[str]:
    try:
        with os.scandir(root) as found:
            return sorted(one.name for one in found if one.is_dir())
    except OSError:
        return []
