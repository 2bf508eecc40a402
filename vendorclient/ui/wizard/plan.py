"""이행계획: the processes of each product with their days, as a sheet and as bars."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QWidget

from vendorcore.catalogue import holidays
from vendorcore.domain import Surroundings, day_from_text, new_id
from vendorcore.text import _

from vendorclient.app.plans import suggested_plan, with_template
from vendorclient.ui.overriding import override
from vendorclient.ui.sheet.model import SheetModel
from vendorclient.ui.sheet.view import SheetView, sheet_keys
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.flow import Flow
from vendorclient.ui.widgets.text import Text
from vendorclient.ui.wizard import plan_rows
from vendorclient.ui.wizard.bars import PlanBars
from vendorclient.ui.wizard.plan_templates import TemplateButton
from vendorclient.ui.wizard.step import StepPage
from vendorclient.ui.wizard.words import remark_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from vendorcore.domain import Draft, DraftProcess, Remark

    from vendorclient.app.plans import Template
    from vendorclient.ui.sheet.column import Row

_TOLD = 5


class PlanStep(StepPage):
    """The third step: a tab for each product, the sheet and beside it the bars."""

    template_kept = Signal(str, str)  # the product, and the name to keep its plan under

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._around = Surroundings(today=today, holidays=holidays())
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(_("제품"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.model = SheetModel(plan_rows.columns(self._now, self._since), fresh=self._fresh)
        self.view = SheetView(self.model, _("이행계획"))
        self.bars = PlanBars()
        self.told = Text("", tone="caution", wraps=True)
        self.suggest = Button(_("흔한 공정 넣기 (Alt+U)"), icon="sparkle")
        self._kinds = QMenu(self)
        self.template = TemplateButton()
        self._templates: Sequence[Template] = ()
        self.share = Button(_("날짜 고르게 나누기 (Alt+D)"), icon="today")
        self.source = Text(
            _("공정 제안은 대부분 기억에 기댄 전형적인 순서입니다. 실제와 다르면 고치십시오."),
            tone="muted",
            wraps=True,
        )
        self._arrange()
        self._connect()

    @property
    def item_id(self) -> str:
        """The product whose plan is shown."""
        return str(self.tabs.tabData(self.tabs.currentIndex()) or "")

    @override
    def show_draft(self, draft: Draft) -> None:
        """Show the plan of the chosen product."""
        super().show_draft(draft)
        self._show_tabs()
        mine = draft.processes_of(self.item_id)
        self.model.show([plan_rows.row(one) for one in mine])
        frame = (day_from_text(draft.signed_on), day_from_text(draft.due_on))
        bars = [plan_rows.bar(number, one) for number, one in enumerate(mine, 1)]
        self.bars.show_plan(bars, frame, self._today, self._around.is_closed)
        self._fit()
        self._offer()
        self._offer_templates()
        self.share.setEnabled(bool(mine) and all(frame))

    @override
    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Mark the cells; say in words what concerns the product as a whole."""
        mine = self.draft.processes_of(self.item_id)
        places = {one.id: number for number, one in enumerate(mine)}
        here = [one for one in remarks if one.part in places and one.code != "plan-text-missing"]
        loud = [one for one in here if self._is_worth_saying(one)]
        self.model.show_remarks({(places[r.part], r.field): remark_words(r) for r in loud})
        words = dict.fromkeys(remark_words(one) for one in loud)
        self.told.setText("\n".join(f"⚠ {one}" for one in list(words)[:_TOLD]))
        self.told.setVisible(bool(words))

    @override
    def go_to(self, remark: Remark) -> None:
        """Go to the cell of a process, or to the tab of a product."""
        process = next((one for one in self.draft.processes if one.id == remark.part), None)
        self.open_item(process.item_id if process else remark.part)
        mine = [one.id for one in self.draft.processes_of(self.item_id)]
        number = mine.index(remark.part) if remark.part in mine else len(mine)
        self.view.open_cell(number, remark.field)

    def open_item(self, item_id: str) -> None:
        """Show the plan of a product."""
        for number in range(self.tabs.count()):
            if self.tabs.tabData(number) == item_id:
                self.tabs.setCurrentIndex(number)

    @override
    def first_focus(self) -> QWidget:
        """The sheet."""
        if not self.view.currentIndex().isValid():
            self.view.go_to(0, 0)
        return self.view

    def put_usual(self, kind: str = "") -> None:
        """Add the usual processes of a kind of the product that are not there yet."""
        found = suggested_plan(self._name())
        chosen = next((one for one in found if one.kind == kind), found[0] if found else None)
        if chosen is None:
            return
        mine = self.draft.processes_of(self.item_id)
        more = plan_rows.usual(self.item_id, chosen.steps, {one.name for one in mine})
        self._put((*mine, *more))

    def share_days(self) -> None:
        """Give each process of each product its part of the time from signing to due day."""
        signed, due = day_from_text(self.draft.signed_on), day_from_text(self.draft.due_on)
        if signed is None or due is None or due < signed:
            return
        shared = [
            one
            for item in self.draft.items
            for one in plan_rows.shared(self.draft.processes_of(item.id), signed, due)
        ]
        self.edited.emit(replace(self.draft, processes=tuple(shared)))

    def look_up(self, templates: Sequence[Template]) -> None:
        """Offer these templates."""
        self._templates = templates
        self._offer_templates()

    def use_template(self, template: Template) -> None:
        """Put the plan of a template in the place of this product's plan."""
        if self.item_id:
            self.edited.emit(with_template(self.draft, self.item_id, template))

    def _offer_templates(self) -> None:
        item = next((one for one in self.draft.items if one.id == self.item_id), None)
        self.template.setEnabled(item is not None)
        self.template.show_templates(
            self._templates,
            item.detail_no if item else "",
            item.detail_name if item else "",
            has_plan=bool(self.draft.processes_of(self.item_id)),
        )

    def _offer(self) -> None:
        """Offer the usual processes; where a product has several kinds, as a menu."""
        found = suggested_plan(self._name())
        self.suggest.setEnabled(bool(found))
        self.suggest.setText(_("흔한 공정 넣기 (Alt+U)") if found else _("제안할 공정 없음"))
        self.source.setVisible(any(one.from_memory for one in found))
        self._kinds.clear()
        for one in found:
            self._kinds.addAction(one.kind).triggered.connect(partial(self._put_kind, one.kind))

    def _put_kind(self, kind: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.put_usual(kind)

    def _ask_kind(self) -> None:
        if len(self._kinds.actions()) > 1:
            self._kinds.popup(self.suggest.mapToGlobal(self.suggest.rect().bottomLeft()))
        else:
            self.put_usual()

    def _arrange(self) -> None:
        self.column.addWidget(self.tabs)
        tools = QWidget()
        flow = Flow(tools)
        self.up = Button(_("위로 (Ctrl+↑)"))
        self.down = Button(_("아래로 (Ctrl+↓)"))
        self.remove = Button(_("공정 빼기"), icon="trash")
        for button in (self.suggest, self.template, self.share, self.up, self.down, self.remove):
            flow.addWidget(button)
        self.column.addWidget(tools)
        line = QHBoxLayout()
        line.setSpacing(spacing.SMALL)
        line.addWidget(self.view, 3, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.bars, 2, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(line)
        self.column.addWidget(Text(sheet_keys(), Type.CAPTION, tone="muted", wraps=True))
        self.column.addWidget(self.told)
        self.column.addWidget(self.source)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.model.edited.connect(self._take)
        self.bars.moved.connect(self._pull)
        self.suggest.clicked.connect(self._ask_kind)
        self.template.used.connect(self.use_template)
        self.template.kept.connect(self._keep_template)
        self.share.clicked.connect(self.share_days)
        self.up.clicked.connect(lambda: self.view.move_row(-1))
        self.down.clicked.connect(lambda: self.view.move_row(1))
        self.remove.clicked.connect(self.view.remove_rows)
        self.tabs.currentChanged.connect(self._turn)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (
            ("Ctrl+PgDown", self._next),
            ("Ctrl+PgUp", self._previous),
            ("Alt+D", self.share_days),
            ("Alt+U", self._ask_kind),
            ("Alt+M", self.template.open),
        ):
            QShortcut(QKeySequence(keys), self, context=here).activated.connect(act)

    def _keep_template(self, name: str) -> None:
        self.template_kept.emit(self.item_id, name)

    def _show_tabs(self) -> None:
        items = self.draft.items
        there = [(self.tabs.tabData(n), self.tabs.tabText(n)) for n in range(self.tabs.count())]
        wanted = [(item.id, item.detail_name or _("이름 없는 제품")) for item in items]
        if there == wanted:
            return
        kept = self.item_id
        self.tabs.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        while self.tabs.count():
            self.tabs.removeTab(0)
        for item_id, name in wanted:
            self.tabs.setTabData(self.tabs.addTab(name), item_id)
        self.open_item(kept)
        self.tabs.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _fit(self) -> None:
        head = self.view.horizontalHeader().sizeHint().height()
        lines = max(6, self.model.rowCount())
        self.view.setFixedHeight(head + lines * scaled(34) + scaled(14))
        self.bars.fit(head, scaled(34))
        self.bars.setFixedHeight(head + lines * scaled(34))

    def _turn(self, _number: int) -> None:
        self.edited.emit(self.draft)

    def _next(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % max(1, self.tabs.count()))

    def _previous(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() - 1) % max(1, self.tabs.count()))

    def _name(self) -> str:
        return next((one.detail_name for one in self.draft.items if one.id == self.item_id), "")

    def live_on(self, today: date) -> None:
        """Count days from this one on."""
        self._today = today

    def _now(self) -> date:
        return self._today

    def _since(self) -> date | None:
        return day_from_text(self.draft.signed_on)

    def _fresh(self) -> Row:
        return {"id": new_id(), "item_id": self.item_id}

    def _take(self, rows: tuple[Row, ...], _place: str) -> None:
        old = {one.id: one for one in self.draft.processes}
        self._put(tuple(plan_rows.process(one, old, self.item_id) for one in rows))

    def _pull(self, number: int, first: date, last: date) -> None:
        mine = list(self.draft.processes_of(self.item_id))
        mine[number] = replace(mine[number], starts_on=first.isoformat(), ends_on=last.isoformat())
        self._put(tuple(mine))

    def _put(self, mine: tuple[DraftProcess, ...]) -> None:
        """Keep the plan of this product; the others stay as they are."""
        by_item = {item.id: self.draft.processes_of(item.id) for item in self.draft.items}
        by_item[self.item_id] = mine
        everything = tuple(one for plan in by_item.values() for one in plan)
        self.edited.emit(replace(self.draft, processes=everything))
