"""What nobody caught is written down and told, and the window goes on."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import qWarning

from vendorclient.ui import crash


@pytest.fixture
def road(qapp):
    made = crash.CrashRoad()
    made.open()
    yield made
    made.close()


def failure(kind=ZeroDivisionError):
    try:
        raise kind("by zero")
    except kind:
        return sys.exc_info()


def test_a_fault_is_written_down_and_told(qtbot, road, caplog):
    with caplog.at_level(logging.CRITICAL), qtbot.waitSignal(road.crashed) as told:
        sys.excepthook(*failure())
    assert told.args[0].splitlines()[-1].startswith("ZeroDivisionError")
    assert "by zero" in caplog.text


def test_a_fault_in_a_thread_is_told_too(qtbot, road):
    with qtbot.waitSignal(road.crashed) as told:
        thread = threading.Thread(target=lambda: [][1])
        thread.start()
        thread.join()
    assert told.args[0].splitlines()[-1].startswith("IndexError")


def test_ctrl_c_is_no_crash(qtbot, monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "excepthook", lambda *what: seen.append(what[0]))
    road = crash.CrashRoad()
    road.open()
    with qtbot.assertNotEmitted(road.crashed):
        sys.excepthook(*failure(KeyboardInterrupt))
    road.close()
    assert seen == [KeyboardInterrupt]


def test_everything_is_as_before_afterwards():
    before = (sys.excepthook, threading.excepthook)
    road = crash.CrashRoad()
    road.open()
    assert sys.excepthook != before[0]
    road.close()
    assert (sys.excepthook, threading.excepthook) == before


def test_what_qt_says_goes_into_the_log(road, caplog):
    with caplog.at_level(logging.WARNING):
        qWarning("the screen is far")
    assert "the screen is far" in caplog.text


def test_the_log_lies_in_the_folder(tmp_path):
    handler = crash.write_log(tmp_path)
    logging.getLogger("vendorclient.anything").warning("창이 열렸습니다")
    crash.stop_log(handler)
    assert "창이 열렸습니다" in (tmp_path / "window.log").read_text("utf-8")
