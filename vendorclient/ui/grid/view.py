"""The table of photos: choose with mouse or keys, drag onto a process, press its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QPainter, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView

from vendorcore.text import _

from vendorclient.ui.grid.delegate import PhotoDelegate
from vendorclient.ui.grid.model import PhotoModel, runs
from vendorclient.ui.grid.sign import sign
from vendorclient.ui.overriding import override
from vendorclient.ui.shortcuts import is_plain, process_number
from vendorclient.ui.theme.style import colours, look
from vendorclient.ui.widgets.text import restyle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QItemSelectionRange
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from vendorclient.ui.grid.photo import Photo
    from vendorclient.ui.grid.thumbnails import Thumbnails

SMALLEST, SMALL, COMFORTABLE, LARGEST = 96, 116, 180, 320
SEEN_AT_ONCE = 24
_BATCH = 200
_AT_ONCE = 20_000  # laying out more rows than this in one go would hold the window up


class PhotoGrid(QListView):
    """Photos side by side; the letters and digits work only while it has the keyboard."""

    process_pressed = Signal(int)  # 1 to 19, 0 takes out again
    enlarged = Signal(str)
    accepted = Signal()  # Enter: take the suggestions
    removed = Signal()  # Delete
    fitted = Signal(int)  # the width that was chosen by the room
    chosen = Signal(int)  # how many are selected now

    def __init__(self, thumbnails: Thumbnails, width: int = SMALL) -> None:
        super().__init__()
        self.photo_model = PhotoModel()
        self.fits_itself = False
        self._thumbnails = thumbnails
        self._delegate = PhotoDelegate(thumbnails, width)
        self._configure()
        self.setItemDelegate(self._delegate)
        self.setModel(self.photo_model)
        thumbnails.arrived.connect(self._repaint)
        look().changed.connect(self._refit)
        self.selectionModel().selectionChanged.connect(self._tell_chosen)
        self.doubleClicked.connect(self._enlarge)
        self._measure()

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Show these photos and keep what was selected and what is looked at."""
        kept, seen = self.selected_keys(), self._first_seen()
        more = max(0, len(photos) - self.photo_model.rowCount())
        self.setBatchSize(self._seen_rows().stop + more + _BATCH if seen else _BATCH)
        self.photo_model.show(photos)
        if kept and self.selected_keys() != kept:
            self.select_keys(kept)
        if seen:
            self._look_again_at(*seen)

    def renew(self, keys: Sequence[str]) -> None:
        """Fetch the pictures of these photos anew: now there is something to see."""
        self._thumbnails.forget(keys)
        self._repaint(keys)

    def fit_itself(self) -> None:
        """Choose the size of the photos by the room there is, now and after each resize."""
        self.fits_itself = True
        self._fit()
        self._measure()

    def give_room(self, height: int) -> None:
        """Show no photos in so much of the lower end; whoever looks at the last ones still does."""
        bar = self.verticalScrollBar()
        is_at_end = 0 < bar.maximum() == bar.value()
        self.setViewportMargins(0, 0, 0, height)
        if is_at_end:
            self.scrollToBottom()

    def set_width(self, width: int) -> None:
        """Show the photos this wide."""
        self._delegate.width = max(SMALLEST, min(LARGEST, width))
        self._measure()

    def whole_cells(self) -> int:
        """Return how many photos can be seen as a whole at once."""
        grid, room = self.gridSize(), self.viewport().size()
        columns = max(1, room.width() // grid.width())
        return columns * ((room.height() + 1) // grid.height())

    def fitting_width(self, wanted: int) -> int:
        """Return the largest comfortable width at which so many photos can be seen whole."""
        frame = self._delegate.cell_size() - self._delegate.picture_size()
        room = self.viewport().size()
        room += QSize(0, self.viewportMargins().bottom())  # a message passes: nothing grows for it
        least = min(LARGEST, max(SMALLEST, round(SMALLEST * look().scale)))  # names need room
        for width in range(max(COMFORTABLE, least), least, -2):
            columns = (room.width() - 1) // (width + frame.width())
            rows = (room.height() + 1) // (width * 3 // 4 + frame.height())
            if columns * rows >= wanted:
                return width
        return least

    def selected_keys(self) -> tuple[str, ...]:
        """Return the selected photos in the order they lie."""
        return tuple(self.photo_model.photo(row).key for row in self._selected_rows())

    def select_keys(self, keys: Iterable[str]) -> None:
        """Select exactly these photos; keys then begin at one of them."""
        model, wanted = self.photo_model, QItemSelection()
        rows = sorted(row for row in map(model.row_of, keys) if row >= 0)
        for first, last in runs(rows):
            wanted.select(model.index(first), model.index(last))
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(wanted, how)
        if rows and self.currentIndex().row() not in rows:
            still = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(model.index(rows[0]), still)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits tag, Space enlarges, Enter accepts, Delete takes out; the rest is Qt's."""
        number = process_number(event)
        if number >= 0:
            self.process_pressed.emit(number)
        elif not (is_plain(event) and self._answer(Qt.Key(event.key()))):
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns over the width."""
        super().resizeEvent(event)
        self._refit()

    def _refit(self) -> None:
        """Follow the room and the size of type."""
        if self.fits_itself:
            self._fit()
        self._measure()

    @override
    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Paint everything anew where much was chosen: Qt would ask for the place of each photo."""
        if _rows_of(selection) > _BATCH:
            return QRegion(self.viewport().rect())
        return super().visualRegionForSelection(selection)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground here, so that scrolling moves pixels and paints only what is new."""
        self._delegate.exposed = event.region()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(colours().window))
        painter.end()
        super().paintEvent(event)

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag the selected photos under a small sign that counts them."""
        rows = self._selected_rows()
        if not rows:
            return
        drag = QDrag(self)
        drag.setMimeData(self.photo_model.mimeData(map(self.photo_model.index, rows)))
        drag.setPixmap(sign(len(rows), self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(-8, -8))
        drag.exec(Qt.DropAction.CopyAction)  # the only way Qt has to drag

    def _configure(self) -> None:
        self.setAccessibleName(_("사진"))
        self.setProperty("ground", "window")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)
        self.setDragEnabled(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self._hide_idle_bar)
        self._hide_idle_bar(0, 0)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def _fit(self) -> None:
        self._delegate.width = self.fitting_width(SEEN_AT_ONCE)
        self.fitted.emit(self._delegate.width)

    def _measure(self) -> None:
        cell = self._delegate.cell_size()
        room = self.viewport().width() - 1  # Qt puts one fewer beside each other without it
        columns = max(1, room // cell.width())
        wanted = QSize(max(cell.width(), room // columns), cell.height())
        if wanted != self.gridSize():
            self.setGridSize(wanted)
            self.verticalScrollBar().setSingleStep(cell.height() // 2)

    def _answer(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Space:
            self._enlarge()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            return False
        return True

    def _enlarge(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self.enlarged.emit(self.photo_model.photo(index.row()).key)

    def _hide_idle_bar(self, least: int, most: int) -> None:
        """Keep the place of the bar, so that the columns never jump, but show it only in use."""
        bar = self.verticalScrollBar()
        if bar.property("idle") != (most <= least):
            bar.setProperty("idle", most <= least)
            restyle(bar)

    def _repaint(self, keys: Sequence[str]) -> None:
        """Paint the pictures of these photos anew where they are seen, not their words."""
        wanted = set(keys)
        for row in self._seen_rows():
            if self.photo_model.photo(row).key in wanted:
                cell = self.visualRect(self.photo_model.index(row))
                self.viewport().update(self._delegate.picture_place(cell))

    def _first_seen(self) -> tuple[str, int] | None:
        """Return the first photo that is seen and how far it is scrolled; None at the beginning."""
        value = self.verticalScrollBar().value()
        row = next(iter(self._seen_rows()), 0) if value else 0
        if not 0 < row < min(self.photo_model.rowCount(), _AT_ONCE):
            return None
        return self.photo_model.photo(row).key, value - self._top_of(row)

    def _look_again_at(self, key: str, beyond: int) -> None:
        """Show the same photo in the same place: Qt forgets it when it lays out in batches."""
        row = self.photo_model.row_of(key)
        if row > 0:
            self.executeDelayedItemsLayout()
            self.verticalScrollBar().setValue(self._top_of(row) + beyond)

    def _top_of(self, row: int) -> int:
        columns = max(1, self.viewport().width() // self.gridSize().width())
        return row // columns * self.gridSize().height()

    def _seen_rows(self) -> range:
        """Return the rows that may be seen, and a line of them above and below."""
        grid, room = self.gridSize(), self.viewport().size()
        corner = self.indexAt(QPoint(grid.width() // 2, grid.height() // 2))
        columns = max(1, room.width() // grid.width())
        first = max(0, corner.row() - columns)
        last = first + columns * (room.height() // grid.height() + 4)
        return range(first, min(last, self.photo_model.rowCount()))

    def _tell_chosen(self) -> None:
        self.chosen.emit(len(self._selected_rows()))

    def _selected_rows(self) -> list[int]:
        """Return the selected rows by their ranges: one by one would take a second for 100,000."""
        parts = _parts(self.selectionModel().selection())
        return sorted(row for part in parts for row in range(part.top(), part.bottom() + 1))


def _parts(selection: QItemSelection) -> list[QItemSelectionRange]:
    return cast("list[QItemSelectionRange]", selection)


def _rows_of(selection: QItemSelection) -> int:
    return sum(part.height() for part in _parts(selection))
