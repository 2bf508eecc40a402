"""The table of photos: choose with mouse or keys, drag onto a process, press its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView

from vendorcore.text import _, n_

from vendorclient.ui.grid.delegate import PhotoDelegate
from vendorclient.ui.grid.model import PhotoModel
from vendorclient.ui.overriding import override
from vendorclient.ui.shortcuts import is_plain, process_number
from vendorclient.ui.theme import type_scale
from vendorclient.ui.theme.style import colours, look
from vendorclient.ui.theme.type_scale import Type
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
        look().changed.connect(self._measure)
        self.selectionModel().selectionChanged.connect(self._tell_chosen)
        self.doubleClicked.connect(self._enlarge)
        self._measure()

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Show these photos and keep what was selected."""
        kept = self.selected_keys()
        self.photo_model.show(photos)
        if kept and self.selected_keys() != kept:
            self.select_keys(kept)

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
        for width in range(COMFORTABLE, SMALLEST, -2):
            columns = room.width() // (width + frame.width())
            rows = (room.height() + 1) // (width * 3 // 4 + frame.height())
            if columns * rows >= wanted:
                return width
        return SMALLEST

    def selected_keys(self) -> tuple[str, ...]:
        """Return the selected photos in the order they lie."""
        return tuple(self.photo_model.photo(row).key for row in self._selected_rows())

    def select_keys(self, keys: Iterable[str]) -> None:
        """Select exactly these photos; keys then begin at one of them."""
        model, wanted = self.photo_model, QItemSelection()
        rows = sorted(row for row in map(model.row_of, keys) if row >= 0)
        for row in rows:
            wanted.select(model.index(row), model.index(row))
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
        if self.fits_itself:
            self._fit()
        self._measure()

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
        drag.setPixmap(_sign(len(rows), self.devicePixelRatioF()))
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
        columns = max(1, self.viewport().width() // cell.width())
        wanted = QSize(max(cell.width(), self.viewport().width() // columns), cell.height())
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
        ranges = cast("list[QItemSelectionRange]", self.selectionModel().selection())
        return sorted(row for part in ranges for row in range(part.top(), part.bottom() + 1))


def _sign(count: int, ratio: float) -> QPixmap:
    """Return a small sign that says how many photos are being dragged."""
    words = n_("{n}장", "{n}장", count)
    font = type_scale.font(Type.HEADING, look().scale)
    size = QSize(96, 36)
    sign = QPixmap(size * ratio)
    sign.setDevicePixelRatio(ratio)
    sign.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sign)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().accent))
    painter.drawRoundedRect(0, 0, size.width(), size.height(), 18, 18)
    painter.setPen(QColor(colours().on_accent))
    painter.setFont(font)
    painter.drawText(0, 0, size.width(), size.height(), Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return sign
