"""A tick box is seen in every look, and a button says as much as there is room for."""

import pytest

from vendorclient.ui.theme.contrast import contrast
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import colours, look
from vendorclient.ui.widgets.button import ShortenedButton
from vendorclient.ui.widgets.check_box import CheckBox

LONG = "2026년 사무용 책상 및 의자 구매 (긴 이름의 계약)"


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
@pytest.mark.parametrize("ticked", [False, True])
def test_a_tick_box_is_seen_in_every_look(qtbot, scheme, ticked):
    look().wear(scheme)
    box = CheckBox("쉬운 모드")
    qtbot.addWidget(box)
    box.setChecked(ticked)
    box.resize(box.sizeHint())
    picture = box.grab().toImage()
    inks = {picture.pixelColor(x, y).name() for x in range(22) for y in range(picture.height())}
    ground = colours().window
    assert max(contrast(ink, ground) for ink in inks) >= 3


def test_a_button_without_room_ends_in_dots_and_keeps_its_name(qtbot):
    button = ShortenedButton(LONG)
    qtbot.addWidget(button)
    button.resize(120, 40)
    button.show()
    assert button.text().endswith("…")
    assert button.accessibleName() == LONG
    button.resize(900, 40)
    assert button.text() == LONG
