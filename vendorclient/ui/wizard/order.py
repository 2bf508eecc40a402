"""수주정보: for whom, what it is called, the days, the method, the money."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from vendorcore.catalogue import contract_methods, holidays
from vendorcore.domain import day_from_text
from vendorcore.text import _

from vendorclient.ui import states
from vendorclient.ui.fields.choice import Choice
from vendorclient.ui.fields.day import DayLine
from vendorclient.ui.fields.field import Field
from vendorclient.ui.fields.line import Line
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import spacing
from vendorclient.ui.wizard.documents import DocumentList
from vendorclient.ui.wizard.materials import MaterialsSheet
from vendorclient.ui.wizard.parties import Parties
from vendorclient.ui.wizard.step import StepPage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vendorcore.domain import Draft, DraftParty, MaterialRow, Remark

_WIDE = 6


class OrderStep(StepPage):
    """The first step."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.parties = Parties()
        self.signed = DayLine(_("계약일"), today)
        self.due = DayLine(_("납품기한"), today, _("날짜 또는 기간 (예: 60일)"))
        self.method = Choice(
            _("계약방법"),
            [(one.key, states.method_words(one.key), one.meaning) for one in contract_methods()],
        )
        self.materials = MaterialsSheet()
        self.documents = DocumentList()
        self.lines: dict[str, Line] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(spacing.MEDIUM)
        self._grid.setVerticalSpacing(spacing.MEDIUM)
        self._arrange()
        self._connect()

    @override
    def show_draft(self, draft: Draft) -> None:
        """Show the order."""
        super().show_draft(draft)
        self.parties.show_parties(draft.parties)
        for name, line in self.lines.items():
            line.show_text(getattr(draft, name))
        self.due.signed = day_from_text(draft.signed_on)
        self.method.show_choice(draft.method)
        self.materials.show_draft(draft)
        self.documents.show_documents(draft.documents)

    @override
    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Say beside each field what is wrong with it."""
        super().show_remarks(remarks)
        self.materials.show_remarks(remarks)

    @override
    def go_to(self, remark: Remark) -> None:
        """Go to a field, or to a cell of the materials."""
        if remark.field == "materials" or remark.part in {one.id for one in self.draft.materials}:
            self.ensureWidgetVisible(self.materials)
            self.materials.go_to(remark)
        else:
            super().go_to(remark)

    def live_on(self, today: date) -> None:
        """Read short days from this one on."""
        for day in (self.signed, self.due):
            day.today = today

    @override
    def first_focus(self) -> QWidget:
        """The institution."""
        return self.parties.first_line

    def _arrange(self) -> None:
        self._place(Field(_("수요기관"), self.parties, needed=True), "parties", 0, 0, _WIDE)
        self._line("name", _("계약명"), 1, 0, 4, needed=True)
        self._line("number", _("계약번호"), 1, 4, 2)
        self._place(Field(_("계약일"), self.signed, needed=True), "signed_on", 2, 0, 2)
        self._place(Field(_("납품기한"), self.due, needed=True), "due_on", 2, 2, 2)
        self._line("amount", _("계약금액(원)"), 2, 4, 2)
        self._place(Field(_("계약방법"), self.method, needed=True), "method", 3, 0, _WIDE)
        self._line("delivery_place", _("납품장소"), 4, 0, 4)
        self._line("delivery_term", _("인도조건"), 4, 4, 2)
        self._line("contact_name", _("기관 담당자"), 5, 0, 2)
        self._line("contact_phone", _("담당자 전화"), 5, 2, 2)
        self._line("contact_mail", _("담당자 전자우편"), 5, 4, 2)
        self._line("period", _("계약기간"), 6, 0, 2)
        self._line("note", _("비고"), 6, 2, 4)
        self.column.addLayout(self._grid)
        self._place(Field(_("원부자재 구매내역"), self.materials), "materials")
        self._place(Field(_("첨부 문서"), self.documents), "documents")
        self.column.addStretch(1)
        self.lines |= {"signed_on": self.signed, "due_on": self.due}
        for number in range(_WIDE):
            self._grid.setColumnStretch(number, 1)

    def _line(
        self, name: str, words: str, row: int, column: int, wide: int, *, needed: bool = False
    ) -> None:
        line = Line(words)
        self.lines[name] = line
        self._place(Field(words, line, needed=needed), name, row, column, wide)

    def _place(
        self, field: Field, name: str, row: int = -1, column: int = 0, wide: int = 1
    ) -> None:
        self.fields[name] = field
        if row < 0:
            self.column.addWidget(field)
        else:
            self._grid.addWidget(field, row, column, 1, wide)

    def _connect(self) -> None:
        for name, line in self.lines.items():
            told = line.typed if isinstance(line, DayLine) else line.textEdited
            told.connect(partial(self._type, name))
        for day in (self.signed, self.due):
            day.show_holidays(holidays())
        self.parties.edited.connect(self._take_parties)
        self.method.chosen.connect(partial(self._type, "method"))
        self.materials.edited.connect(self._take_materials)
        self.documents.removed.connect(self._drop_document)

    def _type(self, name: str, words: str) -> None:
        self.edited.emit(self.draft.with_field(name, words))

    def _take_parties(self, parties: tuple[DraftParty, ...]) -> None:
        self.edited.emit(replace(self.draft, parties=parties))

    def _take_materials(self, rows: tuple[MaterialRow, ...]) -> None:
        self.edited.emit(replace(self.draft, materials=rows))

    def _drop_document(self, document_id: str) -> None:
        rest = tuple(one for one in self.draft.documents if one.id != document_id)
        self.edited.emit(replace(self.draft, documents=rest))
