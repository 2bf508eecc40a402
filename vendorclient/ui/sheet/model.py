"""The rows of a sheet as texts, with one empty row at the end to go on typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from vendorcore.text import _

from vendorclient.ui.overriding import override
from vendorclient.ui.theme.style import colours

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from vendorclient.ui.sheet.column import Row, SheetColumn

_Place = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_NO_FLAG = Qt.ItemFlag.NoItemFlags
REMARK = Qt.ItemDataRole.UserRole + 1
_INK = Qt.ItemDataRole.ForegroundRole
_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)


class SheetModel(QAbstractTableModel):
    """Rows of texts; a change is told as all rows and the place where it happened."""

    edited = Signal(tuple, str)

    def __init__(
        self,
        columns: Sequence[SheetColumn],
        *,
        follow: Callable[[Row, Row], Row] | None = None,
        fresh: Callable[[], Row] | None = None,
    ) -> None:
        super().__init__()
        self.columns = columns
        self._rows: list[Row] = []
        self._remarks: Mapping[tuple[int, str], str] = {}
        self._follow, self._fresh = follow, fresh
        self.fixed = False  # whether there are exactly the rows that were given

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows that hold something."""
        return tuple(self._rows)

    def use(self, columns: Sequence[SheetColumn]) -> None:
        """Take other columns; the rows stay."""
        if list(columns) != list(self.columns):
            self.beginResetModel()
            self.columns = columns
            self.endResetModel()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows; the table stays where it is."""
        fresh = [dict(row) for row in rows]
        if fresh == self._rows:
            return
        self._resize(len(fresh))
        self._rows = fresh
        self._redraw()

    def show_remarks(self, remarks: Mapping[tuple[int, str], str]) -> None:
        """Mark the cells with a remark, by row and column key."""
        if remarks != self._remarks:
            self._remarks = remarks
            self._redraw()

    def put(
        self,
        top: int,
        left: int,
        block: Sequence[Sequence[str]],
        place: str = "",
        *,
        raw: bool = False,
    ) -> None:
        """Write a block of texts into the cells from here on, adding rows where needed.

        Raw texts are kept letter by letter, as they are being typed.
        """
        rows = [dict(row) for row in self._rows]
        for down, line in enumerate(block):
            number = max(0, top) + down  # an empty table has no present cell
            if self.fixed and number >= len(rows):
                break
            while number >= len(rows):
                rows.append(self._fresh() if self._fresh else {})
            before = dict(rows[number])
            for column, text in zip(self.columns[left:], line, strict=False):
                if column.locked:
                    continue
                rows[number][column.key] = text if raw else column.kept(text)
            if self._follow:
                rows[number] = self._follow(before, rows[number])
        self._tell(rows, place)

    def remove(self, numbers: Sequence[int]) -> None:
        """Take rows out."""
        if self.fixed:
            return
        gone = set(numbers)
        self._tell([row for number, row in enumerate(self._rows) if number not in gone])

    def move(self, number: int, by: int) -> bool:
        """Move a row up or down."""
        there = number + by
        if self.fixed or not (0 <= number < len(self._rows) and 0 <= there < len(self._rows)):
            return False
        rows = list(self._rows)
        rows.insert(there, rows.pop(number))
        self._tell(rows)
        return True

    def insert(self, number: int) -> None:
        """Put an empty row before this one."""
        rows = list(self._rows)
        rows.insert(min(number, len(rows)), self._fresh() if self._fresh else {})
        self._tell(rows, keep_empty=True)

    def text(self, row: int, column: int) -> str:
        """Return the kept text of a cell."""
        if row >= len(self._rows):
            return ""
        return self._rows[row].get(self.columns[column].key, "")

    @override
    def rowCount(self, parent: _Place = _NONE) -> int:
        """Return how many rows there are, the empty one at the end included."""
        return 0 if parent.isValid() else len(self._rows) + (not self.fixed)

    @override
    def columnCount(self, parent: _Place = _NONE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    @override
    def flags(self, index: _Place) -> Qt.ItemFlag:
        """Every cell can be typed into that is not locked."""
        locked = index.isValid() and self.columns[index.column()].locked
        return super().flags(index) | (_NO_FLAG if locked else Qt.ItemFlag.ItemIsEditable)

    @override
    def data(self, index: _Place, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, its remark, how it is aligned and spoken."""
        if not index.isValid():
            return None
        column = self.columns[index.column()]
        words = column.words(self.text(index.row(), index.column()))
        if role in _WORDS:
            return words
        remark = self._remarks.get((index.row(), column.key), "")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("{column}: {text}", column=column.title, text=f"{words} {remark}".strip())
        if role == Qt.ItemDataRole.ToolTipRole:
            return remark or words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == REMARK:
            return remark
        return QColor(colours().caution) if remark and role == _INK else None

    @override
    def setData(self, index: _Place, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed into a cell."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        words = self.columns[index.column()].kept(str(value))
        if words != self.text(index.row(), index.column()):
            self.put(index.row(), index.column(), [[words]], self.place(index))
        return True

    def type_into(self, index: QModelIndex, words: str) -> None:
        """Keep what stands in a cell while it is being typed."""
        self.put(index.row(), index.column(), [[words]], self.place(index), raw=True)

    def place(self, index: _Place) -> str:
        """Return the name of a cell for the memory of changes."""
        return f"{index.row()}:{self.columns[index.column()].key}"

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column or the number of a row."""
        if orientation is Qt.Orientation.Vertical:
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            return str(section + 1) if section < len(self._rows) else "+"
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.title} *" if column.needed else column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def _tell(self, rows: list[Row], place: str = "", *, keep_empty: bool = False) -> None:
        """Say what the rows should be; whoever owns them shows them."""
        keep_empty = keep_empty or self.fixed
        while rows and not keep_empty and not any(self._visible(rows[-1])):
            rows.pop()
        self.edited.emit(tuple(rows), place)

    def _visible(self, row: Row) -> list[str]:
        return [row.get(column.key, "").strip() for column in self.columns]

    def _resize(self, count: int) -> None:
        """Grow and shrink below the last line: the one that is typed into keeps its place."""
        have, extra = len(self._rows), int(not self.fixed)
        if count > have:
            self.beginInsertRows(_NONE, have + extra, count - 1 + extra)
            self._rows += [{} for _number in range(count - have)]
            self.endInsertRows()
        elif count < have:
            self.beginRemoveRows(_NONE, count + extra, have - 1 + extra)
            del self._rows[count:]
            self.endRemoveRows()

    def _redraw(self) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)


def _alignment(column: SheetColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
