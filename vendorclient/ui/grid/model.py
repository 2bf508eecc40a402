"""The list of photos for the view; it compares, so that a refresh moves only what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from vendorclient.ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vendorclient.ui.grid.photo import Photo

PHOTO = Qt.ItemDataRole.UserRole
MIME = "application/x-vendorclient-photos"
_NONE = QModelIndex()
_FLAGS = (
    Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemNeverHasChildren
)
_Place = QModelIndex | QPersistentModelIndex


class PhotoModel(QAbstractListModel):
    """Photos in the order they are given."""

    def __init__(self) -> None:
        super().__init__()
        self._photos: tuple[Photo, ...] = ()
        self._rows: dict[str, int] | None = None  # made when it is first asked for

    def show(self, photos: Sequence[Photo]) -> None:
        """Show these photos: equal ones stay, changed ones are redrawn, more of them are added."""
        old = len(self._photos)
        shown = photos if isinstance(photos, tuple) else tuple(photos)
        if shown[:old] != self._photos:  # quick where they are the very same photos
            if not self._begins(shown):
                self._replace(shown)
                return
            self._redraw(shown[:old])
        if len(shown) > old:
            self._add(shown)

    def photo(self, row: int) -> Photo:
        """Return the photo of a row."""
        return self._photos[row]

    def photos(self) -> Sequence[Photo]:
        """Return all photos in their order."""
        return self._photos

    def row_of(self, key: str) -> int:
        """Return the row of a photo, -1 when it is not here."""
        if self._rows is None:
            self._rows = {photo.key: row for row, photo in enumerate(self._photos)}
        return self._rows.get(key, -1)

    @override
    def rowCount(self, parent: _Place = _NONE) -> int:
        """Return how many photos there are."""
        return 0 if parent.isValid() else len(self._photos)

    @override
    def data(self, index: _Place, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the photo, its name, its words for the ear or its explanation."""
        if not index.isValid():
            return None
        photo = self._photos[index.row()]
        if role == PHOTO:
            return photo
        if role == Qt.ItemDataRole.DisplayRole:
            return photo.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return photo.spoken()
        return photo.explained() if role == Qt.ItemDataRole.ToolTipRole else None

    @override
    def flags(self, index: _Place) -> Qt.ItemFlag:
        """Every photo can be chosen and dragged."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    @override
    def mimeTypes(self) -> list[str]:
        """Return the one kind of thing that is dragged from here."""
        return [MIME]

    @override
    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """Return the dragged photos by their keys."""
        dragged = QMimeData()
        keys = [self._photos[index.row()].key for index in indexes]
        dragged.setData(MIME, QByteArray("\n".join(keys).encode()))
        return dragged

    def _add(self, photos: tuple[Photo, ...]) -> None:
        first = len(self._photos)
        self.beginInsertRows(_NONE, first, len(photos) - 1)
        self._photos = photos
        if first and self._rows is not None:
            self._rows.update((photos[row].key, row) for row in range(first, len(photos)))
        else:
            self._rows = None
        self.endInsertRows()

    def _replace(self, photos: tuple[Photo, ...]) -> None:
        self.beginResetModel()
        self._photos = photos
        self._rows = None
        self.endResetModel()

    def _begins(self, photos: Sequence[Photo]) -> bool:
        """Whether the photos begin with those that are here, changed or not."""
        if len(photos) < len(self._photos):
            return False
        pairs = zip(self._photos, photos, strict=False)
        return all(mine is theirs or mine.key == theirs.key for mine, theirs in pairs)

    def _redraw(self, photos: tuple[Photo, ...]) -> None:
        pairs = zip(self._photos, photos, strict=True)
        changed = [
            row for row, (mine, theirs) in enumerate(pairs) if mine is not theirs and mine != theirs
        ]
        self._photos = photos
        for first, last in runs(changed):
            self.dataChanged.emit(self.index(first), self.index(last))


def keys_in(dragged: QMimeData) -> tuple[str, ...]:
    """Return the keys of the photos that are being dragged, none when it is something else."""
    if not dragged.hasFormat(MIME):
        return ()
    return tuple(bytes(dragged.data(MIME).data()).decode().split("\n"))


def runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Return neighbouring rows as (first, last)."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
