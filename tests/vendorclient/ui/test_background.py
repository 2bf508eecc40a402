"""Work away from the window's thread, answers home in it."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from vendorcore.errors import Cancelled, Offline
from vendorcore.text import current_language, use_language

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


class OneByOne:
    """A lane to a library that is only a word."""

    def __init__(self):
        self._worker = ThreadPoolExecutor(1)

    def submit(self, work):
        return self._worker.submit(work, "library")

    def close(self):
        self._worker.shutdown()


@pytest.fixture
def ordered(qapp):
    lane = OneByOne()
    made = Background(lane)
    yield made
    made.close()
    lane.close()


def test_a_stop_by_the_person_is_silence(qtbot, ordered):
    def stopped(_library):
        raise Cancelled

    told = []
    ordered.on_library(stopped, told.append, told.append)
    ordered.on_library(lambda library: library, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["library"]


def test_the_lane_of_the_library_keeps_the_order(qtbot, ordered):
    order = []
    for number in range(50):
        ordered.on_library(lambda _library, n=number: n, order.append)
    qtbot.waitUntil(lambda: len(order) == 50)
    assert order == list(range(50))


def test_work_speaks_the_language_of_whoever_asked(qtbot, background):
    spoken = []
    with use_language("en"):
        background.run(current_language, spoken.append)
    qtbot.waitUntil(lambda: bool(spoken))
    assert spoken == ["en"]


def test_a_closed_background_takes_no_more_work(qapp):
    background = Background()
    background.close()
    background.run(lambda: pytest.fail("ran after closing"))
    background.bring_home(pytest.fail, "came after closing")
    qapp.sendPostedEvents()
