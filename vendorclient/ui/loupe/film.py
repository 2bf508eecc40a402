"""The strip of small pictures under the large one; a press shows another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView

from vendorcore.text import _

from vendorclient.ui.grid.delegate import PhotoDelegate
from vendorclient.ui.grid.model import PhotoModel
from vendorclient.ui.overriding import override
from vendorclient.ui.theme.style import colours, look, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QPaintEvent

    from vendorclient.ui.grid.photo import Photo
    from vendorclient.ui.grid.thumbnails import Thumbnails

_WIDTH, _WIDEST = 88, 132


class Film(QListView):
    """All photos in one line."""

    wanted = Signal(int)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.photo_model = PhotoModel()
        self._delegate = PhotoDelegate(thumbnails, _WIDTH)
        self.setItemDelegate(self._delegate)
        self.setModel(self.photo_model)
        self.setAccessibleName(_("사진 띠"))
        self.setProperty("ground", "window")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows work in the loupe itself
        self.clicked.connect(self._press)
        thumbnails.arrived.connect(self._repaint)
        look().changed.connect(self._fit)
        self._fit()

    def show_place(self, photos: Sequence[Photo], place: int) -> None:
        """Show these photos and mark one of them."""
        self.photo_model.show(photos)
        index = self.photo_model.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground, then draw the photos."""
        self._delegate.exposed = event.region()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(colours().window))
        painter.end()
        super().paintEvent(event)

    def _fit(self) -> None:
        self._delegate.width = min(scaled(_WIDTH), _WIDEST)
        self.setFixedHeight(self._delegate.cell_size().height() + 4)

    def _repaint(self, _keys: list[str]) -> None:
        self.viewport().update()

    def _press(self, index: QModelIndex) -> None:
        self.wanted.emit(index.row())
