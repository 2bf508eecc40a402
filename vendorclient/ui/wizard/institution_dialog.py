"""Finds an institution (수요기관) by its class and a part of its name (F4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from vendorcore.catalogue import InstitutionEntry
from vendorcore.domain import new_id
from vendorcore.text import _

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.widgets.button import DropDown
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.table import Column
from vendorclient.ui.widgets.text import Text
from vendorclient.ui.wizard.finder import Finder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from vendorclient.ui.wizard.catalogue import Catalogue


class InstitutionDialog(Dialog):
    """The dialog; `chosen` carries an entry, without id and code where it was typed by hand."""

    chosen = Signal(object)
    asked = Signal(object)  # an entry that the catalogue lacks, under the chosen class

    def __init__(self, over: QWidget, words: str, catalogue: Catalogue) -> None:
        super().__init__(over, _("기관 찾기"), _("고르기"), _("취소"))
        self._catalogue = catalogue
        self._class = DropDown(_("공공기관 분류"))
        self._class.addItem(_("모든 분류"), "")
        for name in catalogue.classes:
            self._class.addItem(name, name)
        self.finder = Finder[InstitutionEntry](
            _("기관 이름"),
            _("이름의 일부, 약칭, 옛 이름, 초성 (예: ㅅㅊㅅ)"),
            _columns(),
            self._find,
            lambda one: one.id,
            asks=True,
        )
        self.let_be_large(self.finder, 560, 300)
        self.body.addLayout(row(Text(_("공공기관 분류")), self._class, 1))
        self.body.addWidget(self.finder)
        self._class.currentIndexChanged.connect(self.finder.look)
        self.finder.picked.connect(self._choose)
        self.finder.typed_instead.connect(self._choose_typed)
        self.finder.asked_for.connect(self._ask)
        self.agree.clicked.disconnect()
        self.agree.clicked.connect(self.finder.take)
        self.finder.line.setText(words)
        self.finder.look()
        self.finder.line.setFocus()
        self.finder.line.selectAll()

    def _find(self, words: str) -> list[InstitutionEntry]:
        return self._catalogue.institutions(words, str(self._class.currentData() or ""))

    def _choose(self, institution: InstitutionEntry) -> None:
        self.chosen.emit(institution)
        self.accept()

    def _ask(self, words: str) -> None:
        of_class = str(self._class.currentData() or "")
        entry = InstitutionEntry(id=new_id(), code="", name=words, class_name=of_class)
        self.asked.emit(entry)
        self._choose(entry)

    def _choose_typed(self, words: str) -> None:
        self._choose(InstitutionEntry(id="", code="", name=words))


def _columns() -> list[Column[InstitutionEntry]]:
    return [
        Column(title=_("기관"), words=_name),
        Column(title=_("분류"), words=lambda one: one.class_name, width=120),
        Column(title=_("지역"), words=lambda one: one.region, width=110),
        Column(title=_("코드"), words=lambda one: one.code, width=84),
    ]


def _name(one: InstitutionEntry) -> str:
    return f"{one.name} ({one.aliases[0]})" if one.aliases else one.name
