"""The look: readable in every scheme, changed while the window is open."""

import re
from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from vendorclient.ui.theme import fonts, icons, palette, sheet
from vendorclient.ui.theme.contrast import ENOUGH_FOR_SHAPES, ENOUGH_FOR_TEXT, contrast
from vendorclient.ui.theme.palette import DARK, HIGH_CONTRAST, LIGHT, Scheme
from vendorclient.ui.theme.style import colours, look, qt_palette
from vendorclient.ui.theme.type_scale import SCALES, Type, pixels

LOOKS = pytest.mark.parametrize(
    "wanted", [LIGHT, DARK, HIGH_CONTRAST], ids=["light", "dark", "high"]
)


@LOOKS
def test_text_stands_out_from_what_it_lies_on(wanted):
    for ink, ground in palette.TEXT_PAIRS:
        ratio = contrast(getattr(wanted, ink), getattr(wanted, ground))
        assert ratio >= ENOUGH_FOR_TEXT, (ink, ground, round(ratio, 2))


@LOOKS
def test_shapes_stand_out_from_what_they_lie_on(wanted):
    for ink, ground in palette.SHAPE_PAIRS:
        ratio = contrast(getattr(wanted, ink), getattr(wanted, ground))
        assert ratio >= ENOUGH_FOR_SHAPES, (ink, ground, round(ratio, 2))


@pytest.mark.parametrize("colour", palette.PROCESS_COLOURS)
def test_white_words_are_readable_on_each_process_colour(colour):
    assert contrast(palette.ON_PROCESS, colour) >= ENOUGH_FOR_TEXT


def test_each_number_key_has_a_colour_of_its_own():
    assert len({palette.process_colour(number) for number in range(1, 10)}) == 9


def test_black_on_white_is_the_strongest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@LOOKS
def test_the_style_sheet_knows_every_colour_it_asks_for(wanted):
    made = sheet.sheet(wanted)
    assert "$" not in made
    known = set(asdict(wanted).values())
    assert set(re.findall(r"#[0-9a-f]{6}", made)) <= known


@LOOKS
def test_qt_widgets_get_the_same_colours(wanted):
    made = qt_palette(wanted)
    assert made.color(QPalette.ColorRole.Window) == QColor(wanted.window)
    assert made.color(QPalette.ColorRole.Text) == QColor(wanted.text)


def test_the_bundled_font_comes_in_all_its_weights():
    assert "Pretendard" in fonts.load()


def test_the_look_changes_while_the_program_runs(qtbot, qapp: QApplication):
    with qtbot.waitSignal(look().changed):
        look().wear(Scheme.DARK, 1.3)
    assert colours() is DARK
    assert qapp.font().pixelSize() == pixels(Type.BODY, 1.3)
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)


def test_the_system_decides_where_nobody_chose():
    look().wear(Scheme.SYSTEM)
    assert colours() in (LIGHT, DARK)


@pytest.mark.parametrize("kind", list(Type))
def test_type_grows_with_its_scale(kind):
    sizes = [pixels(kind, scale) for scale in SCALES]
    assert sizes == sorted(set(sizes))


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_in_the_colour_that_was_asked_for(name):
    image = icons.pixmap(name, "#ff0000", 24, 2.0).toImage()
    drawn = {
        image.pixelColor(x, y).rgb() & 0xFFFFFF
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 250
    }
    assert drawn == {0xFF0000}


def test_an_icon_is_sharp_on_a_fine_screen():
    made = icons.pixmap("check", "#000000", 20, 1.5)
    assert (made.width(), made.deviceIndependentSize().width()) == (30, 20)
