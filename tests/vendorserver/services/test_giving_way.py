"""Later work waits while somebody sends, but neither for ever nor when the server stops."""

from __future__ import annotations

import threading
import time

from vendorserver.services import giving_way
from vendorserver.services.giving_way import Senders


def test_nobody_is_waited_for_when_all_are_quiet() -> None:
    senders = Senders()
    assert senders.are_quiet()
    senders.let_pass(threading.Event())


def test_who_sends_goes_first() -> None:
    senders, passed = Senders(), threading.Event()

    def work() -> None:
        senders.let_pass(threading.Event())
        passed.set()

    with senders.one_more():
        worker = threading.Thread(target=work)
        worker.start()
        assert not senders.are_quiet()
        assert not passed.is_set()
    assert not senders.are_quiet()  # a moment's pause between two files is no end
    worker.join(20)
    assert passed.is_set()
    assert senders.are_quiet()


def test_a_server_that_stops_waits_for_nobody() -> None:
    senders, stopping = Senders(), threading.Event()
    stopping.set()
    with senders.one_more():
        began = time.monotonic()
        senders.let_pass(stopping)
    assert time.monotonic() - began < giving_way.MOST_SECONDS
