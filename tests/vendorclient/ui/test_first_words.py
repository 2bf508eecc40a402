"""What a newcomer reads first: words below icons, a way out of a sheet, and no hasty "nothing"."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from vendorclient.ui.grid.view import SMALLEST
from vendorclient.ui.pages.contract_list import ContractList
from vendorclient.ui.pages.sorting import SortingPage
from vendorclient.ui.sheet.view import sheet_keys
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look
from vendorclient.ui.widgets.button import DropDown
from vendorclient.ui.widgets.device_card import DeviceLine, _told
from vendorclient.ui.widgets.nav import Nav, Place
from vendorclient.ui.wizard.bars import PlanBars, empty_words

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_narrow_bar_has_room_for_every_word(qtbot):
    nav = Nav()
    qtbot.addWidget(nav)
    nav.set_narrow(narrow=True)
    nav.resize(nav.width(), 600)
    nav.show()
    for place in Place:
        button = nav.button(place)
        assert button.words_width() <= button.width()
        assert button.height() >= 20 + QFontMetrics(button.font()).height()
    assert nav.width() <= 80


@pytest.fixture
def sheet(office):
    """The statement of materials of a new draft, with the keyboard in its second cell."""
    office.window.go(Place.CONTRACTS)
    work = office.window.places.contracts
    work.begin()
    office.until(lambda: work.page.wizard.isVisible() and work.page.wizard.draft.id)
    view = work.page.wizard.order.materials.view
    view.setFocus()
    view.go_to(0, 1)
    office.until(view.hasFocus)
    return view


@pytest.mark.parametrize("keys", [(KEY.Key_Escape,), (KEY.Key_Tab, CONTROL)])
def test_the_keyboard_leaves_the_sheet_and_stays_in_the_form(office, sheet, keys):
    page = office.window.places.contracts.page
    office.qtbot.keyClick(sheet, *keys)
    assert not sheet.hasFocus()
    assert page.is_writing
    assert "Esc" in sheet_keys()


def test_control_tab_leaves_a_cell_that_is_being_typed_into(office, sheet):
    office.qtbot.keyClicks(sheet, "a")
    typed = office.window.focusWidget()
    office.qtbot.keyClick(typed, KEY.Key_Tab, CONTROL)
    assert not sheet.hasFocus()
    assert office.window.places.contracts.page.wizard.draft.materials


def test_a_plan_without_days_says_what_will_stand_there(qtbot):
    bars = PlanBars()
    qtbot.addWidget(bars)
    bars.resize(320, 240)
    assert bars.grab().toImage() is not None
    bars.show_plan((), (None, None), bars._today, lambda _day: False)
    assert bars.accessibleDescription() == empty_words()


def test_a_number_without_a_process_is_answered(office):
    work, said = office.window.places.sorting, []
    work.said.connect(said.append)
    office.until(lambda: not work.is_busy)
    work.put((), 9)
    assert len(said) == 1
    assert "공정" in said[0]


def test_without_a_contract_there_is_a_button_to_make_one(office):
    panel = office.window.places.sorting.page.panel
    panel.show_contracts((), "")
    assert panel.contracts.isHidden()
    office.window.go(Place.PHOTOS)
    office.qtbot.mouseClick(panel.make, LEFT)
    office.until(lambda: office.window.places.contracts.page.is_writing)


def test_nothing_is_said_of_photos_before_they_are_read(office, qtbot):
    page = SortingPage(office.window.places.sorting.page.thumbnails)
    qtbot.addWidget(page)
    assert page.subtitle.text() == "읽는 중"
    page.show_photos((), hidden=0)
    assert page.subtitle.text() == "사진 0장"


def test_a_card_is_not_empty_while_it_is_counted():
    line = DeviceLine(key="a", label="EOS", kind="card", new=0, is_counting=True)
    assert _told(line) == "세는 중입니다"
    assert _told(replace(line, is_counting=False)) == "사진이 없습니다"


def test_large_type_leaves_columns_away_and_keeps_the_names(qtbot):
    contracts = ContractList()
    qtbot.addWidget(contracts)
    contracts.resize(1030, 500)
    contracts.show()
    head = contracts.table.horizontalHeader()
    assert not contracts.table.isColumnHidden(2)
    look().wear(Scheme.LIGHT, 2.0)
    assert contracts.table.isColumnHidden(2)
    assert head.sectionSize(1) >= 300


def test_a_long_choice_ends_in_dots(qtbot):
    box = DropDown("계약")
    qtbot.addWidget(box)
    box.addItem("2026년 사무용 책상과 의자 그리고 회의용 탁자 구매", "1")
    box.resize(160, 36)
    assert box.shown_text().endswith("…")
    box.resize(800, 36)
    assert box.shown_text() == box.currentText()


def test_photos_grow_with_the_words_below_them(office):
    grid = office.window.places.sorting.page.grid
    usual = grid.fitting_width(24)
    look().wear(Scheme.LIGHT, 2.0)
    assert grid.fitting_width(24) >= 2 * SMALLEST >= usual
