"""What is looked at stays where it is while photos come, change and go."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint

from tests.vendorclient.ui.builders import a_photo, photos
from vendorclient.ui.background import Background
from vendorclient.ui.grid.thumbnails import Thumbnails
from vendorclient.ui.grid.view import PhotoGrid

MANY = 1500


@pytest.fixture
def grid(qtbot):
    background = Background()
    made = PhotoGrid(Thumbnails(lambda _key: b"", background))
    qtbot.addWidget(made)
    made.resize(780, 520)
    made.show_photos(photos(MANY))
    made.show()
    qtbot.waitExposed(made)
    bar = made.verticalScrollBar()
    rows = MANY // max(1, made.viewport().width() // made.gridSize().width())
    qtbot.waitUntil(lambda: bar.maximum() > (rows - 6) * made.gridSize().height())
    bar.setValue(bar.maximum() // 2)
    yield made
    background.close()


def seen(grid) -> tuple[str, int]:
    """Return which photo lies in the upper left corner, and how much of it is scrolled away."""
    index = grid.indexAt(QPoint(grid.gridSize().width() // 2, 1))
    return grid.photo_model.photo(index.row()).key, grid.visualRect(index).top()


def test_a_photo_that_comes_moves_nothing(grid):
    before = seen(grid)
    grid.show_photos([*grid.photo_model.photos(), a_photo(MANY)])
    assert seen(grid) == before


def test_photos_that_come_before_it_move_nothing_but_the_bar(grid):
    before, value = seen(grid), grid.verticalScrollBar().value()
    columns = grid.viewport().width() // grid.gridSize().width()
    grid.show_photos([*map(a_photo, range(MANY, MANY + columns * 40)), *grid.photo_model.photos()])
    assert seen(grid) == before
    assert grid.verticalScrollBar().value() > value


def test_a_photo_that_goes_moves_nothing(grid):
    before = seen(grid)
    grid.show_photos(grid.photo_model.photos()[:-1])
    assert seen(grid) == before


def test_many_chosen_photos_stay_chosen_in_another_order(grid):
    keys = {photo.key for photo in grid.photo_model.photos()[100:900]}
    grid.select_keys(keys)
    assert set(grid.selected_keys()) == keys
    grid.show_photos(list(reversed(grid.photo_model.photos())))
    assert set(grid.selected_keys()) == keys


def test_as_many_lie_beside_each_other_as_there_is_room_for(qtbot, grid):
    for width in range(700, 760, 3):
        grid.resize(width, 520)
        qtbot.waitUntil(partial(uses_all_columns, grid))


def uses_all_columns(grid) -> bool:
    lefts = {grid.visualRect(grid.photo_model.index(row)).left() for row in range(20)}
    return len(lefts) == grid.viewport().width() // grid.gridSize().width()
