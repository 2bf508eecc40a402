"""Finds iPhones on Linux; each phone keeps one line, so that it is not opened at every look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorclient.devices.iphone.driver import Driver
from vendorclient.devices.lines import Straight
from vendorclient.devices.linked import Linked

if TYPE_CHECKING:
    from collections.abc import Iterator


class Finder:
    """Remembers the phones that are on the cable."""

    def __init__(self) -> None:
        self._driver = Driver()
        self._phones: dict[str, Linked] = {}

    def find(self) -> Iterator[Linked]:
        """Yield the iPhones that are connected now."""
        there = {found.key: found for found in self._driver.find(self._names())}
        for key in self._phones.keys() - there.keys():
            self._phones.pop(key).line.close()
        for key, found in there.items():
            if key not in self._phones:
                self._phones[key] = Linked(found, Straight(self._driver))
            yield self._phones[key]

    def _names(self) -> dict[str, str]:
        return {phone.found.address: phone.label for phone in self._phones.values()}
