"""Sorting on the real window: keys, drops, undo, suggestions, handing in."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from tests.vendorclient.ui.office import PHOTOS, many_processes
from tests.vendorclient.ui.spoken import spoken
from vendorclient.app import overview
from vendorclient.ui.grid.photo import Journey
from vendorclient.ui.widgets.process_row import ProcessRow

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def table(office):
    """An office with a contract and five photos on the table."""
    office.contract = office.sign()
    office.bring()
    office.window.go("photos")
    return office


def choose(office, *names):
    office.window.places.sorting.page.grid.select_keys([office.key(name) for name in names])


def press(office, key, modifier=Qt.KeyboardModifier.NoModifier):
    office.qtbot.keyClick(office.window.places.sorting.page.grid, key, modifier)


def places(office):
    found = []
    office.session.desk.ask(
        lambda db: overview.table(db, office.contract),
        lambda view: found.append({row.name: row.process_id for row in view.photos}),
    )
    office.until(lambda: found)
    names = {process.id: process.name for process in office.contract.processes}
    return {name: names.get(place, "") for name, place in found[0].items()}


def test_photos_appear_with_pictures_and_suggestions(table):
    assert [photo.name for photo in table.sorting.photos] == [
        "DCP_4386.JPG",
        "IMG_1037.JPG",
        "IMG_1038.JPG",
        "DSCN0137.JPG",
        "DSCN0138.JPG",
    ]
    assert [photo.suggested_name for photo in table.sorting.photos] == [
        "",
        "재단",
        "재단",
        "조립",
        "조립",
    ]
    assert "사진 5장" in table.window.places.sorting.page.subtitle.text()


def test_a_digit_puts_the_chosen_photos_into_a_process(table):
    choose(table, "IMG_1037.JPG", "IMG_1038.JPG")
    press(table, KEY.Key_1)
    assert table.photo("IMG_1037.JPG").process_name == "재단"  # at once, before the library knows
    table.settled()
    assert places(table)["IMG_1038.JPG"] == "재단"
    table.until(lambda: table.photo("IMG_1037.JPG").mark.words == "정상")
    assert table.photo("IMG_1037.JPG").journey is Journey.TAGGED


def test_another_digit_moves_and_zero_takes_out(table):
    choose(table, "IMG_1037.JPG")
    press(table, KEY.Key_1)
    press(table, KEY.Key_2)
    table.settled()
    assert places(table)["IMG_1037.JPG"] == "조립"
    press(table, KEY.Key_0)
    table.settled()
    assert places(table)["IMG_1037.JPG"] == ""


def test_a_digit_without_a_process_does_nothing(table):
    choose(table, "IMG_1037.JPG")
    press(table, KEY.Key_9)
    table.settled()
    assert set(places(table).values()) == {""}


def test_undo_and_redo_walk_back_and_forth(table):
    page = table.window.places.sorting.page
    choose(table, "IMG_1037.JPG")
    press(table, KEY.Key_1)
    press(table, KEY.Key_2)
    press(table, KEY.Key_Z, CONTROL)
    table.settled()
    assert places(table)["IMG_1037.JPG"] == "재단"
    press(table, KEY.Key_Z, CONTROL)
    table.settled()
    assert places(table)["IMG_1037.JPG"] == ""
    press(table, KEY.Key_Z, CONTROL | SHIFT)
    table.settled()
    assert places(table)["IMG_1037.JPG"] == "재단"
    assert page._redo.isEnabled()


def test_enter_accepts_what_is_suggested(table):
    table.window.places.sorting.page.grid.setFocus()
    press(table, KEY.Key_Return)
    table.settled()
    assert places(table) == {
        "DCP_4386.JPG": "",
        "IMG_1037.JPG": "재단",
        "IMG_1038.JPG": "재단",
        "DSCN0137.JPG": "조립",
        "DSCN0138.JPG": "조립",
    }


def test_a_drop_puts_the_dragged_photos_into_a_process(table):
    choose(table, "DSCN0137.JPG")
    grid = table.window.places.sorting.page.grid
    dragged = grid.photo_model.mimeData(grid.selectionModel().selectedRows())
    row = table.window.places.sorting.page.findChildren(ProcessRow)[1]
    drop(row, dragged)
    table.settled()
    assert places(table)["DSCN0137.JPG"] == "조립"


def test_something_else_cannot_be_dropped(table):
    row = table.window.places.sorting.page.findChildren(ProcessRow)[0]
    strange = QMimeData()
    strange.setText("hello")
    enter = QDragEnterEvent(QPoint(5, 5), COPY, strange, Qt.MouseButton.LeftButton, PLAIN)
    enter.ignore()
    row.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_a_press_on_a_process_takes_the_chosen_photos(table):
    choose(table, "IMG_1038.JPG")
    row = table.window.places.sorting.page.findChildren(ProcessRow)[0]
    table.qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    table.settled()
    assert places(table)["IMG_1038.JPG"] == "재단"


def test_the_loupe_sorts_and_goes_on(table):
    choose(table, "IMG_1037.JPG")
    press(table, KEY.Key_Space)
    loupe = table.window.loupe
    assert loupe.isVisible()
    table.until(lambda: not loupe.stage.image.isNull())
    assert not loupe.grab().isNull()
    table.qtbot.keyClick(loupe, KEY.Key_1)
    table.qtbot.keyClick(loupe, KEY.Key_1)
    table.settled()
    assert places(table)["IMG_1037.JPG"] == "재단"
    assert places(table)["IMG_1038.JPG"] == "재단"
    table.qtbot.keyClick(loupe, KEY.Key_Left)
    table.qtbot.keyClick(loupe, KEY.Key_Escape)
    assert not loupe.isVisible()
    assert table.window.places.sorting.page.grid.selected_keys() == (table.key("IMG_1038.JPG"),)


def test_handing_in_waits_for_a_second_thought(table):
    press(table, KEY.Key_Return)
    table.settled()
    press(table, KEY.Key_Return, CONTROL)
    assert table.sorting.is_holding
    undo = table.window.teller._toast._undo
    assert undo.isVisible()
    table.qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert not table.sorting.is_holding
    table.settled()
    assert journeys(table) == {Journey.NEW, Journey.TAGGED}


def test_after_the_moment_it_is_handed_in(table):
    table.window.teller._undo_seconds = 0.01
    press(table, KEY.Key_Return)
    table.settled()
    press(table, KEY.Key_Return, CONTROL)
    table.until(lambda: Journey.SUBMITTED in journeys(table))
    assert not table.window.places.sorting.page._undo.isEnabled()


def test_closing_the_window_hands_in_at_once(table):
    press(table, KEY.Key_Return)
    table.settled()
    press(table, KEY.Key_Return, CONTROL)
    table.window.close()
    table.settled()
    table.until(lambda: Journey.SUBMITTED in journeys(table) or table.sorting.refresh())


def test_what_was_handed_in_stays_where_it_is(table):
    table.window.teller._undo_seconds = 0.01
    press(table, KEY.Key_Return)
    table.settled()
    press(table, KEY.Key_Return, CONTROL)
    table.until(lambda: Journey.SUBMITTED in journeys(table))
    choose(table, "IMG_1037.JPG")
    press(table, KEY.Key_2)
    table.settled()
    assert places(table)["IMG_1037.JPG"] == "재단"


def test_a_photo_that_fails_needs_a_reason_first(table):
    choose(table, "DCP_4386.JPG")
    press(table, KEY.Key_1)
    table.settled()
    table.until(lambda: table.photo("DCP_4386.JPG").refused)
    press(table, KEY.Key_Return, CONTROL)
    dialog = table.window.findChild(QDialog)
    assert dialog is not None
    field = dialog.findChild(QPlainTextEdit)
    assert not dialog.agree.isEnabled()
    field.setPlainText("카메라 시계를 맞추지 않은 채 찍었습니다")
    dialog.agree.click()
    table.until(lambda: not table.photo("DCP_4386.JPG").refused)
    table.qtbot.mouseClick(
        table.window.places.sorting.page.panel._submit, Qt.MouseButton.LeftButton
    )
    assert table.sorting.is_holding


def test_nothing_to_hand_in_keeps_the_button_off(table):
    assert not table.window.places.sorting.page.panel._submit.isEnabled()
    press(table, KEY.Key_Return, CONTROL)
    assert not table.sorting.is_holding


def test_a_photo_can_be_sorted_while_it_is_still_being_read(office):
    office.contract = office.sign()
    office.window.take_folder(str(folder_of(office)))
    office.until(lambda: len(office.sorting.photos) == len(PHOTOS))
    keys = [photo.key for photo in office.sorting.photos]
    office.sorting.put(keys, 1)
    office.until(lambda: len(office.read()) == len(PHOTOS))
    office.settled()
    office.until(lambda: set(places(office).values()) == {"재단"})


def test_another_contract_hides_what_belongs_to_the_first(table):
    press(table, KEY.Key_Return)
    table.settled()
    other = many_processes(12)
    table.window.places.contracts.load(str(contract_file(table, other)))
    table.until(lambda: len(table.sorting._board.contracts) == 2)
    table.sorting.choose(other.id)
    table.until(lambda: table.sorting._board.contract_id == other.id)
    table.settled()
    assert [photo.name for photo in table.sorting.photos] == ["DCP_4386.JPG"]
    assert "숨긴 사진 4" in spoken(table.window.places.sorting.page.filters)
    assert len(table.window.places.sorting.page.findChildren(ProcessRow)) >= 12


COPY = Qt.DropAction.CopyAction
PLAIN = Qt.KeyboardModifier.NoModifier


def drop(row, dragged):
    left = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), COPY, dragged, left, PLAIN)
    row.dragEnterEvent(enter)
    assert enter.isAccepted()
    row.dragLeaveEvent(QDragLeaveEvent())
    row.dropEvent(QDropEvent(QPointF(5, 5), COPY, dragged, left, PLAIN))


def journeys(office):
    return {photo.journey for photo in office.sorting.photos}


def folder_of(office):
    import shutil

    from vendorcore import resources

    folder = office.root / "fresh"
    folder.mkdir()
    for name in PHOTOS:
        shutil.copy(resources.path("sample-card") / name, folder)
    return folder


def contract_file(office, contract):
    import json

    from vendorcore.protocol import contract_to_json

    file = office.root / "other.json"
    file.write_text(json.dumps(contract_to_json(contract), ensure_ascii=False), "utf-8")
    return file
