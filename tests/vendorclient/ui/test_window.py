"""The window as a whole: its places, what it tells, how it looks in every size and language."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from vendorcore import resources
from vendorcore.errors import NotReadable, VendorError
from vendorcore.text import current_language

from tests.vendorclient.ui.office import Office
from vendorclient.app.changed import Kind
from vendorclient.devices import open_folder
from vendorclient.ui.dialogs.keys import KeysDialog
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.nav import Place, PlaceButton

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def test_it_opens_on_the_day_and_goes_to_each_place(office):
    assert office.window.place is Place.TODAY
    for place, button in zip(Place, office.window.nav.findChildren(PlaceButton), strict=True):
        office.qtbot.mouseClick(button, LEFT)
        assert office.window.place is place
        assert button.isChecked()


@pytest.mark.parametrize(("key", "place"), list(zip("12345", Place, strict=True)))
def test_control_and_a_digit_go_to_a_place(office, key, place):
    office.qtbot.keyClick(office.window, key, CONTROL)
    assert office.window.place is place


def test_the_grid_has_the_keyboard_when_sorting_begins(office):
    office.sign()
    office.bring()
    office.window.go(Place.TODAY)
    office.window.go(Place.PHOTOS)
    assert office.window.focusWidget() is office.window.places.sorting.page.grid


def test_the_bar_folds_where_there_is_little_room(office):
    office.window.resize(1093, 614)
    assert office.window.nav.width() == 56
    office.window.resize(1366, 768)
    assert office.window.nav.width() > 150


def test_at_least_twenty_photos_are_whole_on_a_small_screen(office):
    office.sign()
    office.bring()
    office.window.resize(1093, 614)
    office.window.go(Place.PHOTOS)
    QApplication.sendPostedEvents()
    assert office.window.places.sorting.page.grid.whole_cells() >= 20


def test_an_error_tells_what_happened_and_helps(office):
    office.window.teller.tell(VendorError("not-enrolled"))
    panel = office.window.teller.panel
    assert panel.isVisible()
    assert "연결되지 않았습니다" in panel.accessibleName()
    button = next(b for b in panel.findChildren(Button) if b.isVisible())
    office.qtbot.mouseClick(button, LEFT)
    assert office.window.place is Place.SETTINGS
    assert not panel.isVisible()


def test_a_failure_below_is_told(office):
    office.session.desk.failed.emit(NotReadable(path="a.jpg"))
    assert "a.jpg" in office.window.teller.panel.accessibleName()


def test_a_crash_is_told_and_the_window_goes_on(office):
    office.session.tell_crash("ZeroDivisionError")
    assert office.window.teller.panel.isVisible()
    office.window.go(Place.CONTRACTS)
    assert office.window.place is Place.CONTRACTS


def test_f1_shows_the_keys(office):
    office.qtbot.keyClick(office.window, KEY.Key_F1)
    dialog = office.window.findChild(KeysDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


def test_the_day_says_what_is_to_be_done(office):
    office.sign()
    office.bring()
    office.window.go(Place.TODAY)
    rows = office.window.places.today.page._todo
    office.until(lambda: "분류하지 않은 사진 5장" in spoken(rows))
    assert "재단 공정이 끝났는데 사진이 없습니다" in spoken(rows)
    assert office.window.places.today.page._plan_block.isVisibleTo(office.window.places.today.page)


def test_a_thing_to_do_leads_to_its_place(office):
    contract = office.sign()
    office.window.go(Place.TODAY)
    page = office.window.places.today.page
    office.until(lambda: "공정이 끝났는데" in spoken(page._todo))
    page.followed.emit("photos", contract.id)
    assert office.window.place is Place.PHOTOS
    page.followed.emit("contracts", contract.id)
    office.until(lambda: office.window.places.contracts.page.detail.isVisible())
    assert office.window.places.contracts.page.detail.contract_id == contract.id


def test_what_is_plugged_in_is_shown_and_copied(office):
    card = open_folder(resources.path("sample-card/camera/DCIM/103KODAK"))
    from vendorclient.app.looking import Sight
    from vendorclient.devices import DeviceState

    class Card:
        key, label, kind = "card:1", "EOS_DIGITAL", type(card.kind)("card")

        def entries(self):
            return card.entries()

        def read(self, entry, offset=0):
            return card.read(entry, offset)

    sight = Sight(device=Card(), state=DeviceState.READY, storages=(), total=3, new=3)
    office.session.desk.sighted.emit((sight,))
    office.until(lambda: "EOS_DIGITAL" in spoken(office.window.places.today.page))
    office.window.go(Place.PHOTOS)
    office.until(lambda: len(office.read()) == 3)
    office.session.desk.sighted.emit(())
    assert "EOS_DIGITAL" not in spoken(office.window.places.today.page)


def test_a_phone_is_only_shown(office):
    from vendorclient.app.looking import look as look_at
    from vendorclient.devices import FakePhone

    phone = FakePhone({"a.jpg": b"private"})
    seen = []
    office.session.desk.ask(lambda db: look_at(db, phone), seen.append)
    office.until(lambda: seen)
    office.session.desk.sighted.emit((seen[0],))
    office.until(lambda: "고른 것만" in spoken(office.window.places.today.page))
    office.settled()
    assert office.sorting.photos == ()


def test_contracts_are_found_and_opened(office):
    contract = office.sign()
    office.window.go(Place.CONTRACTS)
    page = office.window.places.contracts.page
    office.until(lambda: page.model.rowCount() == 1)
    office.qtbot.keyClicks(page._search, "nothing")
    office.until(lambda: page.model.rowCount() == 0)
    page._search.clear()
    office.until(lambda: page.model.rowCount() == 1)
    place = page.table.visualRect(page.model.index(0, 1)).center()
    office.qtbot.mouseClick(page.table.viewport(), LEFT, pos=place)
    assert page.detail.contract_id == contract.id
    assert "속초시" in spoken(page.detail)
    office.qtbot.keyClick(page.detail._back, KEY.Key_Escape)
    assert not page.detail.isVisible()


def test_a_half_composed_syllable_does_not_search(office):
    office.sign()
    office.window.go(Place.CONTRACTS)
    page = office.window.places.contracts.page
    office.until(lambda: page.model.rowCount() == 1)
    page._search.setFocus()
    QApplication.sendEvent(page._search, QInputMethodEvent("챛", []))
    assert not page._rest.isActive()
    composed = QInputMethodEvent()
    composed.setCommitString("책")
    QApplication.sendEvent(page._search, composed)
    assert page._rest.isActive()
    office.until(lambda: not page._rest.isActive())
    assert page.model.rowCount() == 1


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


def test_closing_ends_everything_and_remembers_the_place(qtbot, tmp_path):
    first = Office(qtbot, tmp_path)
    first.window.resize(790, 560)
    first.close()
    again = Office(qtbot, tmp_path)
    assert not again.session.preferences.is_new
    again.close()


@pytest.mark.qt_log_ignore("This plugin does not support raise")
def test_a_second_start_brings_the_window_to_the_front(office):
    office.window.showMinimized()
    office.session.raise_window()
    assert not office.window.isMinimized()


def test_the_tray_is_left_out_where_there_is_none(office):
    assert not office.session.tray.is_there


def test_a_contract_file_of_the_demonstration_is_taken_in(office):
    office.window.go(Place.PHOTOS)
    office.window.places.contracts.load(str(resources.path("demo/contract.json")))
    office.until(lambda: "불러왔습니다" in office.window.teller._toast.accessibleName())


def shown_in(widget):
    return lambda child: child.isVisibleTo(widget)


def spoken(widget) -> str:
    """Return all words that a person can read or hear in a widget."""
    words = []
    for child in filter(shown_in(widget), widget.findChildren(QWidget)):
        for name in ("text", "accessibleName"):
            say = getattr(child, name, None)
            if callable(say):
                words.append(str(say()))
    return " ".join(words)
