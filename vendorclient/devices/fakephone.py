"""A phone to practise on: names and bytes; it can be locked, slow, and unplugged in mid-read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vendorcore.errors import DeviceGone, NotReadable

from vendorclient.devices.device import DeviceKind, DeviceState, Entry, Status, StorageSpace
from vendorclient.devices.layout import is_media
from vendorclient.devices.pairs import marked
from vendorclient.devices.refusing import check
from vendorclient.devices.walk import Listing, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime


def _at_once(seconds: float) -> None:
    """Pass the time of a phone that is not slow."""


@dataclass
class FakePhone:
    """A phone made of names and bytes; each call counts as a round trip."""

    files: dict[str, bytes]
    modified_at: dict[str, datetime] = field(default_factory=dict)
    key: str = "phone-1"
    label: str = "FakePhone"
    kind: DeviceKind = DeviceKind.ANDROID
    locked: bool = False
    refusal: Status = field(default_factory=Status)
    unplug_after_bytes: int | None = None
    wait: Callable[[float], None] = _at_once
    seconds_per_piece: float = 0.0
    piece_bytes: int = 1 << 16
    plugged: bool = True
    round_trips: int = 0
    opened: list[str] = field(default_factory=list)

    def status(self) -> Status:
        """Return whether the phone shows its pictures, and who stands in the way."""
        if not self.plugged:
            return Status(DeviceState.GONE)
        return Status(DeviceState.LOCKED) if self.locked else self.refusal

    def state(self) -> DeviceState:
        """Return whether the phone shows its pictures."""
        return self.status().state

    def storages(self) -> tuple[StorageSpace, ...]:
        """Return one storage for each first part of the paths."""
        names = dict.fromkeys(path.split("/", 1)[0] for path in self.files)
        return tuple(
            StorageSpace(id=name, label=name, total_bytes=0, free_bytes=0, read_only=True)
            for name in names
        )

    def entries(self) -> Iterator[Entry]:
        """Yield the pictures, newest folder first, each folder only when it is reached."""
        self._check()
        for folder in walk(self._list, [""]):
            yield from folder

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        """Yield the content in pieces, until somebody pulls the cable."""
        self._check()
        content = self.files.get(entry.path)
        if content is None:
            raise NotReadable(path=entry.path)
        self.opened.append(entry.path)
        for start in range(offset, len(content), self.piece_bytes):
            self.wait(self.seconds_per_piece)
            self.round_trips += 1
            self._check()
            piece = content[start : start + self.piece_bytes]
            self._wear(len(piece))
            yield piece

    def _list(self, folder: str) -> Listing:
        """List one folder: a round trip, and one more for each file in it, as MTP needs."""
        self.round_trips += 1
        self._check()
        start = f"{folder}/" if folder else ""
        below = [path for path in self.files if path.startswith(start)]
        here = [path for path in below if "/" not in path[len(start) :]]
        inside = [path for path in here if is_media(_name(path))]
        deeper = [path[len(start) :].split("/", 1)[0] for path in below if path not in here]
        self.round_trips += len(here)
        return Listing(
            marked([self._entry(path) for path in inside], [_name(path) for path in here]),
            [start + name for name in dict.fromkeys(deeper)],
        )

    def _entry(self, path: str) -> Entry:
        return Entry(
            path=path,
            name=_name(path),
            size_bytes=len(self.files[path]),
            modified_at=self.modified_at.get(path),
        )

    def _wear(self, count: int) -> None:
        if self.unplug_after_bytes is None:
            return
        self.unplug_after_bytes -= count
        if self.unplug_after_bytes < 0:
            self.plugged = False
            self._check()

    def _check(self) -> None:
        if not self.plugged:
            raise DeviceGone(device=self.key)
        check(self.status(), self.key)


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
