"""The window is told what came, went or was unlocked, and shown everything when it asks."""

from __future__ import annotations

from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from vendorclient.app.following import Following
from vendorclient.devices import Device, FakePhone, status_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PATIENCE_S = 20


class Followed:
    """A following that runs, and what it showed."""

    def __init__(self) -> None:
        self.there: list[Device] = []
        self.shown: SimpleQueue[list[tuple[str, str]]] = SimpleQueue()
        self.following = Following()
        self.stop = Event()
        self.thread = Thread(target=self.following.run, args=(self.show, self.stop, self.find))
        self.thread.start()

    def find(self) -> list[Device]:
        return list(self.there)

    def show(self, devices: Sequence[Device]) -> None:
        self.shown.put([(one.key, status_of(one).state) for one in devices])

    def next(self) -> list[tuple[str, str]]:
        return self.shown.get(timeout=PATIENCE_S)

    def end(self) -> None:
        self.stop.set()
        self.following.look_again()
        self.thread.join(PATIENCE_S)


@pytest.fixture
def followed() -> Iterator[Followed]:
    followed = Followed()
    yield followed
    followed.end()
    assert not followed.thread.is_alive()


def test_first_look_is_shown_even_when_nothing_is_there(followed: Followed) -> None:
    assert followed.next() == []


def test_asking_shows_everything_again(followed: Followed) -> None:
    followed.next()
    followed.there.append(FakePhone({}, key="a"))

    followed.following.look_again()

    assert followed.next() == [("a", "ready")]


def test_unlocked_phone_is_shown_without_asking(followed: Followed) -> None:
    followed.next()
    phone = FakePhone({}, key="a", locked=True)
    followed.there.append(phone)
    followed.following.look_again()
    assert followed.next() == [("a", "locked")]

    phone.locked = False

    assert followed.next() == [("a", "ready")]
