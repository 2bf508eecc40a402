"""The moment after handing in: taken back by undo, ended by sorting on."""

import pytest
from PySide6.QtCore import Qt

from vendorclient.ui.grid.photo import Journey

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def table(office):
    office.sign()
    office.bring()
    office.window.go("photos")
    return office


def press(office, key, modifier=Qt.KeyboardModifier.NoModifier):
    office.qtbot.keyClick(office.window.places.sorting.page.grid, key, modifier)


def journeys(office):
    return {photo.journey for photo in office.sorting.photos}


def test_undo_right_after_handing_in_takes_it_back(table):
    press(table, KEY.Key_Return)
    table.settled()
    table.sorting.submit()
    assert table.sorting.is_holding
    press(table, KEY.Key_Z, CONTROL)
    assert not table.sorting.is_holding
    assert not table.window.teller._toast.isVisible()
    press(table, KEY.Key_Z, CONTROL)
    table.settled()
    assert journeys(table) == {Journey.NEW}


def test_sorting_on_hands_in_what_was_held(table):
    press(table, KEY.Key_Return)
    table.settled()
    table.sorting.submit()
    table.sorting.put([table.key("DCP_4386.JPG")], 1)
    table.settled()
    table.sorting.undo()
    table.settled()
    assert table.photo("IMG_1037.JPG").journey is Journey.SUBMITTED
    assert table.photo("DCP_4386.JPG").journey is Journey.NEW
