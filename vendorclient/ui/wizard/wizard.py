"""The wizard: four steps over one draft, kept at each change, to be left and taken up anywhere."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vendorcore.domain import Draft, WizardStep, blocking, remarks_of
from vendorcore.domain.emptiness import left_empty
from vendorcore.domain.materials import material_remarks
from vendorcore.text import _

from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button, IconButton, Kind
from vendorclient.ui.widgets.card import Card
from vendorclient.ui.widgets.text import ShortenedText
from vendorclient.ui.wizard.catalogue import Catalogue
from vendorclient.ui.wizard.check import CheckStep
from vendorclient.ui.wizard.items import ItemsStep
from vendorclient.ui.wizard.order import OrderStep
from vendorclient.ui.wizard.plan import PlanStep
from vendorclient.ui.wizard.step_bar import StepBar
from vendorclient.ui.wizard.words import next_words, remark_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtCore import SignalInstance

    from vendorcore.domain import Document, MaterialRow, Remark

    from vendorclient.ui.wizard.step import StepPage

_STEPS = tuple(WizardStep)
_WEIGH_MS = 120


class Wizard(QWidget):
    """The form; `edited` carries the draft after each change, `registered` asks for 등록."""

    edited = Signal(object)
    stepped = Signal(str)
    undone = Signal()
    redone = Signal()
    left = Signal()
    copy_wanted = Signal()
    dropped = Signal()
    registered = Signal(str)  # the reason of a change, empty for a new contract

    def __init__(self, today: date) -> None:
        super().__init__()
        self.draft = Draft(id="")
        self._today = today
        self.catalogue = Catalogue()
        self.remarks: list[Remark] = []
        self.bar = StepBar()
        self.order, self.items = OrderStep(today), ItemsStep()
        self.plan, self.check = PlanStep(today), CheckStep()
        self.steps: dict[WizardStep, StepPage] = dict(
            zip(_STEPS, (self.order, self.items, self.plan, self.check), strict=True)
        )
        self._stack = QStackedWidget()
        self._weighing = QTimer(self, singleShot=True, interval=_WEIGH_MS)
        self.title = ShortenedText("", Type.TITLE)
        self.saved = ShortenedText("", tone="muted")
        self.back = Button(_("목록"), Kind.QUIET, icon="chevron-left")
        self.drop = IconButton("trash", _("이 작성 내용 버리기"))
        self.undo = IconButton("undo", _("되돌리기 (Ctrl+Z)"))
        self.redo = IconButton("redo", _("다시 하기 (Ctrl+Shift+Z)"))
        self.copy = Button(_("지난 계약에서 복사"), icon="copy")
        self.copy.setToolTip("Ctrl+Shift+N")
        self.reason = Button("", Kind.QUIET)
        self.before = Button(_("이전"))
        self.next = Button("", Kind.PRIMARY)
        self._arrange()
        self._connect()

    @property
    def step(self) -> WizardStep:
        """Where the person is."""
        here = self._stack.currentWidget()
        return next(step for step, page in self.steps.items() if page is here)

    def open(self, draft: Draft, step: WizardStep, today: date) -> None:
        """Take up a draft where it was left; the program may have been open over night."""
        self._today = today
        self.order.live_on(today)
        self.plan.live_on(today)
        self.title.setText(_("계약 변경") if draft.revises else _("새 계약 등록"))
        self.show_draft(draft)
        self.go(step)

    def look_up(self, catalogue: Catalogue) -> None:
        """Search through this catalogue, and weigh by it."""
        self.catalogue = catalogue
        self.order.parties.catalogue = catalogue
        self.order.materials.use(catalogue.columns)
        self.items.look_up(catalogue)
        self.plan.look_up(catalogue.templates)
        self._weighing.start()

    def show_draft(self, draft: Draft) -> None:
        """Show the draft as it is now."""
        self.draft = draft
        for page in self.steps.values():
            page.show_draft(draft)
        self._weighing.start()

    def attach(self, documents: tuple[Document, ...]) -> None:
        """Put papers to the draft."""
        self._take(replace(self.draft, documents=(*self.draft.documents, *documents)))

    def take_materials(self, rows: tuple[MaterialRow, ...]) -> None:
        """Put these rows in the place of those of the statement."""
        self._take(replace(self.draft, materials=rows))

    def show_history(self, *, undo: bool, redo: bool) -> None:
        """Say whether something can be taken back or done again."""
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)

    def show_saved(self, clock: str) -> None:
        """Say when it was kept."""
        self.saved.setText(_("{clock} 자동 저장됨 · 인터넷 없이도 작성됩니다", clock=clock))

    def weigh(self) -> None:
        """Look anew at what is open."""
        self._weighing.stop()
        self.remarks = [
            *remarks_of(self.draft, self.catalogue.around(self._today)),
            *material_remarks(self.draft.materials, self.catalogue.columns),
        ]
        for page in self.steps.values():
            page.show_remarks(self.remarks)
        self.check.show_empty(left_empty(self.draft))
        counts = {step: len(blocking(self.remarks, step)) for step in _STEPS}
        unbegun = frozenset() if self.draft.items else frozenset({WizardStep.PLAN})
        self.bar.show_steps(self.step, counts, unbegun)
        self._show_foot()

    def go(self, step: WizardStep) -> None:
        """Open a step."""
        page = self.steps[step]
        self._stack.setCurrentWidget(page)
        if step is WizardStep.CHECK:
            self.check.open()
        self.weigh()
        page.first_focus().setFocus()
        self.stepped.emit(str(step))

    def follow(self, remark: Remark) -> None:
        """Go to the field of a remark, in whatever step it is."""
        if remark.step is not self.step:
            self.go(remark.step)
        self.steps[remark.step].go_to(remark)

    def go_on(self) -> None:
        """Go to the next step, or to the field that keeps one from it; at the end: 등록."""
        self.weigh()
        open_here = blocking(self.remarks, self.step)
        if open_here:
            self.follow(open_here[0])
        elif self.step is WizardStep.CHECK:
            self._register()
        else:
            self.go(_STEPS[_STEPS.index(self.step) + 1])

    def search(self) -> None:
        """Open the search of this step: for an institution, or for a product."""
        if self.step is WizardStep.ORDER:
            self.order.parties.search()
        else:
            self.go(WizardStep.ITEMS)

    def go_back(self) -> None:
        """Go to the step before."""
        self.go(_STEPS[max(0, _STEPS.index(self.step) - 1)])

    def _register(self) -> None:
        reason = self.check.reason.text().strip()
        if self.draft.revises and not reason:
            self.check.reason_field.tell(_("무엇이 왜 바뀌었는지 적어 주십시오."))
            self.check.reason_field.enter()
            return
        self.registered.emit(reason)

    def _show_foot(self) -> None:
        here = blocking(self.remarks, self.step)
        last = self.step is WizardStep.CHECK
        word = _("변경 등록") if self.draft.revises else _("등록하기")
        words = word if last else next_words(_STEPS[_STEPS.index(self.step) + 1])
        self.next.setText(f"{words} (Alt+N)")
        self.next.set_kind(Kind.PLAIN if here else Kind.PRIMARY)
        self.reason.setText(f"⚠ {remark_words(here[0])}" if here else "")
        self.reason.setVisible(bool(here))
        self.before.setEnabled(self.step is not WizardStep.ORDER)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(spacing.SMALL)
        for part in (self.back, self.title, self.drop, self.undo, self.redo, self.copy):
            head.addWidget(part, 1 if part is self.title else 0)
        card = Card(padding=1)
        card.body.addWidget(self._stack)
        for page in self.steps.values():
            self._stack.addWidget(page)
        foot = QHBoxLayout()
        foot.setSpacing(spacing.SMALL)
        foot.addWidget(self.saved, 1)
        for part in (self.before, self.next):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.SMALL)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(card, 1)
        column.addWidget(self.reason, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(foot)

    def _connect(self) -> None:
        for page in self.steps.values():
            page.edited.connect(self._take)
        self.check.followed.connect(self.follow)
        self.bar.wanted.connect(self._jump)
        self._weighing.timeout.connect(self.weigh)
        for button, act in (
            (self.back, self.left),
            (self.copy, self.copy_wanted),
            (self.drop, self.dropped),
            (self.undo, self.undone),
            (self.redo, self.redone),
            (self.before, self.go_back),
            (self.next, self.go_on),
            (self.reason, self._follow_first),
        ):
            button.clicked.connect(act)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        keys: dict[str, SignalInstance | Callable[[], None]] = {
            "Ctrl+Z": self.undone,
            "Ctrl+Shift+Z": self.redone,
            "Ctrl+Y": self.redone,
            "Alt+N": self.go_on,
            "Ctrl+Return": self.go_on,
            "Alt+P": self.go_back,
            "Esc": self.left,
            "F4": self.search,
            **{f"Ctrl+{n}": partial(self.go, step) for n, step in enumerate(_STEPS, 1)},
        }
        for key, wanted in keys.items():
            QShortcut(QKeySequence(key), self, context=here).activated.connect(wanted)

    def _jump(self, step: str) -> None:
        self.go(WizardStep(step))

    def _follow_first(self) -> None:
        here = blocking(self.remarks, self.step)
        if here:
            self.follow(here[0])

    def _take(self, draft: Draft) -> None:
        changed = draft != self.draft
        self.show_draft(draft)
        if changed:
            self.edited.emit(draft)
