"""One line to type into; it tells of whole syllables only and leaves undo to its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit

from vendorclient.ui.overriding import override
from vendorclient.ui.widgets.text import restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_TAKEN_BACK = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Line(QLineEdit):
    """A line of text; `textEdited` carries what a person typed, never a half-composed syllable."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMinimumWidth(60)

    def show_text(self, text: str) -> None:
        """Show another text, leaving the cursor alone where nothing differs."""
        if self.text() != text:
            self.setText(text)

    def show_level(self, level: str) -> None:
        """Wear the edge of a remark: bad, caution or none."""
        if (self.property("level") or "") != level:
            self.setProperty("level", level)
            restyle(self)

    @override
    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the form, which remembers more than this line."""
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event):  # type: ignore[arg-type] # it is a key event
            event.ignore()
            return False
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do nothing of its own for undo; Enter goes on to the next field."""
        if is_undo(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.returnPressed.emit()
            self.focusNextPrevChild(True)  # noqa: FBT003 - Qt's own signature
        else:
            super().keyPressEvent(event)


def is_undo(event: QKeyEvent) -> bool:
    """Whether a key asks to take something back or to do it again."""
    return any(event.matches(key) for key in _TAKEN_BACK)
