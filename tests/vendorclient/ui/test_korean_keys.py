"""Korean typing: half written syllables stay, keys mean the same in the Korean layout."""

from PySide6.QtCore import QEvent, QPersistentModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from vendorclient.app.changed import Kind
from vendorclient.app.details import details
from vendorclient.ui.loupe.note import NoteField

PLAIN = Qt.KeyboardModifier.NoModifier


def press(target, key, text):
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, PLAIN, text))


def compose(target, half):
    QApplication.sendEvent(target, QInputMethodEvent(half, []))


def commit(target, whole):
    event = QInputMethodEvent()
    event.setCommitString(whole)
    QApplication.sendEvent(target, event)


def a_note(qtbot, note=""):
    field = NoteField()
    qtbot.addWidget(field)
    field.turn_to("photo")
    field.show_note(note)
    field.setEnabled(True)
    return field


def open_large(office):
    office.sign()
    office.bring()
    key = office.key("IMG_1037.JPG")
    office.sorting.put([key], 1)
    office.settled()
    office.sorting.page.enlarged.emit(key)
    loupe = office.window.loupe
    office.until(lambda: not loupe.stage.image.isNull() and loupe.facts.note.isEnabled())
    return loupe


def test_what_is_read_anew_leaves_a_half_written_syllable(qtbot):
    field = a_note(qtbot, "용접")
    compose(field, "ㅎ")
    field.show_note("절단")
    commit(field, "한")
    assert "한" in field.toPlainText()
    assert "용접" in field.toPlainText()


def test_an_older_note_that_comes_late_does_not_replace_a_newer(qtbot):
    field = a_note(qtbot)
    field.insertPlainText("용접 2호기 ")
    field.keep()
    field.show_note("")  # asked before the note was written
    assert field.toPlainText() == "용접 2호기 "
    field.show_note("용접 2호기")  # as it is kept
    field.show_note("")  # taken back
    assert field.toPlainText() == ""


def test_the_place_to_write_at_stays_where_it_was(qtbot):
    field = a_note(qtbot)
    field.insertPlainText("용접")
    field.keep()
    field.show_note("용접")
    field.show_note("용접")
    field.insertPlainText(" 2호기")
    assert field.toPlainText() == "용접 2호기"


def test_the_note_of_one_photo_is_never_written_to_another(qtbot):
    field, written = a_note(qtbot), []
    field.written.connect(lambda key, note: written.append((key, note)))
    field.insertPlainText("용접")
    field.turn_to("other")
    assert written == [("photo", "용접")]
    assert field.toPlainText() == ""
    assert not field.isEnabled()


def test_the_large_view_knows_its_letters_in_the_korean_layout(office):
    loupe = open_large(office)
    press(loupe, ord("ㅋ"), "ㅋ")
    assert loupe.stage.is_close
    press(loupe, ord("ㅋ"), "ㅋ")
    assert not loupe.stage.is_close


def test_a_note_goes_on_while_everything_is_read_anew(office):
    loupe = open_large(office)
    note = loupe.facts.note
    note.setFocus()
    commit(note, "용접")
    compose(note, "ㅎ")
    office.window.note(frozenset({Kind.MEDIA, Kind.ATTACHMENTS}))
    office.settled()
    commit(note, "한국")
    assert note.toPlainText() == "용접한국"


def test_digits_sort_and_letters_do_nothing_in_the_grid_with_the_korean_layout(office):
    office.sign()
    office.bring()
    grid = office.sorting.page.grid
    key = office.key("IMG_1037.JPG")
    grid.select_keys([key])
    grid.setFocus()
    assert not grid.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    press(grid, ord("ㅂ"), "ㅂ")
    assert grid.selected_keys() == (key,)
    press(grid, Qt.Key.Key_2, "2")
    office.until(lambda: office.photo("IMG_1037.JPG").process == 2)


def test_a_note_is_kept_when_the_window_is_closed_at_once(office):
    loupe = open_large(office)
    commit(loupe.facts.note, "용접")
    office.window.close()
    kept = []
    key, contract_id = loupe.photo.key, office.sorting.contract_id
    office.session.desk.ask(lambda db: details(db, key, contract_id), kept.append)
    office.until(lambda: kept)
    assert kept[0].attached.attachment.note == "용접"


def test_the_list_of_contracts_stays_open_while_everything_is_read_anew(office):
    office.sign()
    box = office.sorting.page.panel.contracts
    row = box.model().index(0, 0)
    still = QPersistentModelIndex(row)
    office.window.note(frozenset(Kind))
    office.settled()
    assert still.isValid()
