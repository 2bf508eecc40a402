"""계약: the list, and one contract with its processes and photos."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from vendorcore.domain import PartyRole
from vendorcore.text import _

from vendorclient.ui import measures, states
from vendorclient.ui.overriding import override
from vendorclient.ui.pages.contract_detail import ContractDetail
from vendorclient.ui.pages.page import Page
from vendorclient.ui.theme import icons
from vendorclient.ui.theme.style import colours
from vendorclient.ui.widgets.button import Button, Kind
from vendorclient.ui.widgets.card import Card
from vendorclient.ui.widgets.empty_state import EmptyState
from vendorclient.ui.widgets.table import Column, Table, TableModel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from vendorclient.app.overview import ContractView
    from vendorclient.ui.widgets.badge import Mark
    from vendorclient.ui.wizard.wizard import Wizard

_PAUSE_MS = 150
_NO_HEAD = " "


class ContractsPage(Page):
    """The list of contracts; Enter opens one."""

    loaded = Signal()
    sort_wanted = Signal(str)
    begun = Signal()

    def __init__(self) -> None:
        super().__init__(_("계약"))
        self._views: Sequence[ContractView] = ()
        self._today = measures.NO_DAY
        self.model = TableModel[ContractViewToday](_columns(), _key)
        self.table = Table(self.model, _("계약 목록"))
        self.detail = ContractDetail()
        self._search = QLineEdit()
        self._rest = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._load = Button(_("계약 불러오기"), icon="inbox")
        self._new = Button(_("새 계약 등록 (Ctrl+N)"), Kind.PRIMARY, icon="plus")
        self._empty = EmptyState(
            "contracts",
            _("계약이 없습니다"),
            _("새 계약을 등록하거나 계약 파일을 불러오십시오. 인터넷 없이도 작성됩니다."),
            _("새 계약 등록"),
        )
        self._list = QWidget()
        self._body = QStackedWidget()
        self._arrange()
        self._connect()

    def show_contracts(self, views: Sequence[ContractView], today: date) -> None:
        """Show these contracts."""
        self._views, self._today = views, today
        self._filter()
        shown = self._body.currentWidget()
        if shown is self.detail:
            self.open(self.detail.contract_id)
        elif shown in (self._list, self._empty):
            self._body.setCurrentWidget(self._list if views else self._empty)

    def open(self, contract_id: str) -> None:
        """Show one contract."""
        for view in self._views:
            if view.contract.id == contract_id:
                self.detail.show_contract(view, self._today)
                self._body.setCurrentWidget(self.detail)
                self._head(view.contract.name)

    @cached_property
    def wizard(self) -> Wizard:
        """The form; made when somebody first writes."""
        from vendorclient.ui.wizard.wizard import Wizard

        made = Wizard(self._today)
        made.left.connect(self.back)
        self._body.addWidget(made)
        return made

    def write(self) -> None:
        """Show the form."""
        self._body.setCurrentWidget(self.wizard)
        self._head(_NO_HEAD)

    def back(self) -> None:
        """Show the list again."""
        self._body.setCurrentWidget(self._list if self._views else self._empty)
        self._head("")
        self.first_focus().setFocus()

    @override
    def first_focus(self) -> QWidget:
        """The list."""
        return self.table

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns away where there is no room."""
        super().resizeEvent(event)
        self.table.leave_away(self.width())

    def _arrange(self) -> None:
        self._search.setPlaceholderText(_("계약명 · 수요기관 · 세부품명 찾기"))
        self._search.setAccessibleName(_("계약 찾기"))
        self._search.setClearButtonEnabled(True)
        self._search.setMaximumWidth(460)
        self._search.setProperty("leading", True)  # noqa: FBT003 - Qt's own signature
        self._search.addAction(
            icons.icon("search", colours().muted), QLineEdit.ActionPosition.LeadingPosition
        )
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._search)
        card = Card(padding=1)
        card.body.addWidget(self.table)
        column.addWidget(card, 1)
        for part in (self._empty, self._list, self.detail):
            self._body.addWidget(part)
        self.column.addWidget(self._body, 1)
        self.add_button(self._load)
        self.add_button(self._new)

    def _connect(self) -> None:
        self._search.textEdited.connect(self._rest.start)
        self._search.textChanged.connect(self._filter_when_cleared)
        self._rest.timeout.connect(self._filter)
        self._load.clicked.connect(self.loaded)
        self._new.clicked.connect(self.begun)
        self._empty.acted.connect(self.begun)
        self.table.activated.connect(self._open_row)
        self.table.clicked.connect(self._open_row)
        self.detail.left.connect(self.back)
        self.detail.sort_wanted.connect(self.sort_wanted)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+N"), self, context=here).activated.connect(self.begun)
        find = QShortcut(QKeySequence.StandardKey.Find, self, context=here)
        find.activated.connect(self._search.setFocus)

    def _filter(self) -> None:
        wanted = self._search.text().casefold().split()
        rows = [
            ContractViewToday(view, self._today)
            for view in self._views
            if all(word in _searchable(view) for word in wanted)
        ]
        self.model.show(rows)
        self.subtitle.setText(_("{count}건", count=len(rows)))

    def _filter_when_cleared(self, words: str) -> None:
        if not words:
            self._filter()

    def _open_row(self, index: QModelIndex) -> None:
        self.open(self.model.row(index.row()).view.contract.id)

    def _head(self, name: str) -> None:
        for part in (self._load, self._new):
            part.setHidden(bool(name))
        for head in (self.title, self.subtitle):
            head.setHidden(name == _NO_HEAD)
        self.subtitle.setText(name or _("{count}건", count=self.model.rowCount()))


@dataclass(frozen=True, slots=True)
class ContractViewToday:
    """A row of the list: a contract, seen today."""

    view: ContractView
    today: date


def demanding(view: ContractView) -> str:
    """Return the names of the institutions that ordered."""
    parties = view.contract.parties
    names = [p.institution.name for p in parties if p.role is PartyRole.DEMANDING]
    return ", ".join(names or [party.institution.name for party in parties])


def _columns() -> list[Column[ContractViewToday]]:
    return [
        Column(title=_("상태"), words=_state, width=104, mark=_mark),
        Column(title=_("계약명"), words=lambda row: row.view.contract.name),
        Column(title=_("수요기관"), words=lambda row: demanding(row.view), width=210, least=760),
        Column(title=_("계약방법"), words=_method, width=92, least=1060),
        Column(title=_("계약일"), words=_signed, width=104, least=1160),
        Column(title=_("납품기한"), words=_due, width=160),
        Column(title=_("공정"), words=_covered, width=70, right=True),
        Column(title=_("사진"), words=lambda row: str(row.view.tagged), width=64, right=True),
    ]


def _key(row: ContractViewToday) -> str:
    return row.view.contract.id


def _state(row: ContractViewToday) -> str:
    return _mark(row).words


def _mark(row: ContractViewToday) -> Mark:
    return states.contract_mark(row.view.contract.state)


def _method(row: ContractViewToday) -> str:
    return states.method_words(row.view.contract.method)


def _signed(row: ContractViewToday) -> str:
    return row.view.contract.signed_on.isoformat()


def _due(row: ContractViewToday) -> str:
    due = row.view.contract.due_on
    return f"{due.isoformat()} ({measures.days_left(due, row.today)})"


def _covered(row: ContractViewToday) -> str:
    return f"{row.view.covered} / {len(row.view.contract.processes)}"


def _searchable(view: ContractView) -> str:
    contract = view.contract
    products = [item.detail_name for item in contract.items]
    return " ".join([contract.name, contract.number, demanding(view), *products]).casefold()
