"""The window as a whole: its places, what it tells, how it looks in every size and language."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from vendorcore import resources
from vendorcore.errors import NotReadable, VendorError

from tests.vendorclient.ui.office import Office
from tests.vendorclient.ui.spoken import spoken
from vendorclient.devices import open_folder
from vendorclient.ui.dialogs.help import HelpDialog
from vendorclient.ui.dialogs.keys import KeysDialog
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
def test_alt_and_a_digit_go_to_a_place(office, key, place):
    office.qtbot.keyClick(office.window, key, Qt.KeyboardModifier.AltModifier)
    assert office.window.place is place


def test_the_grid_has_the_keyboard_when_sorting_begins(office):
    office.sign()
    office.bring()
    office.window.go(Place.TODAY)
    office.window.go(Place.PHOTOS)
    assert office.window.focusWidget() is office.window.places.sorting.page.grid


def test_the_bar_folds_where_there_is_little_room(office):
    office.window.resize(1093, 614)
    assert office.window.nav.width() <= 80
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


def test_a_question_mark_shows_the_keys(office):
    office.qtbot.keyClick(office.window, KEY.Key_Question)
    dialog = office.window.findChild(KeysDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.reject()


@pytest.mark.parametrize("place", list(Place))
def test_f1_helps_with_the_page(office, place):
    office.window.go(place)
    office.qtbot.keyClick(office.window, KEY.Key_F1)
    dialog = office.window.findChild(HelpDialog)
    assert dialog.windowTitle().startswith(office.window.places.at(place).page.title.text())
    dialog.reject()


def test_f6_goes_from_part_to_part(office):
    office.sign()
    office.bring()
    office.window.resize(1366, 768)
    office.window.go(Place.PHOTOS)
    page = office.window.places.sorting.page
    seen = []
    for _step in range(4):
        seen.append(office.window.focusWidget())
        office.qtbot.keyClick(office.window, KEY.Key_F6)
    bar = office.window.nav.button(Place.PHOTOS)
    assert seen == [page.grid, page.panel.contracts, bar, page.hours]
    office.qtbot.keyClick(office.window, KEY.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert office.window.focusWidget() is page.hours


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
