"""Which drivers this system has, and everything that they find."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from vendorcore.errors import VendorError

from vendorclient.devices import card
from vendorclient.devices.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vendorclient.devices.device import Device

    Find = Callable[[], Iterable[Device]]


@cache
def drivers() -> tuple[Find, ...]:
    """Return the drivers of this system; each remembers what it has found."""
    if sys.platform == "win32":
        return (card.find, Kept("wpd").find)
    if sys.platform == "darwin":
        return (card.find, Kept("image-capture").find)
    from vendorclient.devices.gphoto import finder as gphoto
    from vendorclient.devices.iphone.finder import Finder as IphoneFinder

    cameras = (gphoto.Finder().find,) if gphoto.is_available() else ()
    return (card.find, *cameras, IphoneFinder().find)


def find(of: Iterable[Find] | None = None) -> list[Device]:
    """Return everything that is plugged in now; a driver that fails hides no other's devices."""
    found: list[Device] = []
    for one in drivers() if of is None else of:
        try:
            found.extend(one())
        except VendorError:
            continue
    return found
