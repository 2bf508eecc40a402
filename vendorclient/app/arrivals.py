"""Tells what on a device is new here, and what can stay hidden because it was imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.text import n_

from vendorclient.storage.media import Media, Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorclient.devices import Device, Entry
    from vendorclient.storage.database import Database
    from vendorclient.storage.originals import Originals


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file on the device; sha256 is that of the original that we have of it already."""

    entry: Entry
    sha256: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it was never read from this device, or is not what was read."""
        return not self.sha256


def sift(db: Database, originals: Originals, device: Device) -> Iterator[Arrival]:
    """Yield what is on the device, each with the original that we have of it.

    Name, size and time are only a shortcut: a file that is new by them is known by its content
    once it was read, so that a renamed copy never becomes a second original.
    """
    known, released = Media(db).sightings(device.key), Media(db).released()
    for entry in device.entries():
        seen = known.get(
            Sighting(
                device_key=device.key,
                path=entry.path,
                size_bytes=entry.size_bytes,
                modified_at=entry.modified_at,
            ).mark
        )
        is_here = seen is not None and (seen.sha256 in released or originals.holds(seen))
        yield Arrival(entry, seen.sha256 if seen is not None and is_here else "")


def hidden_sentence(hidden: int) -> str:
    """Return what stands where imported photos are left out."""
    return n_("{n}장 숨김: 이미 가져옴", "{n}장 숨김: 이미 가져옴", hidden)
