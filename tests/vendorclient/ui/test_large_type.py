"""Large type: icons and tick boxes grow along, lines shrink again, dialogs stay on the screen."""

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from vendorcore.text import use_language

from vendorclient.ui.dialogs.help import HelpDialog
from vendorclient.ui.dialogs.name import NameDialog
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look
from vendorclient.ui.theme.type_scale import Type, pixels
from vendorclient.ui.widgets.button import Button, StepButton
from vendorclient.ui.widgets.nav import Nav, Place
from vendorclient.ui.widgets.text import Text

LONG = "카드를 꽂거나 휴대폰을 연결하면 위쪽에 장치가 나타납니다. " * 3


@pytest.fixture
def large(qapp):
    look().wear(Scheme.LIGHT, 2.0)
    yield
    look().wear(Scheme.LIGHT)


@pytest.fixture
def over(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_lines_that_were_broken_take_no_room_once_there_is_width(qtbot):
    words = Text(LONG, wraps=True)
    qtbot.addWidget(words)
    words.resize(150, 400)
    words.show()
    broken = words.minimumHeight()
    words.resize(4000, 400)
    assert words.minimumHeight() < broken
    assert words.minimumHeight() < 2 * words.fontMetrics().height()


def test_other_looks_leave_no_larger_gaps(qtbot):
    words = Text(LONG, wraps=True)
    qtbot.addWidget(words)
    words.resize(500, 400)
    words.show()
    before = words.minimumHeight()
    for scheme, scale in ((Scheme.HIGH_CONTRAST, 1.0), (Scheme.LIGHT, 2.0), (Scheme.LIGHT, 1.0)):
        look().wear(scheme, scale)
        QApplication.processEvents()
    assert words.minimumHeight() == before


def test_icons_grow_with_the_type(qtbot, large):
    button = Button("가져오기", icon="folder")
    qtbot.addWidget(button)
    assert button.icon().actualSize(button.iconSize()) == button.iconSize()
    assert button.iconSize().width() == 36


def test_a_dialog_higher_than_the_screen_scrolls_between_heading_and_buttons(over, large):
    dialog = HelpDialog(over, Place.PHOTOS)
    dialog.show()
    QApplication.processEvents()
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    area = dialog.findChild(QScrollArea)
    heading = next(one for one in dialog.findChildren(Text) if one.property("type") == Type.HEADING)
    assert heading.geometry().bottom() < area.geometry().top()
    assert area.geometry().bottom() < dialog.agree.geometry().top()
    assert dialog.agree.geometry().bottom() <= dialog.height()


def test_a_dialog_that_has_room_does_not_scroll(over):
    dialog = NameDialog(over, "조건 저장", "조건의 이름")
    dialog.show()
    assert dialog.findChild(QScrollArea) is None


@pytest.mark.parametrize("width", [240, 340, 480])
def test_the_three_steps_are_as_large_as_there_is_room_for(qtbot, width):
    button = StepButton("2 공정에 넣기\n15장")
    qtbot.addWidget(button)
    button.resize(width, 100)
    button.show()
    shown = button.font().pixelSize()
    assert button.fontMetrics().horizontalAdvance("2 공정에 넣기") <= width
    assert shown >= pixels(Type.TITLE) if width > 300 else shown > pixels(Type.BODY)
    assert button.accessibleName() == "2 공정에 넣기 · 15장"


def test_the_place_of_many_contracts_is_named_so_in_english(qtbot):
    with use_language("en"):
        nav = Nav()
        qtbot.addWidget(nav)
        assert nav.button(Place.CONTRACTS).accessibleName() == "Contracts"
