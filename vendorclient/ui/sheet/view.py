"""The table to type into: as in a spreadsheet, by keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from vendorcore.text import _

from vendorclient.ui.overriding import override
from vendorclient.ui.sheet import clipboard
from vendorclient.ui.sheet.editor import SheetDelegate
from vendorclient.ui.theme.style import look, scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from vendorclient.ui.sheet.model import SheetModel

_Place = QModelIndex | QPersistentModelIndex
_ROW = 34
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class SheetView(QTableView):
    """Cells that open by typing; Enter goes down, Tab to the right, Ctrl+D fills down."""

    def __init__(self, model: SheetModel, name: str) -> None:
        super().__init__()
        self.sheet = model
        self._began, self._stepping = 0, False
        self.delegate = SheetDelegate(model)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(name)
        self.setProperty("sheet", True)  # noqa: FBT003 - Qt's own signature
        self.setTabKeyNavigation(False)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setHighlightSections(False)
            head.setAccessibleName(name)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.delegate.stepped.connect(self._step)
        self.delegate.left.connect(self._leave)
        look().changed.connect(self.measure)
        self.measure()

    @override
    def sizeHint(self) -> QSize:
        """Ask for a useful size."""
        return QSize(600, scaled(_ROW) * 6)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room."""
        super().resizeEvent(event)
        self._share()

    @override
    def event(self, event: QEvent) -> bool:
        """Keep Esc for the sheet: it leaves the cells, never what is around them."""
        if isinstance(event, QKeyEvent) and _is_way_out(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a spreadsheet does with this key."""
        for key, act in self._sequences():
            if event.matches(key):
                act()
                return
        if self._choose(event):
            return
        act_of_key = self._keys().get((Qt.Key(event.key()), event.modifiers() == _CONTROL))
        if act_of_key is not None:
            act_of_key()
        else:
            super().keyPressEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab for the cells; Esc, Ctrl+Tab, or Tab from the last cell, leaves."""
        return False

    def leave(self, *, forward: bool) -> None:
        """Go on to what comes after the table, or before it."""
        super().focusNextPrevChild(forward)

    def _leave(self, forward: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self.setFocus()
        self.leave(forward=forward)

    def paste(self) -> None:
        """Take cells from the clipboard."""
        cells = clipboard.block(QGuiApplication.clipboard().text())
        if not cells:
            return
        top, left = self._corner()
        chosen = self.selectedIndexes()
        if len(cells) == 1 and len(cells[0]) == 1 and len(chosen) > 1:
            lines = max(one.row() for one in chosen) - top + 1
            wide = max(one.column() for one in chosen) - left + 1
            cells = [cells[0] * wide for _line in range(lines)]
        self.sheet.put(top, left, cells)

    def copy(self) -> None:
        """Put the chosen cells on the clipboard."""
        chosen = self.selectedIndexes()
        if not chosen:
            return
        rows = sorted({one.row() for one in chosen})
        columns = sorted({one.column() for one in chosen})
        cells = [[str(self.sheet.index(r, c).data() or "") for c in columns] for r in rows]
        QGuiApplication.clipboard().setText(clipboard.text(cells))

    def clear(self) -> None:
        """Empty the chosen cells."""
        chosen = self.selectedIndexes()
        if chosen:
            top, left = self._corner()
            wide = max(one.column() for one in chosen) - left + 1
            lines = max(one.row() for one in chosen) - top + 1
            self.sheet.put(top, left, [[""] * wide for _line in range(lines)])

    def fill_down(self) -> None:
        """Write the uppermost chosen cells into those below; one alone takes from above."""
        chosen = self.selectedIndexes() or [self.currentIndex()]
        top, left = min(i.row() for i in chosen), min(i.column() for i in chosen)
        bottom, right = max(i.row() for i in chosen), max(i.column() for i in chosen)
        source = top if bottom > top else top - 1
        if source < 0:
            return
        line = [str(self.sheet.index(source, c).data() or "") for c in range(left, right + 1)]
        first = source + 1
        self.sheet.put(first, left, [line] * (bottom - first + 1))

    def remove_rows(self) -> None:
        """Take the chosen rows out."""
        chosen = {one.row() for one in self.selectedIndexes()} or {self.currentIndex().row()}
        self.sheet.remove(sorted(chosen))

    def move_row(self, by: int) -> None:
        """Move the current row up or down."""
        here = self.currentIndex()
        if self.sheet.move(here.row(), by):
            self.go_to(here.row() + by, here.column())

    def open_cell(self, row: int, key: str) -> None:
        """Give the keyboard to one cell."""
        column = next((n for n, one in enumerate(self.sheet.columns) if one.key == key), 0)
        self.setFocus()
        self.go_to(row, column)

    def go_to(self, row: int, column: int) -> None:
        """Make one cell the current one, whatever keys are held meanwhile."""
        choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.sheet.index(row, column), choose)

    def measure(self) -> None:
        """Follow the size of type."""
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._share()

    def _choose(self, event: QKeyEvent) -> bool:
        """Take a digit as one of a column's choices."""
        here, number = self.currentIndex(), event.key() - Qt.Key.Key_1
        if not here.isValid() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        choices = self.sheet.columns[here.column()].choices
        if not 0 <= number < len(choices):
            return False
        self.sheet.put(here.row(), here.column(), [[choices[number][0]]])
        return True

    def _share(self) -> None:
        """Give each column its width and the rest to those without one."""
        room = self.viewport().width()
        wide = [scaled(one.width) for one in self.sheet.columns]
        free = [n for n, width in enumerate(wide) if not width]
        rest = max(scaled(130) * len(free), room - sum(wide))
        for number in free:
            wide[number] = rest // len(free)
        for number, width in enumerate(wide):
            self.setColumnWidth(number, max(width, self._heading(number)))

    def _heading(self, number: int) -> int:
        return self.horizontalHeader().sectionSizeHint(number)

    def _corner(self) -> tuple[int, int]:
        chosen = self.selectedIndexes() or [self.currentIndex()]
        return min(i.row() for i in chosen), min(i.column() for i in chosen)

    def _sequences(self) -> tuple[tuple[QKeySequence.StandardKey, Callable[[], None]], ...]:
        standard = QKeySequence.StandardKey
        return ((standard.Paste, self.paste), (standard.Copy, self.copy))

    def _keys(self) -> dict[tuple[Qt.Key, bool], Callable[[], None]]:
        key = Qt.Key
        return {
            (key.Key_D, True): self.fill_down,
            (key.Key_Delete, False): self.clear,
            (key.Key_Backspace, False): self.clear,
            (key.Key_Delete, True): self.remove_rows,
            (key.Key_Up, True): lambda: self.move_row(-1),
            (key.Key_Down, True): lambda: self.move_row(1),
            (key.Key_Return, False): lambda: self._step(int(key.Key_Return), 1, 0),
            (key.Key_Enter, False): lambda: self._step(int(key.Key_Return), 1, 0),
            (key.Key_Tab, False): lambda: self._step(int(key.Key_Tab), 0, 1),
            (key.Key_Backtab, False): lambda: self._step(int(key.Key_Backtab), 0, -1),
            (key.Key_Escape, False): lambda: self.leave(forward=True),
            (key.Key_Tab, True): lambda: self.leave(forward=True),
            (key.Key_Backtab, True): lambda: self.leave(forward=False),
        }

    def _step(self, key: int, down: int, right: int) -> None:
        """Go to another cell; Enter after Tabs goes back to where the Tabs began."""
        here, last = self.currentIndex(), self.sheet.columnCount() - 1
        row, column = here.row() + down, here.column() + right
        if key in map(int, _ENTER):
            column = self._began
        elif column > last:
            row, column = row + 1, 0
        elif column < 0:
            row, column = row - 1, last
        if 0 <= row < self.sheet.rowCount():
            self._stepping = bool(right)
            self.go_to(row, column)
            self._stepping = False
        elif right:
            self.leave(forward=right > 0)

    @override
    def currentChanged(self, current: _Place, previous: _Place) -> None:
        """Remember where a row of Tabs begins."""
        super().currentChanged(current, previous)
        if not self._stepping:
            self._began = current.column()


def _is_way_out(event: QKeyEvent) -> bool:
    return event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape


def sheet_keys() -> str:
    """Return the keys of a sheet, and how the keyboard leaves it."""
    return _("Tab 오른쪽 칸 · Enter 아래 칸 · Ctrl+D 위 칸과 같게 · Esc 또는 Ctrl+Tab 표 밖으로")
