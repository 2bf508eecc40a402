"""The cell that is being typed into."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vendorclient.ui.fields.line import Line
from vendorclient.ui.overriding import override
from vendorclient.ui.sheet.model import REMARK
from vendorclient.ui.theme.style import colours, scaled
from vendorclient.ui.widgets.button import DropDown

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from vendorclient.ui.sheet.model import SheetModel

_Place = QModelIndex | QPersistentModelIndex
_CORNER = 8
_STEPS = {
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
}


class SheetDelegate(QStyledItemDelegate):
    """Opens the editor of a cell; `stepped` says where the keyboard wants to go next."""

    stepped = Signal(int, int, int)  # the key, rows down, columns to the right
    left = Signal(bool)  # out of the table, forward or back

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self._model = model

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Place) -> None:
        """Draw the cell, a corner where it has a remark, a frame where the keyboard is."""
        focused = option.state & QStyle.StateFlag.State_HasFocus
        option.state &= ~QStyle.StateFlag.State_HasFocus
        remark = index.data(REMARK)
        if remark:
            painter.fillRect(option.rect, QColor(colours().caution_soft))
        super().paint(painter, option, index)
        if remark:
            corner = option.rect.topRight()
            ends = [corner, corner - QPoint(_CORNER, 0), corner + QPoint(0, _CORNER)]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours().caution))
            painter.drawPolygon(ends)
        if focused:
            painter.setPen(QPen(QColor(colours().focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Place) -> QWidget:
        """Return a line to type into, or a list to choose from."""
        column = self._model.columns[index.column()]
        if column.choices:
            box = DropDown(column.title)
            box.setParent(parent)
            for key, shown in column.choices:
                box.addItem(shown, key)
            return box
        line = Line(column.title)
        line.setParent(parent)
        line.setProperty("cell", True)  # noqa: FBT003 - Qt's own signature
        line.setAlignment(self._alignment(index))
        line.textEdited.connect(partial(self._type, QPersistentModelIndex(index)))
        line.setProperty("before", self._model.text(index.row(), index.column()))
        line.setProperty("place", QPersistentModelIndex(index))
        return line

    @override
    def setEditorData(self, editor: QWidget, index: _Place) -> None:
        """Show the cell's text in the editor, unless somebody types there already."""
        words = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentText(words)
        elif isinstance(editor, Line) and not editor.isModified():
            editor.show_text(words)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Place) -> None:
        """Keep what stands in the editor."""
        words = editor.currentText() if isinstance(editor, QComboBox) else ""
        if isinstance(editor, Line):
            words = editor.text()
        model.setData(_plain(index), words, Qt.ItemDataRole.EditRole)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Place
    ) -> None:
        """Fill the cell; a narrow one grows while it is typed into."""
        place = option.rect
        if place.width() < scaled(110):
            place.setWidth(scaled(110))
        editor.setGeometry(place)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Tab, Enter and the arrows up and down as steps to another cell."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and isinstance(watched, Line):
                self._type(watched.property("place"), watched.property("before"))
            step = _STEPS.get(Qt.Key(event.key()))
            is_list = isinstance(watched, QComboBox)
            if step and not (is_list and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)):
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                if step[1] and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                    self.left.emit(step[1] > 0)
                else:
                    self.stepped.emit(event.key(), *step)
                return True
        return super().eventFilter(watched, event)

    def _type(self, place: _Place, words: str) -> None:
        if place.isValid():
            self._model.type_into(_plain(place), words)

    def _alignment(self, index: _Place) -> Qt.AlignmentFlag:
        found: Qt.AlignmentFlag = index.data(Qt.ItemDataRole.TextAlignmentRole)
        return found


def _plain(index: _Place) -> QModelIndex:
    return index.model().index(index.row(), index.column())
