"""What the steps of the wizard have in common: they show a draft, and say how it should become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vendorcore.domain import Draft

from vendorclient.ui.theme import spacing
from vendorclient.ui.wizard.words import remark_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorcore.domain import Remark

    from vendorclient.ui.fields.field import Field


class StepPage(QScrollArea):
    """One step; `edited` carries the draft as it should become, at each change."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.draft = Draft(id="")
        self.fields: dict[str, Field] = {}
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(*[spacing.LARGE] * 4)
        self.column.setSpacing(spacing.MEDIUM)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_draft(self, draft: Draft) -> None:
        """Show a draft."""
        self.draft = draft

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Say beside each field what is wrong with it."""
        for name, field in self.fields.items():
            here = [one for one in remarks if one.field == name and not one.part]
            first = min(here, key=lambda one: not one.blocks, default=None)
            shown = first is not None and self._is_worth_saying(first)
            if first is not None and shown:
                field.tell(remark_words(first), "bad" if first.blocks else "caution")
            else:
                field.tell("")

    def go_to(self, remark: Remark) -> None:
        """Give the keyboard to the field of a remark."""
        if field := self.fields.get(remark.field):
            self.ensureWidgetVisible(field)
            field.enter()

    def first_focus(self) -> QWidget:
        """Return the widget that has the keyboard when the step opens."""
        return self

    def _is_worth_saying(self, remark: Remark) -> bool:
        """An empty field of a new draft is told by its star and beside the button, not in red."""
        return not remark.code.endswith("-missing")
