"""A choice of a few: buttons side by side, one of them pressed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from vendorclient.ui.overriding import override
from vendorclient.ui.theme import spacing
from vendorclient.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent


class Choice(QWidget):
    """Radio buttons in a row that breaks where there is no room; digits choose too."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._flow = Flow(self, spacing.LARGE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for key, words, meaning in options:
            self._add(key, words, meaning)

    def show_choice(self, key: str) -> None:
        """Press one; a word that is no option becomes one."""
        if key and key not in self._buttons:
            self._add(key, key, "")
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == key)
        self._group.setExclusive(True)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on to the pressed button."""
        buttons = list(self._buttons.values())
        pressed = next((one for one in buttons if one.isChecked()), buttons[0])
        pressed.setFocus(event.reason())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by a digit."""
        number = event.key() - Qt.Key.Key_1
        keys = list(self._buttons)
        if 0 <= number < len(keys) and not event.modifiers():
            self._buttons[keys[number]].setFocus()
            self._buttons[keys[number]].click()
        else:
            super().keyPressEvent(event)

    def _add(self, key: str, words: str, meaning: str) -> None:
        button = QRadioButton(words)
        button.setAccessibleName(f"{self.accessibleName()}: {words}")
        button.setToolTip(meaning)
        button.clicked.connect(partial(self._choose, key))
        self._buttons[key] = button
        self._group.addButton(button)
        self._flow.addWidget(button)

    def _choose(self, key: str, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.chosen.emit(key)
