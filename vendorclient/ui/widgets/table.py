"""A table of values: columns that say how they are written, aligned and spoken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import spacing, type_scale
from vendorclient.ui.theme.style import look, scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets import badge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPainter

MARK = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()
_Place = QModelIndex | QPersistentModelIndex
_ROW = 40
_MARK = 24  # what the badge takes beside its word
_SAMPLED = 30  # so many rows say how wide a column should be

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[Row]):
    """One column: its heading, what it says of a row, how wide it is (0 takes the rest)."""

    title: str
    words: Callable[[Row], str]
    width: int = 0
    right: bool = False
    mark: Callable[[Row], badge.Mark] | None = None
    least: int = 0  # narrower than this window width it is left away


class TableModel(QAbstractTableModel, Generic[Row]):
    """Rows in the order they are given; `more_wanted` when the last is seen and more are known."""

    more_wanted = Signal()

    def __init__(self, columns: Sequence[Column[Row]], key: Callable[[Row], str]) -> None:
        super().__init__()
        self.columns = columns
        self._key = key
        self._rows: list[Row] = []
        self._count, self._asked = 0, False

    def add(self, rows: Sequence[Row]) -> None:
        """Show these rows below those that are shown."""
        first, self._asked = len(self._rows), False
        if not rows:
            self._count = first  # there are fewer than was thought
            return
        self.beginInsertRows(_NONE, first, first + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()

    @override
    def canFetchMore(self, _parent: _Place) -> bool:
        """Whether there are rows that were not read yet."""
        return len(self._rows) < self._count and not self._asked

    @override
    def fetchMore(self, _parent: _Place) -> None:
        """Ask for the next rows, once."""
        self._asked = True
        self.more_wanted.emit()

    def show(self, rows: Sequence[Row], count: int = 0) -> None:
        """Show these rows of so many; the same ones in the same order are only redrawn."""
        self._count, self._asked = count, False
        same = [self._key(row) for row in rows] == [self._key(row) for row in self._rows]
        if not same:
            self.beginResetModel()
        changed = [n for n, row in enumerate(rows) if not same or row != self._rows[n]]
        self._rows = list(rows)
        if not same:
            self.endResetModel()
        elif changed:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], last))

    def row(self, number: int) -> Row:
        """Return one row."""
        return self._rows[number]

    @override
    def rowCount(self, parent: _Place = _NONE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Place = _NONE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: _Place, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, its mark, how it is aligned, how it is spoken."""
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            mark = column.mark(row) if column.mark else None
            return "" if mark and mark.words else column.words(row)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.words(row)
        if role == MARK:
            return column.mark(row) if column.mark else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the heading of a column, aligned like its cells."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None


class MarkDelegate(QStyledItemDelegate):
    """Draws the badge of a cell that has one."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell, then the badge; no dotted frame around a single cell."""
        option.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)
        mark = index.data(MARK)
        if mark is None or not mark.words:
            return
        drawn = badge.drawn(mark, painter.device().devicePixelRatio())
        size = drawn.deviceIndependentSize()
        top = option.rect.top() + (option.rect.height() - size.height()) / 2
        painter.drawPixmap(option.rect.left() + spacing.SMALL, round(top), drawn)


class Table(QTableView):
    """The view: whole rows, no grid, one tall line for each row."""

    def __init__(self, model: TableModel[Any], name: str) -> None:
        super().__init__()
        self._table, self._columns = model, model.columns
        self._room = 0
        self.setModel(model)
        self.setItemDelegate(MarkDelegate())
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setAccessibleName(name)
        head.setSectionsClickable(False)
        look().changed.connect(self._measure)
        model.modelReset.connect(self._measure)
        self._measure()

    @override
    def sizeHint(self) -> QSize:
        """Ask for a useful size."""
        return QSize(600, 320)

    def leave_away(self, width: int) -> None:
        """Hide the columns that a window of this width has no room for."""
        self._room = width
        for number, column in enumerate(self._columns):
            self.setColumnHidden(number, width < scaled(column.least))

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW))
        head = self.horizontalHeader()
        for number, column in enumerate(self._columns):
            stretch = QHeaderView.ResizeMode.Stretch
            fixed = QHeaderView.ResizeMode.Fixed
            head.setSectionResizeMode(number, fixed if column.width else stretch)
            if column.width:
                self.setColumnWidth(number, self._wanted(number, scaled(column.width)))
        if self._room:
            self.leave_away(self._room)

    def _wanted(self, number: int, usual: int) -> int:
        """Return the width that heading and words ask for, within reason."""
        column = self._columns[number]
        strong = QFontMetrics(type_scale.font(Type.STRONG, look().scale))
        heading = strong.horizontalAdvance(column.title) + 2 * spacing.SMALL + 4
        rows = range(min(self._table.rowCount(), _SAMPLED))
        plain = QFontMetrics(type_scale.font(Type.BODY, look().scale))
        icon = _MARK if column.mark else 0
        words = [plain.horizontalAdvance(column.words(self._table.row(row))) for row in rows]
        longest = max(words, default=0) + 2 * spacing.SMALL + 4 + icon
        return max(usual, heading, min(longest, usual * 3 // 2))


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
