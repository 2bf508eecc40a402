"""What came, went or changed is told once, and nobody waits long for an unlocked phone."""

from __future__ import annotations

from queue import SimpleQueue

from vendorclient.devices import Device, DeviceState, FakePhone, Status
from vendorclient.devices.events.bell import Bell
from vendorclient.devices.watching import (
    IMPATIENT_SECONDS,
    POLL_SECONDS,
    News,
    Plugged,
    Watcher,
    compare,
    patience,
)


def plugged(key: str, state: DeviceState = DeviceState.READY) -> Plugged:
    return Plugged(FakePhone({}, key=key), Status(state))


def test_new_devices_have_come_and_missing_ones_are_gone() -> None:
    news = compare([plugged("a"), plugged("b")], [plugged("b"), plugged("c")])

    assert [one.device.key for one in news.came] == ["c"]
    assert [one.device.key for one in news.gone] == ["a"]
    assert news.changed == ()


def test_unlocked_phone_has_changed() -> None:
    news = compare([plugged("a", DeviceState.LOCKED)], [plugged("a")])

    assert [one.status.state for one in news.changed] == [DeviceState.READY]


def test_nothing_new_is_no_news() -> None:
    assert not compare([plugged("a")], [plugged("a")])


def test_locked_phones_are_asked_often() -> None:
    assert patience([plugged("a")]) == POLL_SECONDS
    assert patience([plugged("a"), plugged("b", DeviceState.UNTRUSTED)]) == IMPATIENT_SECONDS
    assert IMPATIENT_SECONDS < 2


def test_watcher_looks_when_the_bell_rings() -> None:
    there: list[Device] = []
    told: SimpleQueue[News] = SimpleQueue()
    bell = Bell()
    watcher = Watcher(lambda: list(there), bell, told.put)
    watcher.start()

    there.append(FakePhone({}, key="a"))
    bell.ring()
    came = told.get(timeout=10)
    there.clear()
    bell.ring()
    gone = told.get(timeout=10)
    watcher.stop()

    assert [one.device.key for one in came.came] == ["a"]
    assert [one.device.key for one in gone.gone] == ["a"]


def test_phone_that_was_unlocked_is_noticed() -> None:
    phone = FakePhone({}, locked=True)
    watcher = Watcher(lambda: [phone], Bell(), lambda _news: None)
    watcher.look()

    phone.locked = False

    assert [one.status.state for one in watcher.look().changed] == [DeviceState.READY]


def test_many_events_ring_once() -> None:
    bell = Bell()
    for _ in range(5):
        bell.ring()

    assert bell.wait(5)
    assert not bell.wait(0)
