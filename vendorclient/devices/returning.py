"""Reads on where it stopped when a device that was pulled comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from vendorcore.errors import DeviceGone, NotReadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from vendorclient.devices.device import Device, DeviceKind, Entry

    Listed = tuple[str, int, datetime | None]

# So much is read once more and compared before it goes on: some phones give wrong parts.
OVERLAP_BYTES = 1 << 16
# A device that comes and goes without giving a single byte is broken.
MOST_IN_VAIN = 3


@dataclass
class Returning:
    """A device whose files are read on after it was plugged in again.

    come_back waits for the device with this key; none means that nobody waits any longer. Another
    card may have the same key: what came back is read only where it lists the same files.
    """

    device: Device
    come_back: Callable[[str], Device | None]
    _listing: Iterator[Entry] | None = None
    _listed: set[Listed] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    @property
    def key(self) -> str:
        """The name that stays the same each time it is plugged in."""
        return self.device.key

    @property
    def label(self) -> str:
        """The name that people know it by."""
        return self.device.label

    @property
    def kind(self) -> DeviceKind:
        """What kind of thing it is."""
        return self.device.kind

    def entries(self) -> Iterator[Entry]:
        """Yield the media on the device."""
        return self.device.entries()

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        """Yield the bytes, going on at the same place after a gap."""
        tail, in_vain = b"", 0
        while True:
            try:
                for piece in self._pieces(entry, offset, tail):
                    yield piece
                    offset += len(piece)
                    tail, in_vain = (tail + piece)[-OVERLAP_BYTES:], 0
            except DeviceGone:
                device = self.come_back(self.key) if in_vain < MOST_IN_VAIN else None
                if device is None:
                    raise
                in_vain += 1
                self._take(device)
                continue
            return

    def _take(self, device: Device) -> None:
        with self._lock:
            self.device, self._listing, self._listed = device, device.entries(), set()

    def _check(self, entry: Entry) -> None:
        """Raise when the device that came back does not list this file as it was; else nothing."""
        with self._lock:
            if self._listing is None or _as_listed(entry) in self._listed:
                return
            for one in self._listing:
                self._listed.add(_as_listed(one))
                if _as_listed(one) == _as_listed(entry):
                    return
        raise NotReadable("file-changing", path=entry.path)

    def _pieces(self, entry: Entry, offset: int, tail: bytes) -> Iterator[bytes]:
        """Yield what follows; what was read last must still be there."""
        self._check(entry)
        again = b""
        for piece in self.device.read(entry, offset - len(tail)):
            if len(again) == len(tail):
                yield piece
                continue
            again += piece
            if len(again) < len(tail):
                continue
            again, rest = again[: len(tail)], again[len(tail) :]
            if again != tail:
                raise NotReadable("file-changing", path=entry.path)
            if rest:
                yield rest
        if len(again) < len(tail):
            raise NotReadable("file-changing", path=entry.path)


def _as_listed(entry: Entry) -> Listed:
    return entry.path, entry.size_bytes, entry.modified_at
