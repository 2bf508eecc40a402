"""Finds phones and cameras on Linux; the library is only started when there may be one."""

from __future__ import annotations

import hashlib
import importlib.util
import os
from typing import TYPE_CHECKING

from vendorcore.errors import VendorError

from vendorclient.devices.device import DeviceKind
from vendorclient.devices.gphoto import usb
from vendorclient.devices.gphoto.gvfs import shown
from vendorclient.devices.lines import Worker, command_for
from vendorclient.devices.linked import Linked, connected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from vendorclient.devices.device import Device
    from vendorclient.devices.gphoto.usb import UsbThing
    from vendorclient.devices.lines import Line

# Cameras on the network (ADDRESS:PORT, separated by commas), and libgphoto2's virtual one.
NETWORK, VIRTUAL = "VENDORCLIENT_PTPIP", "VCAMERADIR"
_PICTURES = (0x06, 0x01, 0x01)


def key_of(kind: DeviceKind, mark: str) -> str:
    """Return the key of a phone or camera from what never changes about it."""
    return f"{kind}-{hashlib.sha256(mark.encode()).hexdigest()[:16]}"


def mark_of(thing: UsbThing) -> str:
    """Return what stays the same of a USB thing: phones change their product with the mode."""
    return f"{thing.maker_id:04x}\0{thing.serial or thing.port}"


def is_candidate(thing: UsbThing) -> bool:
    """Whether a thing may hold pictures or is a phone that only charges."""
    if thing.kind is DeviceKind.IPHONE:
        return False
    return thing.offers_mtp or _PICTURES in thing.interfaces or thing.only_charges


class Finder:
    """Remembers what the library found until the USB changes."""

    def __init__(
        self,
        *,
        things: Callable[[], Iterable[UsbThing]] = usb.things,
        new_line: Callable[[], Line] = lambda: Worker(command_for("gphoto")),
    ) -> None:
        self._things = things
        self._new_line = new_line
        self._seen: object = None
        self._found: list[Linked] = []

    def find(self) -> Iterator[Device]:
        """Yield the phones and cameras that are connected now."""
        things = [thing for thing in self._things() if is_candidate(thing)]
        places = os.environ.get(NETWORK, ""), os.environ.get(VIRTUAL, "")
        if not things and not any(places):
            self._seen = None
            self._renew([])
            return
        if self._seen != (things, places):
            self._seen = (things, places)
            self._renew(self._ask())
        by_key = {key_of(thing.kind, mark_of(thing)): thing for thing in things}
        for one in self._found:
            thing = by_key.get(one.key)
            held = shown(thing, one.key, one.label) if thing is not None else None
            yield held or one

    def _ask(self) -> list[Linked]:
        line = self._new_line()
        try:
            return list(connected(line, lambda _found: self._new_line()))
        except VendorError:
            self._seen = None  # the next look tries again
            return []
        finally:
            line.close()

    def _renew(self, found: list[Linked]) -> None:
        """Take what is there now; what stayed keeps its line, its pictures may be under way."""
        before = {one.found: one for one in self._found}
        self._found = [before.pop(one.found, one) for one in found]
        for one in before.values():
            one.line.close()


def is_available() -> bool:
    """Whether the library is installed; asked without loading it into this process."""
    return importlib.util.find_spec("gphoto2") is not None
