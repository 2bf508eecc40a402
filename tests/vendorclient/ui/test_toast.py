"""The message at the lower end: nothing lies under it, and nothing jumps for it."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractItemView, QWidget

from vendorclient.ui.widgets.nav import Place


@pytest.fixture
def table(office):
    office.sign()
    office.bring()
    office.window.go(Place.PHOTOS)
    return office


def on_screen(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(widget.rect().topLeft()), widget.size())


def toast(office) -> QWidget:
    return office.window.teller._toast


def test_no_photo_lies_under_the_message(table):
    grid = table.window.places.sorting.page.grid
    width = grid.gridSize()
    table.window.teller.say("새 사진 30장을 가져왔습니다")
    table.until(lambda: grid.viewportMargins().bottom() > 0)
    assert not on_screen(grid.viewport()).intersects(on_screen(toast(table)))
    assert grid.gridSize() == width
    toast(table).dismiss()
    assert grid.viewportMargins().bottom() == 0
    assert grid.gridSize() == width


def test_whoever_looks_at_the_last_photos_still_does(table):
    grid = table.window.places.sorting.page.grid
    grid.set_width(320)
    bar = grid.verticalScrollBar()
    table.until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    table.window.teller.say("새 사진 30장을 가져왔습니다")
    last = grid.photo_model.index(grid.photo_model.rowCount() - 1)
    table.until(lambda: grid.viewport().rect().contains(grid.visualRect(last)))


@pytest.mark.parametrize("place", [Place.CONTRACTS, Place.SENDING])
def test_no_row_of_a_list_lies_under_the_message(table, place):
    table.window.teller.say("새 사진 30장을 가져왔습니다")
    table.window.go(place)
    page = table.window.places.at(place).page
    views = [one for one in page.findChildren(QAbstractItemView) if one.isVisible()]
    table.until(
        lambda: not any(on_screen(one).intersects(on_screen(toast(table))) for one in views)
    )
    toast(table).dismiss()
    assert page.column.contentsMargins().bottom() < toast(table).height()
    assert table.window.places.sorting.page.grid.viewportMargins().bottom() == 0


def test_the_film_of_the_large_view_ends_above_the_message(table):
    table.window.large_view.open(table.key("IMG_1037.JPG"))
    table.window.teller.say("새 사진 30장을 가져왔습니다")
    film = table.window.loupe.film
    table.until(lambda: not on_screen(film).intersects(on_screen(toast(table))))


def test_the_large_buttons_do_not_move_for_the_message(table):
    table.window.take_easy()
    page = table.window.places.easy.page
    before = on_screen(page.undo)
    table.window.teller.say("새 사진 30장을 가져왔습니다")
    table.until(lambda: not page.state.isVisible())
    assert on_screen(page.undo) == before
    toast(table).dismiss()
    assert page.state.isVisible()
    table.window.leave_easy()
