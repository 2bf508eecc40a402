"""The four steps in a line: where one is, what is complete, what is open; each can be jumped to."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from vendorcore.domain import WizardStep
from vendorcore.text import _

from vendorclient.ui.theme import spacing
from vendorclient.ui.wizard.words import step_words


class StepBar(QWidget):
    """Buttons for the steps (Ctrl+1 to Ctrl+4)."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[WizardStep, QPushButton] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(spacing.SMALL)
        for number, step in enumerate(WizardStep, 1):
            button = QPushButton()
            button.setProperty("kind", "step")
            button.setCheckable(True)
            button.setToolTip(f"Ctrl+{number}")
            button.clicked.connect(partial(self._want, step))
            self.buttons[step] = button
            line.addWidget(button, 1)

    def show_steps(
        self,
        here: WizardStep,
        blocks: dict[WizardStep, int],
        unbegun: frozenset[WizardStep] = frozenset(),
    ) -> None:
        """Show where one is, and how much is open in each step."""
        for number, (step, button) in enumerate(self.buttons.items(), 1):
            count = blocks.get(step, 0)
            name = step_words(step)
            button.setChecked(step is here)
            is_filled = not count and step is not WizardStep.CHECK and step not in unbegun
            sign = "✓ " if is_filled else ""
            button.setText(f"{sign}{number}  {name}")
            state = _("{count}가지 남음", count=count) if count else _("채워짐")
            state = _("비어 있음") if step in unbegun else state
            button.setAccessibleName(f"{number} {name}, {state}")

    def _want(self, step: WizardStep, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.wanted.emit(str(step))
