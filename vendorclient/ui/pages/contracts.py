"""계약: the list, one contract in full, the form to write one, and the calendar of due days."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from vendorcore.text import _, n_

from vendorclient.ui import measures
from vendorclient.ui.overriding import override
from vendorclient.ui.pages.contract_detail import ContractDetail
from vendorclient.ui.pages.contract_list import ContractList
from vendorclient.ui.pages.page import Page
from vendorclient.ui.widgets.button import Button, Kind
from vendorclient.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from datetime import date

    from vendorclient.app.overview import ContractView
    from vendorclient.ui.pages.contract_found import Found
    from vendorclient.ui.pages.contract_rows import ContractRow
    from vendorclient.ui.pages.due_calendar import DueCalendar
    from vendorclient.ui.wizard.wizard import Wizard

_NO_HEAD = " "
_NOTHING = object()


class ContractsPage(Page):
    """The list of contracts; Enter opens one, Ctrl+N begins one."""

    loaded = Signal()
    sort_wanted = Signal(str)
    begun = Signal()
    resumed = Signal(str)  # the id of a draft
    export_wanted = Signal()
    copy_wanted = Signal()
    certificates_wanted = Signal()
    returned = Signal()  # to the list, which may be old meanwhile
    contract_wanted = Signal(str)
    month_wanted = Signal(object, object)  # the first and the last day that are shown

    def __init__(self) -> None:
        super().__init__(n_("계약", "계약", 2))
        self._total = 0
        self._today = measures.NO_DAY
        self.list = ContractList()
        self.detail = ContractDetail()
        self._load = Button(_("계약 불러오기"), icon="inbox")
        self._export = Button(_("엑셀 내보내기"), icon="folder")
        self.certificates = Button(_("증명서"), icon="note")
        self.certificates.setToolTip(_("직접생산확인증명서와 유효기간"))
        self._calendar = Button(_("달력"), icon="today")
        self._new = Button(_("새 계약 등록 (Ctrl+N)"), Kind.PRIMARY, icon="plus")
        self._empty = EmptyState(
            "contracts",
            _("계약이 없습니다"),
            _("새 계약을 등록하거나 계약 파일을 불러오십시오. 인터넷 없이도 작성됩니다."),
            _("새 계약 등록"),
        )
        self._body = QStackedWidget()
        self._arrange()
        self._connect()

    @cached_property
    def wizard(self) -> Wizard:
        """The form; made when somebody first writes."""
        from vendorclient.ui.wizard.wizard import Wizard

        made = Wizard(self._today)
        made.left.connect(self.back)
        self._body.addWidget(made)
        return made

    @cached_property
    def calendar(self) -> DueCalendar:
        """The calendar of due days; made when somebody first looks."""
        from vendorclient.ui.pages.due_calendar import DueCalendar

        made = DueCalendar()
        made.left.connect(self.back)
        made.opened.connect(self._open_row)
        made.wanted.connect(self.month_wanted)
        self._body.addWidget(made)
        return made

    def show_found(self, found: Found, today: date) -> None:
        """Show the lines that were found; without any contract, how to begin."""
        self._today, self._total = today, found.total
        self.list.show_found(found)
        if self._body.currentWidget() in (self.list, self._empty):
            self._body.setCurrentWidget(self._home)

    def live_on(self, today: date) -> None:
        """Know the day before the list is read: form and calendar may be opened at once."""
        self._today = today

    def show_certificates(self, ending: int) -> None:
        """Say how many certificates end soon."""
        self.certificates.setText(f"{_('증명서')} ⚠ {ending}" if ending else _("증명서"))
        words = n_(
            "곧 끝나거나 끝난 직접생산확인증명서가 {n}개 있습니다",
            "곧 끝나거나 끝난 직접생산확인증명서가 {n}개 있습니다",
            ending,
        )
        self.certificates.setToolTip(words if ending else _("직접생산확인증명서와 유효기간"))

    @property
    def shown_contract(self) -> str:
        """The id of the contract that is shown in full, empty where none is."""
        return self.detail.contract_id if self._body.currentWidget() is self.detail else ""

    def show_contract(self, view: ContractView) -> None:
        """Show one contract in full."""
        was_there = self._body.currentWidget() is self.detail
        self.detail.show_contract(view, self._today)
        self._body.setCurrentWidget(self.detail)
        self._head(view.contract.name)
        if not was_there and self.isVisible():
            self.detail.first_focus().setFocus()

    def write(self) -> None:
        """Show the form, and give it the keyboard back from the small windows."""
        self.window().activateWindow()
        self._body.setCurrentWidget(self.wizard)
        self._head(_NO_HEAD)

    def show_calendar(self) -> None:
        """Show when what is due."""
        self.calendar.show_today(self._today)
        self._body.setCurrentWidget(self.calendar)
        self._head(_NO_HEAD)
        self.calendar.first_focus().setFocus()

    @property
    def is_writing(self) -> bool:
        """Whether the form is shown."""
        return self._body.currentWidget() is self.__dict__.get("wizard", _NOTHING)

    def back(self) -> None:
        """Show the list again."""
        self._body.setCurrentWidget(self._home)
        self._head("")
        self.first_focus().setFocus()
        self.returned.emit()

    @override
    def first_focus(self) -> QWidget:
        """The list, or the form where one is being written."""
        shown = self._body.currentWidget()
        if shown is self.detail:
            return self.detail.first_focus()
        if shown is self.__dict__.get("wizard"):
            return self.wizard.steps[self.wizard.step].first_focus()
        return self.list.table if self._total else self._new

    @property
    def _home(self) -> QWidget:
        return self.list if self._total else self._empty

    def _arrange(self) -> None:
        for part in (self._empty, self.list, self.detail):
            self._body.addWidget(part)
        self.column.addWidget(self._body, 1)
        for button in self._buttons_of_list:
            self.add_button(button)

    @property
    def _buttons_of_list(self) -> tuple[Button, ...]:
        return self.certificates, self._calendar, self._export, self._load, self._new

    def _connect(self) -> None:
        self._load.clicked.connect(self.loaded)
        self.certificates.clicked.connect(self.certificates_wanted)
        self._export.clicked.connect(self.export_wanted)
        self._calendar.clicked.connect(self.show_calendar)
        self._new.clicked.connect(self.begun)
        self._empty.acted.connect(self.begun)
        self.list.opened.connect(self._open_row)
        self.list.narrowed.connect(self._count)
        self.detail.left.connect(self.back)
        self.detail.sort_wanted.connect(self.sort_wanted)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+N"), self, context=here).activated.connect(self.begun)
        copy = QShortcut(QKeySequence("Ctrl+Shift+N"), self, context=here)
        copy.activated.connect(self.copy_wanted)
        find = QShortcut(QKeySequence.StandardKey.Find, self, context=here)
        find.activated.connect(self.list.search.setFocus)

    def _open_row(self, row: ContractRow) -> None:
        if row.is_draft:
            self.resumed.emit(row.id)
        else:
            self.contract_wanted.emit(row.id)

    def _count(self, count: int) -> None:
        if not self.names.isHidden() and self._body.currentWidget() is not self.detail:
            self.subtitle.setText(n_("{n}건", "{n}건", count))

    def _head(self, name: str) -> None:
        for part in self._buttons_of_list:
            part.setHidden(bool(name))
        self.names.setHidden(name == _NO_HEAD)
        self.subtitle.setText(name or n_("{n}건", "{n}건", self.list.count))
