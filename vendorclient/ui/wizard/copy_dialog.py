"""Chooses an earlier contract to begin a new one from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from vendorcore.text import _

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.pages.contract_rows import ContractRow
from vendorclient.ui.widgets.table import Column
from vendorclient.ui.widgets.text import Text
from vendorclient.ui.wizard.finder import Finder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class CopyDialog(Dialog):
    """The dialog; `chosen` carries the row that was picked."""

    chosen = Signal(object)
    wanted = Signal(str)  # words; what they find comes by `show_found`

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, _("지난 계약에서 복사"), _("복사"), _("취소"))
        self.finder = Finder[ContractRow](
            _("지난 계약 찾기"),
            _("계약명, 수요기관, 세부품명, 초성"),
            _columns(),
            self._ask,
            lambda one: one.id,
        )
        self.let_be_large(self.finder, 560, 280)
        advice = _(
            "기관, 제품, 공정, 원부자재의 품명과 구입처가 그대로 옵니다."
            " 계약번호와 날짜, 구매한 수량·단가·날짜는 비워 둡니다."
        )
        self.body.addWidget(Text(advice, tone="muted", wraps=True))
        self.body.addWidget(self.finder)
        self.finder.picked.connect(self._choose)
        self.agree.clicked.disconnect()
        self.agree.clicked.connect(self.finder.take)
        self.finder.line.setFocus()

    def _ask(self, words: str) -> None:
        """Ask for what the words find; an emitted signal is no answer."""
        self.wanted.emit(words)

    def begin(self) -> None:
        """Ask for the contracts that are offered before anything is typed."""
        self.open()
        self.finder.look()

    def show_found(self, words: str, rows: Sequence[ContractRow]) -> None:
        """Show what was found for some words, unless others are typed meanwhile."""
        if words == self.finder.line.text():
            self.finder.show_found(rows)

    def _choose(self, found: ContractRow) -> None:
        self.chosen.emit(found)
        self.accept()


def _columns() -> list[Column[ContractRow]]:
    return [
        Column(title=_("계약명"), words=lambda one: one.name),
        Column(title=_("수요기관"), words=lambda one: one.institution, width=170),
        Column(title=_("계약일"), words=lambda one: one.signed_on, width=104),
    ]
