"""A phone or camera at the other end of a line to its driver."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vendorcore.errors import DeviceGone, NeedsDevice, NotReadable

from vendorclient.devices.device import DeviceState, Status
from vendorclient.devices.holders import release
from vendorclient.devices.lines import LineBroken
from vendorclient.devices.refusing import check, status_from
from vendorclient.devices.wire import (
    entry_from_wire,
    found_from_wire,
    status_from_wire,
    storage_from_wire,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vendorclient.devices.device import DeviceKind, Entry, StorageSpace
    from vendorclient.devices.lines import Line
    from vendorclient.devices.native import Found

PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Linked:
    """A device as the program sees it; whatever happens to its library, the caller goes on."""

    found: Found
    line: Line
    _told: list[Status] = field(default_factory=list, compare=False)

    @property
    def key(self) -> str:
        """The name that stays the same each time it is plugged in."""
        return self.found.key

    @property
    def label(self) -> str:
        """The name that people know it by."""
        return self.found.label

    @property
    def kind(self) -> DeviceKind:
        """What kind of thing it is."""
        return self.found.kind

    def status(self) -> Status:
        """Return its state and who or what stands in the way.

        While it lists a large folder for somebody it is as it was: nobody waits for that.
        """
        if self._told and self.line.is_busy:
            return self._told[0]
        self._told[:] = [self._status_now()]
        return self._told[0]

    def _status_now(self) -> Status:
        if self.found.status.state is DeviceState.NO_STORAGE:
            return self.found.status  # it offers nothing to ask; another mode is another device
        try:
            return status_from_wire(self._ask("status")[0]["status"])
        except NeedsDevice as error:
            return status_from(error)
        except LineBroken as error:
            return Status(DeviceState.ERROR, error.code)

    def state(self) -> DeviceState:
        """Return whether it shows its pictures now."""
        return self.status().state

    def storages(self) -> tuple[StorageSpace, ...]:
        """Return its storages."""
        answer, _ = self._twice("storages")
        return tuple(storage_from_wire(one) for one in answer["storages"])

    def entries(self) -> Iterator[Entry]:
        """Yield the media, newest folder first."""
        check(self._status_now(), self.key)
        number = self._safely("entries")[0]["listing"]
        try:
            while batch := self._safely("more", listing=number)[0]["entries"]:
                for row in batch:
                    yield entry_from_wire(row)
        finally:
            self._leave(number)

    def read(self, entry: Entry, offset: int = 0) -> Iterator[bytes]:
        """Yield the bytes of one file from an offset on."""
        while piece := self._piece(entry, offset):
            yield piece
            offset += len(piece)

    def thumbnail(self, entry: Entry) -> bytes:
        """Return a small JPEG, or nothing when the device has none."""
        return self._twice("thumbnail", path=entry.path)[1]

    def release(self) -> bool:
        """Ask the desktop's file manager to let it go; on Linux alone somebody else can hold it."""
        return sys.platform == "linux" and release()

    def eject(self) -> None:
        """Let the device go."""
        try:
            self._ask("close")
        except LineBroken:
            return
        finally:
            self.line.close()

    def _piece(self, entry: Entry, offset: int) -> bytes:
        question = {"path": entry.path, "offset": offset, "count": PIECE_BYTES}
        try:
            return self._twice("read", **question)[1]
        except LineBroken as error:
            # Twice at the same place: this file breaks the library, the others may be well.
            if self._status_now().state.shows_media:
                raise NotReadable("device-file-breaks", path=entry.path) from error
            raise DeviceGone(device=self.key) from error

    def _safely(self, ask: str, **question: Any) -> tuple[dict[str, Any], bytes]:
        try:
            return self._ask(ask, **question)
        except LineBroken as error:
            raise DeviceGone("device-worker-lost", device=self.key) from error

    def _twice(self, ask: str, **question: Any) -> tuple[dict[str, Any], bytes]:
        """Ask a question again, of a new process, when the first one was lost over it."""
        try:
            return self._ask(ask, **question)
        except LineBroken:
            return self._ask(ask, **question)

    def _ask(self, ask: str, **question: Any) -> tuple[dict[str, Any], bytes]:
        return self.line.ask({"ask": ask, "address": self.found.address, **question})

    def _leave(self, number: int) -> None:
        try:
            self._ask("leave", listing=number)
        except LineBroken:
            return


def connected(line: Line, line_to: Callable[[Found], Line]) -> Iterator[Linked]:
    """Yield what a driver finds, each device with a line of its own."""
    for message in line.ask({"ask": "find"})[0]["found"]:
        found = found_from_wire(message)
        yield Linked(found, line_to(found))
