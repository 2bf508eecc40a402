"""The places of contracts, sending and settings in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from vendorcore import resources
from vendorcore.text import current_language

from tests.vendorclient.ui.spoken import spoken
from vendorclient.app.changed import Kind
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look
from vendorclient.ui.widgets.card import Card
from vendorclient.ui.widgets.nav import Place

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def test_contracts_are_found_and_opened(office):
    contract = office.sign()
    office.window.go(Place.CONTRACTS)
    page = office.window.places.contracts.page
    office.until(lambda: page.list.model.rowCount() == 1)
    office.qtbot.keyClicks(page.list.search, "nothing")
    office.until(lambda: page.list.model.rowCount() == 0)
    page.list.search.clear()
    office.until(lambda: page.list.model.rowCount() == 1)
    place = page.list.table.visualRect(page.list.model.index(0, 1)).center()
    office.qtbot.mouseClick(page.list.table.viewport(), LEFT, pos=place)
    office.until(lambda: page.shown_contract == contract.id)
    assert "속초시" in spoken(page.detail)
    office.qtbot.keyClick(page.detail._back, KEY.Key_Escape)
    assert not page.detail.isVisible()


def test_a_half_composed_syllable_does_not_search(office):
    office.sign()
    office.window.go(Place.CONTRACTS)
    page = office.window.places.contracts.page
    office.until(lambda: page.list.model.rowCount() == 1)
    page.list.search.setFocus()
    QApplication.sendEvent(page.list.search, QInputMethodEvent("챛", []))
    assert not page.list.rest.isActive()
    composed = QInputMethodEvent()
    composed.setCommitString("책")
    QApplication.sendEvent(page.list.search, composed)
    assert page.list.rest.isActive()
    office.until(lambda: not page.list.rest.isActive())
    assert page.list.model.rowCount() == 1


def test_from_a_contract_straight_to_its_photos(office):
    contract = office.sign()
    office.window.go(Place.CONTRACTS)
    office.window.places.contracts.open(contract.id)
    office.until(lambda: office.window.places.contracts.page.detail.isVisible())
    office.qtbot.mouseClick(office.window.places.contracts.page.detail._sort, LEFT)
    assert office.window.place is Place.PHOTOS


def test_a_file_that_is_no_contract_is_refused_politely(office, tmp_path):
    file = tmp_path / "wrong.json"
    file.write_bytes(b"\xff\xfe\x00")
    office.window.places.contracts.load(str(file))
    office.until(lambda: office.window.teller.panel.isVisible())
    assert "wrong.json" in office.window.teller.panel.accessibleName()


@pytest.mark.parametrize("wanted", ["choose_folder", "places.contracts.choose_file"])
def test_files_are_chosen_in_a_dialog_that_is_not_waited_for(office, wanted):
    target = office.window
    for name in wanted.split("."):
        target = getattr(target, name)
    target()
    dialog = office.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.reject()


def test_a_folder_that_is_not_there_is_told(office):
    office.window.take_folder("/nowhere/at/all")
    office.until(lambda: office.window.teller.panel.isVisible())
    assert "찾을 수 없습니다" in office.window.teller.panel.accessibleName()


def test_the_queue_shows_what_waits(office):
    office.window.teller._undo_seconds = 0.01
    office.sign()
    office.bring()
    office.window.go(Place.PHOTOS)
    office.sorting.accept()
    office.settled()
    office.sorting.submit()
    office.window.go(Place.SENDING)
    page = office.window.places.sending.page
    office.until(lambda: page.model.rowCount() >= 5)
    assert {
        page.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(5)
    } == {"대기"}
    office.until(lambda: office.window.nav._buttons[Place.SENDING].accessibleName() != "전송")
    assert "개 대기" in office.window.nav._buttons[Place.SENDING].accessibleName()


def test_sending_can_be_paused_and_resumed(office):
    page = office.window.places.sending.page
    page.paused.emit(True)
    status = []
    office.session.desk.ask(
        lambda db: db.row("SELECT value FROM setting WHERE name='sync.paused'"), status.append
    )
    office.until(lambda: status)
    page.paused.emit(False)
    office.settled()


def test_a_wrong_enrolment_code_is_told(office):
    office.window.go(Place.SETTINGS)
    page = office.window.places.settings.page
    office.qtbot.keyClicks(page._ticket, "not-a-ticket")
    office.qtbot.mouseClick(page._join, LEFT)
    office.until(lambda: office.window.teller.panel.isVisible())
    assert "등록 코드의 모양" in office.window.teller.panel.accessibleName()
    assert page._join.isEnabled()
    assert page._ticket.text() == "not-a-ticket"  # to be mended, not typed again


def test_the_look_is_chosen_and_kept(office):
    page = office.window.places.settings.page
    page.scheme_chosen.emit("dark")
    page.scale_chosen.emit(1.3)
    assert (look().scheme, look().scale) == (Scheme.DARK, 1.3)
    assert office.session.preferences.scheme is Scheme.DARK
    assert office.session.preferences.scale == 1.3


def test_another_language_builds_the_window_anew(office):
    office.window.go(Place.SETTINGS)
    before = office.session.window
    office.window.places.settings.page.language_chosen.emit("en")
    try:
        assert office.session.window is not before
        assert current_language() == "en"
        assert office.session.window.place is Place.SETTINGS
        assert office.session.window.places.settings.page.title.text() == "Settings"
        office.session.desk.announce(Kind.CONTRACTS)
    finally:
        office.session.window.places.settings.page.language_chosen.emit("ko")
        office.window = office.session.window
    assert current_language() == "ko"


def test_a_contract_file_of_the_demonstration_is_taken_in(office):
    office.window.go(Place.PHOTOS)
    office.window.places.contracts.load(str(resources.path("demo/contract.json")))
    office.until(lambda: "불러왔습니다" in toast(office))


def toast(office) -> str:
    """Return what the window tells at its lower edge, nothing when it is silent."""
    shown = office.window.teller._toast
    return shown.accessibleName() if shown else ""


def test_settings_are_found_by_their_words(office):
    office.window.go(Place.SETTINGS)
    page = office.window.places.settings.page
    cards = page.findChildren(Card)
    page.search.setText("백업")
    assert page._backup.isVisible()
    assert not page._scheme.isVisible()
    page.search.setText("고대비")  # a choice in a list counts too
    assert page._scheme.isVisible()
    page.search.setText("없는 말")
    assert not any(card.isVisible() for card in cards)
    page.search.clear()
    assert all(card.isVisible() for card in cards)
