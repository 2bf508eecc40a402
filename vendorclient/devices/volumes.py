"""What the system calls a mounted disk: its number, which survives replugging, and its label."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from vendorclient.devices.macos.disks import describe

_BY_ID, _BY_LABEL = Path("/dev/disk/by-uuid"), Path("/dev/disk/by-label")
_ESCAPED = re.compile(rb"\\x([0-9a-fA-F]{2})")


@dataclass(frozen=True, slots=True)
class Volume:
    """A disk's own number and label; empty where the system does not tell."""

    number: str = ""
    label: str = ""


def volume_of(node: str, mount_point: Path) -> Volume:
    """Return number and label of the disk at a mount point."""
    if sys.platform == "win32":
        return _windows_volume(mount_point)
    if sys.platform == "darwin":
        return Volume(*describe(mount_point))
    if node.startswith("/dev/"):
        return Volume(_link_to(node, _BY_ID), _unescaped(_link_to(node, _BY_LABEL)))
    return Volume()


def key_of(volume: Volume, mount_point: Path, total_bytes: int) -> str:
    """Return the key of a card: its number, else a mark of where and how large it is."""
    if volume.number:
        return f"card-{volume.number.lower()}"
    mark = f"{mount_point}\0{total_bytes}".encode("utf-8", "backslashreplace")
    return f"card-{hashlib.sha256(mark).hexdigest()[:16]}"


def twin_key(key: str, mount_point: Path) -> str:
    """Return the key of a second disk with the same number, plugged in beside the first."""
    place = str(mount_point).encode("utf-8", "backslashreplace")
    return f"{key}-{hashlib.sha256(place).hexdigest()[:8]}"


def _link_to(node: str, folder: Path) -> str:
    target = Path(node).resolve()
    try:
        links = list(folder.iterdir())
    except OSError:
        return ""
    return next((link.name for link in links if link.resolve() == target), "")


def _unescaped(name: str) -> str:
    r"""Return a label as it was given; udev writes a space as \x20."""
    raw = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), os.fsencode(name))
    return raw.decode("utf-8", "replace")


def _windows_volume(mount_point: Path) -> Volume:
    if sys.platform != "win32":
        return Volume()
    import ctypes

    label = ctypes.create_unicode_buffer(261)
    number = ctypes.c_ulong()
    known = ctypes.windll.kernel32.GetVolumeInformationW(
        str(mount_point), label, len(label), ctypes.byref(number), None, None, None, 0
    )
    return Volume(f"{number.value:08x}", label.value) if known else Volume()
