"""A field of a form: its label above, the control, and beside it what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout


class Field(QWidget):
    """One row of a form; the label belongs to the control for the keyboard and the ear."""

    def __init__(
        self, name: str, control: QWidget, *, needed: bool = False, beside: QLayout | None = None
    ) -> None:
        super().__init__()
        self.control = control
        self._name = name
        self.label = Text(f"{name} *" if needed else name, Type.STRONG)
        self.label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(name)
        self.remark = Text("", tone="bad", wraps=True)
        self.remark.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.TIGHT)
        column.addWidget(self.label)
        if beside is None:
            column.addWidget(control)
        else:
            column.addLayout(beside)
        column.addWidget(self.remark)
        column.addStretch(1)

    def tell(self, words: str, tone: str = "bad") -> None:
        """Say what is wrong here; nothing where all is well."""
        self.remark.setText(f"⚠ {words}" if words else "")
        self.remark.set_tone(tone)
        self.remark.setVisible(bool(words))
        self.control.setAccessibleDescription(words)
        show_level = getattr(self.control, "show_level", None)
        if show_level is not None:
            show_level(tone if words else "")

    def enter(self) -> None:
        """Give the keyboard to the control."""
        self.control.setFocus()
        select = getattr(self.control, "selectAll", None)
        if select is not None:
            select()
