"""Easy mode: large buttons, few presses, nothing small to hit."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from tests.vendorclient.ui.spoken import spoken
from vendorclient.ui.dialogs.reason import ReasonDialog
from vendorclient.ui.pages.easy import Step
from vendorclient.ui.widgets.device_card import DeviceLine, Plugged
from vendorclient.ui.widgets.nav import Place
from vendorclient.ui.widgets.process_row import ProcessRow

LEFT = Qt.MouseButton.LeftButton
SMALLEST = 48


@pytest.fixture
def easy(office):
    office.contract = office.sign()
    office.bring()
    office.session._be_easy(easy=True)
    office.page = office.window.places.easy.page
    return office


def press(office, button):
    office.presses = getattr(office, "presses", 0) + 1
    office.qtbot.mouseClick(button, LEFT)


def processes(office):
    return [row for row in office.page.findChildren(ProcessRow) if row.isVisible()]


def test_a_newcomer_needs_six_presses_at_most(easy):
    press(easy, easy.page.steps[Step.SORT])
    for day in range(3):
        easy.until(lambda: processes(easy))
        press(easy, processes(easy)[day % 2])
        easy.settled()
    assert easy.page.step is Step.SEND
    press(easy, easy.page.send)
    dialog = easy.window.findChild(ReasonDialog)  # one photo is older than the contract
    dialog.field.insertPlainText("시험 촬영")
    press(easy, dialog.agree)
    assert easy.presses <= 6


def test_every_target_is_large(easy):
    for step in Step:
        easy.page.go(step)
        small = [
            (type(button).__name__, button.text(), button.height())
            for button in easy.page.findChildren(QAbstractButton)
            if button.isVisible() and button.height() < SMALLEST
        ]
        assert small == []


def test_the_suggested_process_is_marked(easy):
    press(easy, easy.page.steps[Step.SORT])
    easy.page.later.click()
    easy.until(lambda: processes(easy))
    assert any("추천" in row.accessibleName() for row in processes(easy))


def test_later_and_undo(easy):
    press(easy, easy.page.steps[Step.SORT])
    first = easy.page.question.text()
    press(easy, easy.page.later)
    assert easy.page.question.text() != first
    easy.until(lambda: processes(easy))
    press(easy, processes(easy)[0])
    easy.settled()
    press(easy, easy.page.undo)
    easy.settled()
    assert {photo.process for photo in easy.sorting.photos} == {0}


def test_devices_are_large_buttons(easy):
    lines = [
        DeviceLine(key="1", label="EOS_DIGITAL", kind="card", new=30, total=244),
        DeviceLine(
            key="2", label="iPhone", kind="iphone", state=Plugged.LOCKED, advice="잠금 풀기"
        ),
    ]
    easy.page.go(Step.BRING)
    easy.page.show_devices(lines)
    easy.until(lambda: "EOS_DIGITAL · 새 사진 30장" in spoken(easy.page))
    assert "잠금 풀기" in spoken(easy.page)
    easy.page.device_wanted.emit("gone")
    assert easy.page.step is Step.SORT


def test_it_is_kept_and_left_again(easy):
    assert not easy.window.nav.isVisible()
    assert easy.session.preferences.easy
    easy.page.left.emit()
    assert easy.window.nav.isVisible()
    assert easy.window.place is Place.TODAY
    assert not easy.session.preferences.easy
    easy.window.go(Place.SETTINGS)
    easy.window.places.settings.page._easy.click()
    assert easy.window.is_easy
    easy.window.go(Place.SETTINGS)
    assert easy.window.place is Place.SETTINGS


def test_a_photo_is_seen_whole_in_a_low_window(easy):
    easy.window.resize(911, 512)
    press(easy, easy.page.steps[Step.SORT])
    easy.until(lambda: processes(easy))
    grid = easy.page.grid
    easy.until(lambda: 0 < grid.gridSize().height() <= grid.viewport().height())
    assert grid.whole_cells() >= 1
