"""Many files are read at once, except small ones that come so quickly that it would not help."""

from __future__ import annotations

import threading

import pytest

from vendorcore.errors import Cancelled, NotReadable, VendorError

from vendorclient.app.several import Reading
from vendorclient.devices.device import DeviceKind, Entry
from vendorclient.storage.originals import Stored
from vendorclient.storage.pile import Laid


def entries(count: int, size_bytes: int = 1000) -> list[Entry]:
    return [Entry(f"{number}.jpg", f"{number}.jpg", size_bytes) for number in range(count)]


class Reader:
    """Reads nothing, and remembers in which threads it was asked."""

    def __init__(self, pause_s: float = 0.0, stops_at: str = "") -> None:
        self.threads: list[str] = []
        self.dropped: list[Laid] = []
        self._pause_s = pause_s
        self._passed_s = 0.0
        self._stops_at = stops_at

    def __call__(self, entry: Entry) -> Laid:
        self.threads.append(threading.current_thread().name)
        self._passed_s += self._pause_s
        if entry.name == self._stops_at:
            raise Cancelled
        if entry.name == "7.jpg":
            raise NotReadable(path=entry.path)
        return Laid(Stored(entry.name, entry.size_bytes))

    def reading(self) -> Reading:
        return Reading(self, self.dropped.extend, DeviceKind.CARD, lambda: self._passed_s)


def all_of(reader: Reader, wanted: list[Entry]) -> list[str]:
    """Return the names in the order in which they came."""
    with reader.reading() as reading:
        return [entry.name for done in reading.of(wanted) for entry, _ in done]


HERE = threading.current_thread().name


def test_small_files_that_come_quickly_are_read_by_the_caller() -> None:
    reader, wanted = Reader(), entries(100)

    assert all_of(reader, wanted) == [entry.name for entry in wanted]
    assert set(reader.threads) == {HERE}


def test_files_that_are_waited_for_are_read_beside_the_caller() -> None:
    reader, wanted = Reader(pause_s=0.002), entries(100)

    assert all_of(reader, wanted) == [entry.name for entry in wanted]
    assert HERE in reader.threads[:32]
    assert HERE not in reader.threads[32:]


def test_large_files_are_read_beside_the_caller() -> None:
    reader, wanted = Reader(), entries(9, size_bytes=5_000_000)

    assert all_of(reader, wanted) == [entry.name for entry in wanted]
    assert HERE not in reader.threads


def test_small_and_large_ones_keep_their_order() -> None:
    small, large = entries(40), entries(3, size_bytes=5_000_000)
    wanted = [*small, *large, *small, *large, *small]

    assert all_of(Reader(), wanted) == [entry.name for entry in wanted]


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on() -> None:
    with Reader().reading() as reading:
        done = [outcome for some in reading.of(entries(40)) for _, outcome in some]

    assert isinstance(done[7], VendorError)
    assert len([one for one in done if isinstance(one, Laid)]) == 39


def test_what_was_read_by_the_caller_before_the_end_is_not_lost() -> None:
    reader = Reader(stops_at="35.jpg")
    with reader.reading() as reading:
        coming = reading.of(entries(60))
        came = [entry.name for entry, _ in next(coming)]
        with pytest.raises(Cancelled):
            next(coming)
        rest = [entry.name for entry, _ in reading.finished()]

    assert came + rest == [entry.name for entry in entries(35)]
    assert reader.dropped == []
