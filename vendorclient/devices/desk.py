"""Answers questions about the devices of one driver, one after the other."""

from __future__ import annotations

from itertools import count
from secrets import randbits
from typing import TYPE_CHECKING

from vendorcore.errors import DeviceGone, NeedsDevice, VendorError

from vendorclient.devices.wire import (
    entry_to_wire,
    error_to_wire,
    found_to_wire,
    status_to_wire,
    storage_to_wire,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorcore.media.frames import Message

    from vendorclient.devices.device import Entry
    from vendorclient.devices.native import Conversation, Driver

    Answer = tuple[Message, bytes]

BATCH = 200


class Desk:
    """One driver, its open devices and the listings that are under way."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._open: dict[str, Conversation] = {}
        self._listings: dict[int, Iterator[list[Entry]]] = {}
        # A process that took the place of another must not go on with that one's listings.
        self._numbers = count(randbits(48))

    def answer(self, message: Message) -> Answer:
        """Do what is asked; what goes wrong is an answer as well."""
        try:
            return getattr(self, f"_{message['ask']}")(message)  # type: ignore[no-any-return]  # by name
        except VendorError as error:
            return error_to_wire(error), b""
        except Exception as error:
            return error_to_wire(NeedsDevice("device-failed", reason=repr(error))), b""

    def close(self) -> None:
        """Let every device go."""
        self._listings.clear()
        while self._open:
            self._open.popitem()[1].close()

    def _find(self, _message: Message) -> Answer:
        return {"found": [found_to_wire(one) for one in self._driver.find()]}, b""

    def _status(self, message: Message) -> Answer:
        return {"status": status_to_wire(self._talk(message).status())}, b""

    def _storages(self, message: Message) -> Answer:
        return {"storages": [storage_to_wire(one) for one in self._talk(message).storages()]}, b""

    def _entries(self, message: Message) -> Answer:
        number = next(self._numbers)
        self._listings[number] = _batches(self._talk(message).folders())
        return {"listing": number}, b""

    def _more(self, message: Message) -> Answer:
        listing = self._listings.get(message["listing"])
        if listing is None:
            raise DeviceGone("device-worker-lost", device=message["address"])
        batch = next(listing, [])
        return {"entries": [entry_to_wire(entry) for entry in batch]}, b""

    def _leave(self, message: Message) -> Answer:
        self._listings.pop(message["listing"], None)
        return {}, b""

    def _read(self, message: Message) -> Answer:
        talk = self._talk(message)
        return {}, talk.read(message["path"], message["offset"], message["count"])

    def _thumbnail(self, message: Message) -> Answer:
        return {}, self._talk(message).thumbnail(message["path"])

    def _close(self, message: Message) -> Answer:
        talk = self._open.pop(message["address"], None)
        if talk is not None:
            talk.close()
        return {}, b""

    def _talk(self, message: Message) -> Conversation:
        address = message["address"]
        if address not in self._open:
            self._open[address] = self._driver.open(address)
        return self._open[address]


def _batches(folders: Iterator[list[Entry]]) -> Iterator[list[Entry]]:
    """Yield the entries in messages of bearable size, none of them empty."""
    for folder in folders:
        for start in range(0, len(folder), BATCH):
            yield folder[start : start + BATCH]
