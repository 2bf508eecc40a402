"""A native library may hang, crash or hold the interpreter: the caller always goes on."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

import pytest

from vendorcore.errors import DeviceGone, NeedsDevice, NotReadable

from tests.fakes.drivers import Driver, Talk
from vendorclient.devices import Entry, Status
from vendorclient.devices.lines import LineBroken, Straight, Worker, command_for
from vendorclient.devices.linked import connected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorclient.devices.linked import Linked

DRIVER = "tests.fakes.drivers:Driver"


@pytest.fixture
def line() -> Iterator[Worker]:
    line = Worker(command_for(DRIVER), silence=1.2, patience=2.0)
    yield line
    line.close()


@pytest.fixture
def device(line: Worker) -> Linked:
    return next(connected(line, lambda _found: line))


class SlowToList(Driver):
    """A driver whose device lists nothing until it is told to."""

    def __init__(self) -> None:
        self.begun, self.over = Event(), Event()

    def open(self, address: str) -> Talk:
        talk = Talk(address)
        talk.folders = self._folders  # type: ignore[method-assign]  # slower than its own
        return talk

    def _folders(self) -> Iterator[list[Entry]]:
        self.begun.set()
        self.over.wait(10)
        yield []


def read(device: Linked, name: str) -> bytes:
    return b"".join(device.read(Entry(path=name, name=name, size_bytes=4)))


def test_answers_come_through_the_process(device: Linked) -> None:
    assert device.label == "나쁜 장치"
    assert [entry.name for entry in device.entries()][:2] == ["good.jpg", "hang.jpg"]
    assert read(device, "good.jpg") == b"good"
    assert device.thumbnail(Entry(path="t", name="t", size_bytes=1)) == b"t"


@pytest.mark.parametrize("name", ["crash.jpg", "lock.jpg", "hang.jpg"])
def test_bad_file_is_given_up_and_the_next_one_read(device: Linked, name: str) -> None:
    with pytest.raises(NotReadable) as raised:
        read(device, name)

    assert raised.value.code == "device-file-breaks"
    assert read(device, "good.jpg") == b"good"


def test_device_that_lists_for_somebody_keeps_nobody_else_waiting() -> None:
    """A camera may take minutes for one folder; what is plugged in meanwhile is to be seen."""
    driver = SlowToList()
    device = next(connected(Straight(driver), lambda _found: Straight(driver)))
    device.status()
    with ThreadPoolExecutor(1) as pool:
        listing = pool.submit(list, device.entries())
        assert driver.begun.wait(10)

        status = device.status()

        assert not listing.done()
        driver.over.set()
    assert status == Status()


def test_what_a_library_prints_is_no_answer(device: Linked) -> None:
    assert read(device, "babble.jpg") == b"good"


def test_mistake_of_a_driver_is_told(device: Linked) -> None:
    with pytest.raises(NeedsDevice) as raised:
        read(device, "raise.jpg")

    assert raised.value.code == "device-failed"
    assert "mistake" in str(raised.value.details["reason"])


def test_process_that_cannot_start_is_a_broken_line() -> None:
    line = Worker((sys.executable, "-c", ""), silence=1.0)

    with pytest.raises(LineBroken):
        line.ask({"ask": "find"})


def test_closing_ends_the_process_and_the_next_question_starts_another(device: Linked) -> None:
    read(device, "good.jpg")

    device.eject()

    assert read(device, "good.jpg") == b"good"


def test_listing_of_a_process_that_was_lost_takes_nothing_of_the_next_one(
    line: Worker, device: Linked
) -> None:
    old = line.ask({"ask": "entries", "address": "here"})[0]["listing"]
    line.close()
    new = line.ask({"ask": "entries", "address": "here"})[0]["listing"]

    with pytest.raises(DeviceGone):
        line.ask({"ask": "more", "address": "here", "listing": old})

    assert len(line.ask({"ask": "more", "address": "here", "listing": new})[0]["entries"]) == 6


def test_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert command_for("gphoto") == (sys.executable, "worker", "--devices", "gphoto")
