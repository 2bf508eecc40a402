"""One contract: what was agreed, and each process with its plan and its photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from vendorcore.domain import PartyRole
from vendorcore.text import _, n_

from vendorclient.ui import measures, states
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.badge import Badge, Mark, Tone
from vendorclient.ui.widgets.button import Button, Kind
from vendorclient.ui.widgets.card import Card, row
from vendorclient.ui.widgets.schedule import Bar, Schedule
from vendorclient.ui.widgets.table import Column, Table, TableModel
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from datetime import date

    from vendorcore.domain import Contract, Process

    from vendorclient.app.overview import ContractView, ProcessCount

_Line = tuple[int, "Process", "ProcessCount"]


class ContractDetail(QWidget):
    """The page of one contract."""

    left = Signal()
    sort_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.contract_id = ""
        self._state = Badge()
        self._facts = QFormLayout()
        self._schedule = Schedule()
        self.model = TableModel[_Line](_columns(), lambda line: line[1].id)
        self._table = Table(self.model, _("공정"))
        self._back = Button(_("목록"), Kind.QUIET, icon="chevron-left")
        self._sort = Button(_("사진 분류하기"), Kind.PRIMARY, icon="photos")
        self._back.clicked.connect(self.left)
        self._sort.clicked.connect(self._ask_for_sorting)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), self, context=here).activated.connect(self.left)
        self._arrange()

    def show_contract(self, view: ContractView, today: date) -> None:
        """Show a contract as it stands today."""
        self.contract_id = view.contract.id
        self._state.show_mark(states.contract_mark(view.contract.state))
        while self._facts.rowCount():
            self._facts.removeRow(0)
        for name, words in facts(view.contract, today):
            value = Text(words, wraps=True)
            value.setAccessibleName(f"{name}: {words}")
            self._facts.addRow(Text(name, tone="muted"), value)
        lines = [
            (number, process, view.count(process.id))
            for number, process in enumerate(view.contract.processes, 1)
        ]
        self.model.show(lines)
        self._table.setFixedHeight(
            self._table.horizontalHeader().sizeHint().height()
            + len(lines) * self._table.verticalHeader().defaultSectionSize()
            + 2
        )
        self._schedule.show_bars([_bar(line) for line in lines], today)

    def _arrange(self) -> None:
        self._facts.setVerticalSpacing(spacing.TIGHT)
        self._facts.setHorizontalSpacing(spacing.LARGE)
        about = Card(padding=spacing.MEDIUM)
        about.body.addLayout(self._facts)
        plan = Card(padding=spacing.MEDIUM)
        plan.body.addWidget(self._schedule)
        processes = Card(padding=1)
        processes.body.addWidget(self._table)
        inside = QWidget()
        inside.setProperty("ground", "window")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, spacing.TIGHT, spacing.SMALL)
        column.setSpacing(spacing.SMALL)
        for part in (about, Text(_("이행 일정"), Type.HEADING), plan):
            column.addWidget(part)
        column.addWidget(Text(_("공정과 사진"), Type.HEADING))
        column.addWidget(processes)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(spacing.SMALL)
        whole.addLayout(row(self._back, self._state, 1, self._sort))
        whole.addWidget(area, 1)

    def _ask_for_sorting(self) -> None:
        self.sort_wanted.emit(self.contract_id)


def facts(contract: Contract, today: date) -> list[tuple[str, str]]:
    """Return what was agreed, in the order and with the names of the form."""
    parties = {
        role: ", ".join(p.institution.name for p in contract.parties if p.role is role)
        for role in PartyRole
    }
    left = measures.days_left(contract.due_on, today)
    products = ", ".join(item.detail_name for item in contract.items)
    shown = [
        (_("계약번호"), contract.number),
        (_("수요기관"), parties[PartyRole.DEMANDING]),
        (_("계약기관"), parties[PartyRole.CONTRACTING]),
        (_("계약방법"), states.method_words(contract.method)),
        (_("계약일"), contract.signed_on.isoformat()),
        (_("납품기한"), f"{contract.due_on.isoformat()} ({left})"),
        (_("세부품명"), products),
    ]
    return [(name, words) for name, words in shown if words]


def _columns() -> list[Column[_Line]]:
    return [
        Column(title=_("공정"), words=lambda line: f"{line[0]} {line[1].name}"),
        Column(title=_("이행계획"), words=_days, width=190),
        Column(title=_("사진"), words=lambda line: str(line[2].tagged), width=72, right=True),
        Column(title=_("제출"), words=lambda line: str(line[2].submitted), width=72, right=True),
        Column(title=_("접수 확인"), words=_received, width=120, mark=_receipt_mark),
        Column(title=_("보완 요청"), words=_asked, width=110, mark=_asked_mark),
    ]


def _days(line: _Line) -> str:
    plan = line[1].plan
    return f"{plan.starts_on.isoformat()} ~ {measures.short_day(plan.ends_on)}"


def _received(line: _Line) -> str:
    return f"{line[2].delivered} / {line[2].submitted}" if line[2].submitted else ""


def _receipt_mark(line: _Line) -> Mark:
    whole = line[2].delivered == line[2].submitted
    return Mark(_received(line), Tone.ACCENT if whole else Tone.NEUTRAL, "check" if whole else "")


def _asked(line: _Line) -> str:
    count = line[2].more_asked
    return n_("{n}건", "{n}건", count) if count else ""


def _asked_mark(line: _Line) -> Mark:
    return Mark(_asked(line), Tone.CAUTION)


def _bar(line: _Line) -> Bar:
    number, process, count = line
    return Bar(
        number=number,
        name=process.name,
        starts_on=process.plan.starts_on,
        ends_on=process.plan.ends_on,
        photos=count.tagged,
    )
