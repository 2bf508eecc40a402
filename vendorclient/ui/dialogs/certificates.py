"""직접생산확인증명서: which products this vendor may make itself, from when until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from vendorcore.text import _, n_, problem_sentence

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.fields.day import DayLine
from vendorclient.ui.fields.field import Field
from vendorclient.ui.fields.line import Line
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.widgets.badge import Mark, Tone
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.card import Card, row
from vendorclient.ui.widgets.table import Column, Table, TableModel
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from vendorcore.errors import VendorError

    from vendorclient.app.certifying import Held


class CertificatesDialog(Dialog):
    """What is held, and a line of fields for another one."""

    given = Signal(dict)  # detail_no, number, valid_from, valid_to as typed
    dropped = Signal(str)

    def __init__(self, over: QWidget, today: date, names: Mapping[str, str]) -> None:
        super().__init__(over, _("직접생산확인증명서"), _("닫기"))
        self._names = names
        self.model = TableModel["Held"](_columns(), lambda one: one.certificate.id)
        self.table = Table(self.model, _("직접생산확인증명서"))
        self.told = Text("", tone="muted", wraps=True)
        self.lines = {
            "detail_no": Line(_("세부품명번호"), _("열 자리 (예: 5610170301)")),
            "number": Line(_("증명서 번호"), _("적지 않아도 됩니다")),
            "valid_from": DayLine(_("유효기간 시작"), today),
            "valid_to": DayLine(_("유효기간 끝"), today),
        }
        self.fields = {key: Field(one.accessibleName(), one) for key, one in self.lines.items()}
        self.product = Text("", tone="muted")
        self.add = Button(_("증명서 더하기"), icon="plus")
        self.remove = Button(_("고른 증명서 지우기"), icon="trash")
        self._arrange()
        self.add.clicked.connect(self._give)
        self.remove.clicked.connect(self._drop)
        self.table.selectionModel().currentRowChanged.connect(self._offer_removal)
        self.lines["detail_no"].textChanged.connect(self._name)
        self.lines["detail_no"].setFocus()

    def show_held(self, held: Sequence[Held]) -> None:
        """Show these, and what is to be looked after."""
        self.model.show(held)
        self._offer_removal()
        soon = sum(one.ends_soon or one.is_over for one in held)
        self.told.setText(
            n_(
                "곧 끝나거나 끝난 증명서가 {n}개 있습니다. 재신청 시기를 확인하십시오.",
                "곧 끝나거나 끝난 증명서가 {n}개 있습니다. 재신청 시기를 확인하십시오.",
                soon,
            )
            if soon
            else _("증명서에 적힌 그대로 적으십시오. 계약을 막지 않고 알려 드리기만 합니다.")
        )
        self.told.set_tone("caution" if soon else "muted")

    def _offer_removal(self) -> None:
        """Nothing can be removed before it is chosen."""
        self.remove.setEnabled(self.table.currentIndex().isValid())

    def clear(self) -> None:
        """Be ready for the next one."""
        for line in self.lines.values():
            line.clear()
        for field in self.fields.values():
            field.tell("")
        self.lines["detail_no"].setFocus()

    def refuse_entry(self, error: VendorError) -> None:
        """Say beside its field what cannot be."""
        for field in self.fields.values():
            field.tell("")
        field = self.fields[str(error.details.get("field", "detail_no"))]
        field.tell(problem_sentence(error.code, error.details).todo)
        field.enter()

    def _arrange(self) -> None:
        self.let_be_large(self.table, 780, 140)
        self.table.setMaximumHeight(scaled(200))  # else its fields fall off a small screen
        card = Card(padding=1)
        card.body.addWidget(self.table)
        grid = QGridLayout()
        grid.setHorizontalSpacing(spacing.SMALL)
        for place, field in enumerate(self.fields.values()):
            grid.addWidget(field, 0, place)
            grid.setColumnMinimumWidth(place, min(scaled(180), self.room.width() // 5))
        self.body.addWidget(self.told)
        self.body.addWidget(card)
        self.body.addLayout(grid)
        line = row(self.product, self.remove, self.add)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.agree.setDefault(False)

    def _name(self, words: str) -> None:
        self.product.setText(self._names.get("".join(filter(str.isdigit, words)), ""))

    def _give(self) -> None:
        self.given.emit({key: line.text() for key, line in self.lines.items()})

    def _drop(self) -> None:
        here = self.table.currentIndex()
        if here.isValid():
            self.dropped.emit(self.model.row(here.row()).certificate.id)


def state_of(held: Held) -> Mark:
    """Return how a certificate stands today."""
    if held.is_over:
        return Mark(_("만료"), Tone.BAD)
    if held.begins:
        return Mark(_("시작 전"), Tone.NEUTRAL)
    if held.ends_soon:
        tone = Tone.BAD if held.ends_very_soon else Tone.CAUTION
        return Mark(_("{days}일 남음", days=held.days_left), tone)
    return Mark(_("유효"), Tone.GOOD)


def _columns() -> list[Column[Held]]:
    return [
        Column(title=_("상태"), words=lambda one: state_of(one).words, width=110, mark=state_of),
        Column(title=_("세부품명번호"), words=lambda one: one.certificate.detail_no, width=110),
        Column(title=_("세부품명"), words=lambda one: one.name or "–"),
        Column(title=_("증명서 번호"), words=lambda one: one.certificate.number, width=120),
        Column(title=_("유효기간"), words=_span, width=190),
    ]


def _span(held: Held) -> str:
    return f"{held.certificate.valid_from} ~ {held.certificate.valid_to}"
