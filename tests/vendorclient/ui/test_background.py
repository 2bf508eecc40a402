"""Work away from the window's thread, answers home in it."""

import logging
import threading

import pytest

from vendorcore.errors import Cancelled, Offline

from vendorclient.ui.background import Background, Lane


@pytest.fixture
def background(qapp):
    made = Background()
    yield made
    made.close()


@pytest.mark.parametrize("lane", list(Lane))
def test_work_runs_outside_and_its_answer_comes_home(qtbot, background, lane):
    seen = {}

    def work():
        seen["work"] = threading.current_thread()
        return 42

    def done(answer):
        seen["done"] = (answer, threading.current_thread())

    background.run(work, done, lane=lane)
    qtbot.waitUntil(lambda: "done" in seen)
    assert seen["done"] == (42, threading.main_thread())
    assert seen["work"] is not threading.main_thread()


def test_what_failed_comes_home_too(qtbot, background):
    failures = []

    def work():
        raise Offline

    background.run(work, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Offline)


def test_a_failure_nobody_waits_for_is_told_to_everybody(qtbot, background):
    def work():
        raise Offline

    with qtbot.waitSignal(background.failed) as told:
        background.run(work)
    assert told.args[0].code == "offline"


def test_a_fault_of_ours_becomes_one_polite_error(qtbot, background, caplog):
    failures = []
    with caplog.at_level(logging.ERROR):
        background.run(lambda: 1 / 0, failed=failures.append)
        qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].code == "unknown"
    assert "ZeroDivisionError" in caplog.text


def test_a_stop_by_the_person_is_silence(qtbot, background):
    def work():
        raise Cancelled

    told = []
    background.run(work, told.append, told.append, lane=Lane.ORDERED)
    background.run(lambda: "after", told.append, lane=Lane.ORDERED)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["after"]


def test_the_ordered_lane_keeps_the_order(qtbot, background):
    order = []
    for number in range(50):
        background.run(lambda n=number: n, order.append, lane=Lane.ORDERED)
    qtbot.waitUntil(lambda: len(order) == 50)
    assert order == list(range(50))


def test_a_closed_background_takes_no_more_work(qapp):
    background = Background()
    background.close()
    background.run(lambda: pytest.fail("ran after closing"))
    background.bring_home(pytest.fail, "came after closing")
    qapp.sendPostedEvents()
