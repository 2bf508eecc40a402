"""Two forms of one contract side by side: a person chooses which one is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from vendorcore.text import _

from vendorclient.app.conflicts import Field
from vendorclient.ui import states
from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button, Kind
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from vendorclient.app.conflicts import Conflict, Difference


class ConflictDialog(Dialog):
    """The differences, and a button under each side; nothing is lost before one is pressed."""

    settled = Signal(str)  # mine or theirs

    def __init__(self, over: QWidget, found: Conflict) -> None:
        super().__init__(over, _("같은 계약을 두 곳에서 고쳤습니다"), _("나중에 정하기"))
        self.agree.set_kind(Kind.PLAIN)
        self.agree.setDefault(False)
        self.body.addWidget(
            Text(
                _(
                    "{name}: 어느 쪽을 남길지 고르십시오. 고르기 전에는 둘 다 그대로 있습니다.",
                    name=found.name,
                ),
                tone="muted",
                wraps=True,
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(spacing.LARGE)
        grid.setVerticalSpacing(spacing.SMALL)
        for column, words in enumerate(("", _("이 컴퓨터"), _("서버"))):
            grid.addWidget(Text(words, Type.STRONG), 0, column)
            grid.setColumnStretch(column, int(column > 0))
        for line, one in enumerate(found.differences, 1):
            self._add(grid, line, one)
        self.body.addLayout(grid)
        self.mine, self.theirs = Button(_("이 컴퓨터의 내용으로")), Button(_("서버의 내용으로"))
        self.mine.clicked.connect(lambda: self._settle("mine"))
        self.theirs.clicked.connect(lambda: self._settle("theirs"))
        # Outside the body: however much differs, the choice stays in sight.
        self._whole.insertLayout(self._whole.count() - 1, row(self.mine, self.theirs))

    def _add(self, grid: QGridLayout, line: int, one: Difference) -> None:
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Text(_names()[one.field], tone="muted"), line, 0, top)
        for column, words in ((1, one.mine), (2, one.theirs)):
            said = _words(one.field, words)
            grid.addWidget(Text(said or "–", wraps=True), line, column, top)

    def _settle(self, choice: str) -> None:
        self.settled.emit(choice)
        self.accept()


def _words(field: Field, written: str) -> str:
    from vendorcore.domain import ContractState

    if field is Field.STATE:
        return states.contract_mark(ContractState(written)).words
    return states.method_words(written) if field is Field.METHOD else written


def _names() -> dict[Field, str]:
    return {
        Field.NAME: _("계약명"),
        Field.NUMBER: _("계약번호"),
        Field.METHOD: _("계약방법"),
        Field.STATE: _("상태"),
        Field.SIGNED_ON: _("계약일"),
        Field.DUE_ON: _("납품기한"),
        Field.AMOUNT: _("계약금액(원)"),
        Field.TERMS: _("계약 조건"),
        Field.PARTIES: _("기관"),
        Field.ITEMS: _("수주제품"),
        Field.PROCESSES: _("이행계획"),
        Field.RECORDS: _("이행내역"),
        Field.MATERIALS: _("원부자재 구매내역서"),
        Field.DOCUMENTS: _("서류"),
    }
