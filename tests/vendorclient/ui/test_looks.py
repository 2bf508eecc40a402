"""Every page in every size, language and size of type: nothing is cut, everything has a name."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QSlider,
    QWidget,
)

from tests.vendorclient.ui.cuts import cut_in
from vendorclient.ui.dialogs.clock import ClockDialog
from vendorclient.ui.dialogs.help import HelpDialog
from vendorclient.ui.dialogs.keys import KeysDialog
from vendorclient.ui.dialogs.reason import ReasonDialog, WithdrawDialog
from vendorclient.ui.dialogs.restart import RestartDialog
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look
from vendorclient.ui.widgets.device_card import DeviceLine, Plugged
from vendorclient.ui.widgets.nav import Place, PlaceButton
from vendorclient.ui.widgets.progress import Progress

SIZES = [(1366, 768), (1093, 614), (911, 512), (1920, 1080)]
NAMED = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QProgressBar,
)


@pytest.fixture(params=["ko", "en"])
def furnished(office, request):
    """An office with photos, a contract and devices, in one language."""
    office.sign()
    office.bring()
    if request.param == "en":
        office.window.places.settings.page.language_chosen.emit("en")
        office.window = office.session.window
    for place in Place:
        office.window.go(place)
    office.settled()
    lines = [
        DeviceLine(key="1", label="EOS_DIGITAL", kind="card", new=30, total=244, free_bytes=10**10),
        DeviceLine(key="2", label="Galaxy S24 Ultra", kind="android", state=Plugged.PRIVATE),
        DeviceLine(key="3", label="iPhone", kind="iphone", state=Plugged.LOCKED),
    ]
    office.window.places.today.page.show_devices(lines)
    office.window.places.today.page.show_copying("1", Progress(done=1, total=3))
    yield office
    if request.param == "en":
        office.window.places.settings.page.language_chosen.emit("ko")
        office.window = office.session.window


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_word_is_cut(furnished, size):
    furnished.window.resize(*size)
    found = cut_words(furnished)
    assert found == []


@pytest.mark.parametrize("scale", [0.9, 1.3, 1.6, 2.0])
def test_no_word_is_cut_in_other_sizes_of_type(furnished, scale):
    look().wear(Scheme.LIGHT, scale)
    furnished.window.resize(1366, 768)
    found = cut_words(furnished)
    assert found == []


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_word_is_cut_beside_the_large_photo(furnished, scale):
    look().wear(Scheme.LIGHT, scale)
    furnished.window.resize(1366, 768)
    furnished.window.go(Place.PHOTOS)
    loupe = furnished.window.loupe
    furnished.window.large_view.open(furnished.key("DCP_4386.JPG"))
    furnished.until(loupe.facts.clock.isVisible)
    QApplication.processEvents()
    assert cut_in(loupe) == []
    loupe.leave()


def test_no_word_is_cut_in_easy_mode(furnished):
    furnished.window.resize(1093, 614)
    furnished.window.take_easy()
    for step in range(3):
        furnished.window.places.easy.page.stepped.emit(step)
        QApplication.processEvents()
        assert cut_in(furnished.window) == []
    furnished.window.leave_easy()


def test_no_word_is_cut_in_a_dialog(furnished):
    dialogs = [
        KeysDialog(furnished.window),
        ReasonDialog(furnished.window, 3, ["긴 사유입니다. " * 9]),
        HelpDialog(furnished.window, Place.PHOTOS),
        WithdrawDialog(furnished.window, 3),
        ClockDialog(furnished.window, datetime(2026, 10, 20, 14, tzinfo=UTC), 214),
        RestartDialog(furnished.window),
    ]
    for dialog in dialogs:
        dialog.open()
        QApplication.processEvents()
    found = [cut for dialog in dialogs for cut in cut_in(dialog)]
    for dialog in dialogs:
        dialog.reject()
    assert found == []


def test_everything_that_can_be_used_has_a_name(furnished):
    nameless = []
    for place in Place:
        furnished.window.go(place)
        QApplication.processEvents()
        nameless += [
            (place.value, type(widget).__name__)
            for widget in furnished.window.findChildren(QWidget)
            if isinstance(widget, NAMED)
            and widget.isVisible()
            and not name_of(widget)
            and not isinstance(widget, QHeaderView)
            and not inside_of_another(widget)
        ]
    assert nameless == []


def test_items_of_the_grid_are_read_out(furnished):
    furnished.window.go(Place.PHOTOS)
    grid = furnished.window.places.sorting.page.grid
    first = QAccessible.queryAccessibleInterface(grid).child(0)
    assert "DCP_4386.JPG" in first.text(QAccessible.Text.Name)


def test_the_keyboard_reaches_every_button(furnished):
    unreachable = [
        widget
        for widget in furnished.window.findChildren(QAbstractButton)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() is Qt.FocusPolicy.NoFocus
        and not inside_of_another(widget)
    ]
    assert unreachable == []


def test_the_icons_follow_the_look(furnished):
    button = furnished.window.findChildren(PlaceButton)[1]
    before = button.icon().pixmap(20).toImage()
    look().wear(Scheme.DARK)
    assert button.icon().pixmap(20).toImage() != before


def cut_words(office):
    found = []
    for place in Place:
        office.window.go(place)
        QApplication.processEvents()
        found += [(place.value, *cut) for cut in cut_in(office.window)]
    return found


def name_of(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or (interface.text(QAccessible.Text.Name) if interface else "")


def inside_of_another(widget):
    """Whether Qt itself put this widget into one of its own (the list of a combo box)."""
    above = widget.parentWidget()
    return isinstance(above, QComboBox | QLineEdit | QAbstractItemView) or (
        above is not None and type(above).__name__ == "QComboBoxPrivateContainer"
    )
