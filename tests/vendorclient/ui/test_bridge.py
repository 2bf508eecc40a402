"""Announcements come home from any thread, gathered, ten times a second at most."""

from threading import Thread

from vendorclient.app.changed import Changed, Kind
from vendorclient.ui.bridge import PAUSE_MS, Bridge


def test_an_announcement_from_a_thread_arrives_in_the_window(qtbot):
    bridge = Bridge()
    with qtbot.waitSignal(bridge.changed) as told:
        Thread(target=bridge.announce, args=(Changed.of(Kind.MEDIA),)).start()
    assert told.args == [frozenset({Kind.MEDIA})]


def test_many_announcements_arrive_as_few(qtbot):
    bridge = Bridge()
    told = []
    bridge.changed.connect(told.append)
    for _ in range(500):
        bridge.announce(Changed.of(Kind.MEDIA))
        bridge.announce(Changed.of(Kind.OUTBOX))
    qtbot.waitUntil(lambda: len(told) >= 1)
    assert told == [frozenset({Kind.MEDIA, Kind.OUTBOX})]


def test_a_second_one_rests_a_moment(qtbot):
    bridge = Bridge()
    with qtbot.waitSignal(bridge.changed):
        bridge.announce(Changed.of(Kind.MEDIA))
    with qtbot.waitSignal(bridge.changed, timeout=20 * PAUSE_MS) as told:
        bridge.announce(Changed.of(Kind.CONTRACTS))
        qtbot.wait(1)
        bridge.announce(Changed.of(Kind.OUTBOX))
    assert told.args == [frozenset({Kind.CONTRACTS, Kind.OUTBOX})]
