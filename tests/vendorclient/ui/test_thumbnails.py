"""Small pictures: fetched beside the window's thread, kept within a limit."""

import threading

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from vendorcore.errors import NotReadable

from tests.vendorclient.ui.builders import a_jpeg
from vendorclient.ui.background import Background
from vendorclient.ui.grid.thumbnails import Thumbnails

PLACE = QSize(120, 90)


@pytest.fixture
def background(qapp):
    made = Background()
    yield made
    made.close()


def test_a_picture_arrives_after_it_was_asked_for(qtbot, background):
    jpeg = a_jpeg(colour="#cc3300")
    thumbnails = Thumbnails(lambda _key: jpeg, background)
    with qtbot.waitSignal(thumbnails.arrived) as came:
        assert thumbnails.picture("a", PLACE, 1.0) is None
    assert came.args == [["a"]]
    picture = thumbnails.picture("a", PLACE, 1.0)
    assert picture.size() == PLACE
    middle = picture.toImage().pixelColor(60, 45)
    assert abs(middle.red() - QColor("#cc3300").red()) < 8


def test_it_is_decoded_outside_the_windows_thread(qtbot, background):
    threads = []
    jpeg = a_jpeg()

    def read(_key):
        threads.append(threading.current_thread())
        return jpeg

    thumbnails = Thumbnails(read, background)
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.picture("a", PLACE, 1.0)
    assert threads[0] is not threading.main_thread()


def test_a_picture_is_sharp_on_a_fine_screen(qtbot, background):
    jpeg = a_jpeg(640, 480)
    thumbnails = Thumbnails(lambda _key: jpeg, background)
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.picture("a", PLACE, 1.5)
    assert thumbnails.picture("a", PLACE, 1.5).size() == QSize(180, 135)


def test_an_upright_photo_fills_its_place(qtbot, background):
    jpeg = a_jpeg(90, 160, "#00aa00")
    thumbnails = Thumbnails(lambda _key: jpeg, background)
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.picture("a", PLACE, 1.0)
    image = thumbnails.picture("a", PLACE, 1.0).toImage()
    assert all(image.pixelColor(x, 45).green() > 150 for x in (1, 60, 118))


@pytest.mark.qt_log_ignore("JPEG datastream")
@pytest.mark.parametrize("content", [b"", b"no picture at all", b"\xff\xd8\xff"])
def test_what_is_no_picture_stays_a_placeholder(qtbot, background, content):
    thumbnails = Thumbnails(lambda _key: bytes(content), background)
    with qtbot.waitSignal(thumbnails.arrived) as came:
        thumbnails.picture("a", PLACE, 1.0)
    assert came.args == [[]]
    assert thumbnails.picture("a", PLACE, 1.0) is None


def test_an_unreadable_picture_stays_a_placeholder(qtbot, background):
    def read(key):
        raise NotReadable(path=key)

    thumbnails = Thumbnails(read, background)
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.picture("a", PLACE, 1.0)
    assert thumbnails.picture("a", PLACE, 1.0) is None


def test_what_changed_is_fetched_anew(qtbot, background):
    contents = iter([b"", a_jpeg()])
    thumbnails = Thumbnails(lambda _key: next(contents), background)
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.picture("a", PLACE, 1.0)
    thumbnails.forget(["a"])
    with qtbot.waitSignal(thumbnails.arrived) as came:
        thumbnails.picture("a", PLACE, 1.0)
    assert came.args == [["a"]]


def test_memory_stays_within_its_limit(qtbot, background):
    jpeg = a_jpeg()
    one = 120 * 90 * 4
    thumbnails = Thumbnails(lambda _key: jpeg, background, limit_bytes=3 * one)
    for number in range(10):
        with qtbot.waitSignal(thumbnails.arrived):
            thumbnails.picture(str(number), PLACE, 1.0)
    assert thumbnails.used_bytes <= 3 * one
    assert thumbnails.picture("9", PLACE, 1.0) is not None


def test_what_is_seen_now_comes_before_what_was_scrolled_past(qtbot, background):
    read = []
    jpeg = a_jpeg()
    gate = threading.Event()

    def slow(key):
        gate.wait(5)
        read.append(key)
        return jpeg

    thumbnails = Thumbnails(slow, background)
    for number in range(1000):
        thumbnails.picture(str(number), PLACE, 1.0)
    gate.set()
    qtbot.waitUntil(lambda: len(read) >= 10)
    assert "999" in read[:10]
    qtbot.waitUntil(lambda: thumbnails._jobs == 0, timeout=20_000)
    assert len(read) < 700
