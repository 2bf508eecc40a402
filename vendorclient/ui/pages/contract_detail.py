"""One contract: how it stands, what is to be done next, and everything about it in tabs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QTabWidget, QVBoxLayout, QWidget

from vendorcore.domain import ContractState, Remark, WizardStep, progress_of
from vendorcore.text import _, problem_sentence

from vendorclient.app.todos import todos
from vendorclient.ui import measures, states
from vendorclient.ui.pages import contract_facts
from vendorclient.ui.pages.contract_facts import FactSheet
from vendorclient.ui.pages.contract_processes import ProcessSheet
from vendorclient.ui.pages.contract_records import RecordSheet
from vendorclient.ui.pages.contract_rows import demanding
from vendorclient.ui.pages.contract_statement import Statement
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.todo_words import todo_words
from vendorclient.ui.widgets.badge import Badge
from vendorclient.ui.widgets.button import Button, Kind
from vendorclient.ui.widgets.card import Card, row
from vendorclient.ui.widgets.row_help import RowHelp
from vendorclient.ui.widgets.scrolled import scrolled
from vendorclient.ui.widgets.text import ShortenedText, Text
from vendorclient.ui.wizard.documents import DocumentList

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from vendorclient.app.overview import ContractView, Refusal


class ContractDetail(QWidget):
    """The page of one contract."""

    left = Signal()
    sort_wanted = Signal(str)
    revise_wanted = Signal(str)
    correct_wanted = Signal(str, object)  # the contract, and the Remark to begin with or None
    copy_wanted = Signal(str)
    paper_wanted = Signal(str, str)  # which paper, of which contract
    state_wanted = Signal(str, str)  # which state, of which contract
    recorded = Signal(str, str, object)  # contract, process, RecordForm
    shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.contract_id = ""
        self._state = Badge()
        self.progress = ShortenedText("", tone="muted")
        self.about = ShortenedText("", tone="muted")
        self.next = Text("", Type.STRONG, wraps=True)
        self.tabs = QTabWidget()
        self.processes, self.facts = ProcessSheet(), FactSheet()
        self.statement, self.records = Statement(), RecordSheet()
        self.documents = DocumentList()
        self.refusal = RowHelp()
        self._refused: Remark | None = None
        self._back = Button(_("목록"), Kind.QUIET, icon="chevron-left")
        self._sort = Button(_("사진 분류하기"), Kind.PRIMARY, icon="photos")
        self._papers = Button(_("문서 만들기"), icon="folder")
        self._more = Button(_("더 보기"), icon="menu")
        self.paper_menu, self.more_menu = QMenu(self), QMenu(self)
        self._arrange()
        self._connect()

    def show_contract(self, view: ContractView, today: date) -> None:
        """Show a contract as it stands today."""
        contract = view.contract
        is_new = contract.id != self.contract_id
        self.contract_id = contract.id
        self._state.show_mark(states.contract_mark(contract.state))
        accepted = {one.id: view.count(one.id).accepted for one in contract.processes}
        progress = progress_of(contract, accepted, today)
        self.progress.setText(
            _("진도 {real} % · 계획 {planned} %", real=progress.real, planned=progress.planned)
        )
        self.progress.set_tone("caution" if progress.is_late else "muted")
        first = next(iter(todos([view], today)), None)
        words = todo_words(first, today) if first else _("지금 할 일이 없습니다")
        self.next.setText(_("다음 할 일: {what}", what=words))
        left = measures.days_left(contract.due_on, today)
        due = _("납품기한 {day} ({left})", day=contract.due_on.isoformat(), left=left)
        self.about.setText(" · ".join(filter(None, (demanding(view), contract.number, due))))
        self.processes.show_view(view, today)
        self.facts.show_parts(contract_facts.parts(contract, today))
        self.statement.show_rows(contract.materials)
        self.documents.show_documents(contract.documents, view.papers)
        self.records.show_records(contract, today)
        self._fill_more(contract.state)
        self._show_refusal(view.refusal)
        if is_new:
            self.tabs.setCurrentIndex(0)
        self.shown.emit(contract.id)

    def _show_refusal(self, refusal: Refusal) -> None:
        """Say why the server did not take the contract, and offer to correct it."""
        words = str(problem_sentence(refusal.code, refusal.values)) if refusal.code else ""
        self.refusal.say(words, _("계약 고치기") if words else "")
        self._refused = _remark_of(refusal.values)

    def first_focus(self) -> QWidget:
        """The tabs: the arrows turn them."""
        return self.tabs.tabBar()

    def show_missing(self, missing: Sequence[Remark]) -> None:
        """Say what records and photos still lack."""
        self.records.show_missing(missing)
        self.processes.show_missing(missing)

    def _arrange(self) -> None:
        self.documents.only_show()
        for words, part in (
            (_("공정과 사진"), self.processes),
            (_("이행내역"), self.records),
            (_("계약 정보"), self.facts),
            (_("원부자재"), self.statement),
            (_("문서"), self.documents),
        ):
            self.tabs.addTab(scrolled(part), words)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setAccessibleName(_("계약"))
        card = Card(padding=1)
        card.body.addWidget(self.tabs)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(spacing.SMALL)
        head = row(self._back, self._state, self.progress, self._more, self._papers, self._sort)
        head.setStretch(2, 1)
        whole.addLayout(head)
        whole.addWidget(self.refusal)
        whole.addWidget(self.about)
        whole.addWidget(self.next)
        whole.addWidget(card, 1)

    def _connect(self) -> None:
        self._back.clicked.connect(self._leave)
        self.refusal.acted.connect(self._ask_correct)
        self._sort.clicked.connect(self._ask_for_sorting)
        self._papers.clicked.connect(partial(self._pop, self._papers, self.paper_menu))
        self._more.clicked.connect(partial(self._pop, self._more, self.more_menu))
        self.records.recorded.connect(self._record)
        for paper, words in papers().items():
            self.paper_menu.addAction(words).triggered.connect(partial(self._ask_paper, paper))
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, act in (("Esc", self._leave), ("Ctrl+E", self._ask_revise)):
            QShortcut(QKeySequence(key), self, context=here).activated.connect(act)

    def _fill_more(self, state: ContractState) -> None:
        self.more_menu.clear()
        self.more_menu.addAction(_("계약 변경 (Ctrl+E)")).triggered.connect(self._ask_revise)
        self.more_menu.addAction(_("복사해서 새 계약 쓰기")).triggered.connect(self._ask_copy)
        self.more_menu.addSeparator()
        for following, words in states.state_steps(state).items():
            action = self.more_menu.addAction(words)
            action.triggered.connect(partial(self._ask_state, str(following)))

    def _pop(self, button: Button, menu: QMenu, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _leave(self) -> None:
        self.records.flush()
        self.left.emit()

    def _record(self, process_id: str, form: object) -> None:
        self.recorded.emit(self.contract_id, process_id, form)

    def _ask_for_sorting(self) -> None:
        self.sort_wanted.emit(self.contract_id)

    def _ask_revise(self) -> None:
        self.records.flush()
        self.revise_wanted.emit(self.contract_id)

    def _ask_correct(self) -> None:
        self.records.flush()
        self.correct_wanted.emit(self.contract_id, self._refused)

    def _ask_copy(self) -> None:
        self.copy_wanted.emit(self.contract_id)

    def _ask_paper(self, paper: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.paper_wanted.emit(paper, self.contract_id)

    def _ask_state(self, state: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.state_wanted.emit(state, self.contract_id)


def _remark_of(values: Mapping[str, object]) -> Remark | None:
    """Return the remark that a refusal names, None where it names none."""
    step, code = values.get("step"), values.get("remark")
    if not isinstance(step, str) or step not in tuple(WizardStep) or not isinstance(code, str):
        return None
    place, part = (str(values.get(key, "")) for key in ("place", "part"))
    return Remark(code=code, step=WizardStep(step), field=place, part=part, blocks=True)


def papers() -> dict[str, str]:
    """Return what can be made of a contract, by its key."""
    return {
        "ledger-2": _("사진대지: 한 쪽에 2장"),
        "ledger-4": _("사진대지: 한 쪽에 4장"),
        "ledger-6": _("사진대지: 한 쪽에 6장"),
        "sheet": _("계약 내용 PDF"),
        "statement": _("원부자재 구매내역서 (엑셀)"),
        "bundle": _("제출 묶음: 공정별 폴더와 붙여넣을 글"),
    }
