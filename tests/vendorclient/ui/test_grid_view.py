"""The table of photos under hands and keys."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt

from tests.vendorclient.ui.builders import a_jpeg, a_photo, photos
from vendorclient.ui.background import Background
from vendorclient.ui.grid.photo import Journey
from vendorclient.ui.grid.thumbnails import Thumbnails
from vendorclient.ui.grid.view import LARGEST, PhotoGrid
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look
from vendorclient.ui.widgets.badge import Mark, Tone

KEY = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def background(qapp):
    made = Background()
    yield made
    made.close()


@pytest.fixture
def grid(qtbot, background):
    jpeg = a_jpeg()
    made = PhotoGrid(Thumbnails(lambda _key: jpeg, background))
    qtbot.addWidget(made)
    made.resize(780, 520)
    made.show_photos(photos(40))
    made.show()
    qtbot.waitExposed(made)
    return made


def click(qtbot, grid, row, modifier=Qt.KeyboardModifier.NoModifier):
    place = grid.visualRect(grid.photo_model.index(row)).center()
    qtbot.mouseClick(grid.viewport(), LEFT, modifier, place)


def rows(grid):
    return [grid.photo_model.row_of(key) for key in grid.selected_keys()]


def test_at_least_twenty_whole_photos_fit_a_small_screen(grid):
    grid.resize(750, 500)
    assert grid.whole_cells() >= 20


def test_a_click_chooses_one_photo(qtbot, grid):
    click(qtbot, grid, 3)
    assert rows(grid) == [3]


def test_shift_click_chooses_everything_between(qtbot, grid):
    click(qtbot, grid, 2)
    click(qtbot, grid, 9, SHIFT)
    assert rows(grid) == list(range(2, 10))


def test_control_click_adds_and_takes_away(qtbot, grid):
    click(qtbot, grid, 1)
    click(qtbot, grid, 4, CONTROL)
    click(qtbot, grid, 1, CONTROL)
    assert rows(grid) == [4]


def test_control_a_chooses_all(qtbot, grid):
    with qtbot.waitSignal(grid.chosen) as told:
        qtbot.keyClick(grid, KEY.Key_A, CONTROL)
    assert told.args == [40]


def test_a_rubber_band_chooses_what_it_touches(qtbot, grid):
    last = grid.visualRect(grid.photo_model.index(39))
    below = QPoint(grid.viewport().width() - 3, last.bottom() + 6)
    grid.scrollToBottom()
    below = QPoint(grid.viewport().width() - 2, grid.viewport().height() - 2)
    up = grid.visualRect(grid.photo_model.index(36)).center()
    qtbot.mousePress(grid.viewport(), LEFT, pos=below)
    qtbot.mouseMove(grid.viewport(), up)
    qtbot.mouseRelease(grid.viewport(), LEFT, pos=up)
    assert len(rows(grid)) >= 1


@pytest.mark.parametrize("number", range(10))
def test_digits_name_a_process(qtbot, grid, number):
    with qtbot.waitSignal(grid.process_pressed) as pressed:
        qtbot.keyClick(grid, KEY(KEY.Key_0 + number))
    assert pressed.args == [number]


def test_a_digit_with_control_means_the_second_ten(grid, qtbot):
    with qtbot.waitSignal(grid.process_pressed) as pressed:
        qtbot.keyClick(grid, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert pressed.args == [13]


def test_a_digit_with_alt_is_left_to_the_window(grid, qtbot):
    with qtbot.assertNotEmitted(grid.process_pressed):
        qtbot.keyClick(grid, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)


def test_space_enlarges_the_photo_with_the_focus(qtbot, grid):
    click(qtbot, grid, 5)
    with qtbot.waitSignal(grid.enlarged) as asked:
        qtbot.keyClick(grid, KEY.Key_Space)
    assert asked.args == [a_photo(5).key]


def test_space_without_a_photo_asks_nothing(qtbot, grid):
    grid.show_photos([])
    with qtbot.assertNotEmitted(grid.enlarged):
        qtbot.keyClick(grid, KEY.Key_Space)


def test_enter_accepts_and_delete_removes(qtbot, grid):
    with qtbot.waitSignals([grid.accepted, grid.removed]):
        qtbot.keyClick(grid, KEY.Key_Return)
        qtbot.keyClick(grid, KEY.Key_Delete)


def test_arrows_walk_from_photo_to_photo(qtbot, grid):
    click(qtbot, grid, 0)
    qtbot.keyClick(grid, KEY.Key_Right)
    assert rows(grid) == [1]


def test_the_choice_survives_a_refresh(qtbot, grid):
    click(qtbot, grid, 2)
    click(qtbot, grid, 4, CONTROL)
    grid.show_photos([a_photo(99), *photos(40)])
    assert grid.selected_keys() == (a_photo(2).key, a_photo(4).key)


def test_the_photos_can_be_shown_larger(grid):
    before = grid.whole_cells()
    grid.set_width(LARGEST + 500)
    assert grid.whole_cells() < before
    assert grid.gridSize().width() >= LARGEST


def test_larger_type_makes_taller_cells(grid):
    before = grid.gridSize().height()
    look().wear(Scheme.LIGHT, 1.6)
    assert grid.gridSize().height() > before


def test_a_drag_shows_how_many_are_dragged(grid, monkeypatch):
    dragged = []
    monkeypatch.setattr(
        "vendorclient.ui.grid.view.QDrag.exec",
        lambda drag, _action: dragged.append(drag.mimeData().formats()),
    )
    grid.startDrag(Qt.DropAction.CopyAction)
    grid.selectAll()
    grid.startDrag(Qt.DropAction.CopyAction)
    assert dragged == [["application/x-vendorclient-photos"]]


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
def test_every_kind_of_photo_is_painted(qtbot, grid, scheme):
    look().wear(scheme)
    grid.show_photos(
        [
            a_photo(0, process=1, process_name="재단", mark=Mark("정상", Tone.GOOD)),
            a_photo(1, suggested=2, suggested_name="절곡", mark=Mark("시계", Tone.CAUTION)),
            a_photo(2, is_video=True, duration_s=65.0, mark=Mark("손상", Tone.BAD)),
            a_photo(3, journey=Journey.DELIVERED, is_video=True),
        ]
    )
    plain = grid.grab().toImage()
    grid.selectAll()
    flag = QItemSelectionModel.SelectionFlag.NoUpdate
    grid.selectionModel().setCurrentIndex(grid.photo_model.index(1), flag)
    assert grid.grab().toImage() != plain


def test_a_picture_that_arrives_is_painted_where_it_is_seen(qtbot, grid):
    qtbot.waitUntil(lambda: grid._thumbnails.used_bytes > 0)
    grid.show_photos(photos(400))
    qtbot.waitUntil(lambda: grid.scrollToBottom() or 399 in grid._seen_rows())
    qtbot.waitUntil(lambda: len(painted(grid)) == len(grid._seen_rows()))


def painted(grid):
    """Return the rows near the bottom whose pictures are here."""
    size = grid._delegate.picture_size()
    keys = {row: grid.photo_model.photo(row).key for row in grid._seen_rows()}
    return [row for row, key in keys.items() if grid._thumbnails.picture(key, size, 1.0)]
