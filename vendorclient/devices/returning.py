"""Reads on where it stopped when a device that was pulled comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.errors import DeviceGone, NotReadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vendorclient.devices.device import Device, DeviceKind, Entry

# So much is read once more and compared before it goes on: some phones give wrong parts.
OVERLAP_BYTES = 1 << 16
# A device that comes and goes without giving a single byte is broken.
MOST_IN_VAIN = 3


@dataclass
class Returning:
    """A device whose files are read on after it was plugged in again.

    come_back waits for the device with this key; none means that nobody waits any longer.
    """

    device: Device
    come_back: Callable[[str], Device | None]

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
                self.device = device
                continue
            return

    def _pieces(self, entry: Entry, offset: int, tail: bytes) -> Iterator[bytes]:
        """Yield what follows; what was read last must still be there."""
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
