"""Rows of texts to be looked at, as a spreadsheet shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from vendorclient.ui.overriding import override

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

_NONE = QModelIndex()
_Place = QModelIndex | QPersistentModelIndex


class PlainTable(QAbstractTableModel):
    """The rows; shorter ones end in empty cells."""

    def __init__(self, rows: Sequence[Sequence[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows
        self._wide = max(map(len, rows), default=0)

    @override
    def rowCount(self, parent: _Place = _NONE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Place = _NONE) -> int:
        """Return how many cells the longest row has."""
        return 0 if parent.isValid() else self._wide

    @override
    def data(self, index: _Place, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self._rows[index.row()]
        return row[index.column()] if index.column() < len(row) else ""
