"""The processes of the chosen contract, one under the other, and the button that hands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vendorcore.text import _, n_

from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import look, scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button, DropDown, Kind
from vendorclient.ui.widgets.card import Card
from vendorclient.ui.widgets.process_row import ProcessLine, ProcessRow
from vendorclient.ui.widgets.text import ShortenedText, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH = 252


class ProcessPanel(Card):
    """Where photos go: choose the contract, press or drop on a process, hand in."""

    contract_chosen = Signal(str)
    contract_wanted = Signal()
    pressed = Signal(int)
    dropped = Signal(int, tuple)
    submitted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=spacing.MEDIUM)
        self.contracts = DropDown(_("계약"))
        self.contracts.activated.connect(self._choose)
        self.make = Button(_("계약 만들기"), icon="plus")
        self.make.clicked.connect(self.contract_wanted)
        self.make.hide()
        self._hint = Text(
            _("숫자 키를 누르거나 사진을 끌어다 놓으십시오"), Type.CAPTION, tone="muted", wraps=True
        )
        self._rows: list[ProcessRow] = []
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(spacing.SMALL - 2)
        self._summary = ShortenedText("", Type.CAPTION, tone="muted")
        self._submit = Button(_("제출"), Kind.PRIMARY, big=True)
        self._submit.clicked.connect(self.submitted)
        self._arrange()
        look().changed.connect(self._fit)
        self._fit()

    def show_contracts(self, names: Sequence[tuple[str, str]], chosen: str) -> None:
        """Show the contracts (id, name) to choose from."""
        box = self.contracts
        there = [(box.itemData(place), box.itemText(place)) for place in range(box.count())]
        with QSignalBlocker(self.contracts):
            if there != list(names):  # else nothing moves under the hand that is choosing
                self.contracts.clear()
                for contract_id, name in names:
                    self.contracts.addItem(name, contract_id)
            self.contracts.setCurrentIndex(max(0, self.contracts.findData(chosen)))
        self.contracts.setEnabled(bool(names))
        self.contracts.setVisible(bool(names))
        self.make.setVisible(not names)

    def show_processes(self, lines: Sequence[ProcessLine]) -> None:
        """Show the processes of the chosen contract."""
        if len(lines) != len(self._rows):
            self._build(lines)
        for row, line in zip(self._rows, lines, strict=True):
            row.show_line(line)
        self._hint.setVisible(bool(lines))

    def show_summary(self, words: str, ready: int) -> None:
        """Show what is left and how many photos can be handed in."""
        self._summary.setText(words)
        self._submit.setText(
            n_("{n}장 제출하기", "{n}장 제출하기", ready) if ready else _("제출할 사진 없음")
        )
        self._submit.setToolTip("Ctrl+Enter")
        self._submit.setEnabled(ready > 0)

    def _build(self, lines: Sequence[ProcessLine]) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(place, line) for place, line in enumerate(lines, 1)]
        for place, row in enumerate(self._rows):
            self._list.insertWidget(place, row)

    def _row(self, number: int, line: ProcessLine) -> ProcessRow:
        row = ProcessRow(line)
        row.clicked.connect(lambda _checked=False: self.pressed.emit(number))
        row.dropped.connect(lambda keys: self.dropped.emit(number, keys))
        return row

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "surface")
        inside.setLayout(self._list)
        self._list.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.contracts)
        self.body.addWidget(self.make)
        self.body.addWidget(self._hint)
        self.body.addWidget(area, 1)
        self.body.addWidget(self._summary)
        self.body.addWidget(self._submit)

    def _fit(self) -> None:
        self.setFixedWidth(min(scaled(_WIDTH), 340))

    def _choose(self, place: int) -> None:
        self.contract_chosen.emit(self.contracts.itemData(place))
