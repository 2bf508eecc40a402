"""The list of contracts: found by words and 초성, narrowed by conditions, sorted, saved."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from vendorcore.text import _, n_

from vendorclient.ui.dialogs.name import NameDialog
from vendorclient.ui.overriding import override
from vendorclient.ui.pages.contract_conditions import (
    Conditions,
    choices,
    conditions_of,
    title,
)
from vendorclient.ui.pages.contract_found import Found, Request
from vendorclient.ui.pages.contract_rows import HEADINGS, ContractRow, columns, sort_keys
from vendorclient.ui.theme import icons, spacing
from vendorclient.ui.theme.style import colours
from vendorclient.ui.widgets.button import Button, DropDown, Kind
from vendorclient.ui.widgets.card import Card, row
from vendorclient.ui.widgets.emptied import emptied
from vendorclient.ui.widgets.flow import Flow
from vendorclient.ui.widgets.table import Table, TableModel
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

_PAUSE_MS = 150
_KEYS = ("state", "due", "signed", "method")


class ContractList(QWidget):
    """The search, the conditions as chips, the table."""

    opened = Signal(object)  # a ContractRow
    narrowed = Signal(int)
    filters_saved = Signal(str)
    wanted = Signal()  # what `request` asks for, from the beginning
    more_wanted = Signal()  # the lines below those that are shown

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[str, int] = {}
        self._order, self._backwards = "", False
        self.count = 0
        self._saved: dict[str, Conditions] = {}
        self.conditions = Conditions()
        self.model = TableModel[ContractRow](columns(), lambda one: one.id)
        self.table = Table(self.model, _("계약 목록"))
        self.search = QLineEdit()
        self.rest = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.boxes = {key: DropDown(title(key)) for key in _KEYS}
        self.sorting = DropDown(_("정렬"))
        self.saved = DropDown(_("저장한 조건"))
        self._care = QWidget()
        self.cares = {value: Button(words) for value, words in choices("care").items()}
        self._chips = QWidget()
        self._chip_line = Flow(self._chips)
        self.told = Text("", tone="muted")
        self._arrange()
        self._connect()

    @property
    def shown(self) -> list[ContractRow]:
        """Return the rows in the order in which they are shown."""
        return [self.model.row(number) for number in range(self.model.rowCount())]

    @property
    def request(self) -> Request:
        """What is asked for at present."""
        return Request(conditions=self.conditions, order=self._order, backwards=self._backwards)

    def show_found(self, found: Found) -> None:
        """Show what was found, unless something else is asked for meanwhile."""
        if found.request != self.request:
            return
        self._counts, self.count = found.cares, found.count
        if found.offset:
            self.model.add(found.rows)
        else:
            self._show_rows(found)
        self._show_cares()
        self.narrowed.emit(found.count)
        count = n_("{n}건", "{n}건", found.count)
        self.told.setText(_("{count} · 이 업체와 해당 공공기관만 볼 수 있습니다", count=count))

    def _show_rows(self, found: Found) -> None:
        chosen = self.table.currentIndex()
        kept = self.model.row(chosen.row()).id if chosen.isValid() else ""
        self.model.show(found.rows, found.count)
        ids = [one.id for one in found.rows]
        if kept in ids and not self.table.currentIndex().isValid():
            self.table.selectRow(ids.index(kept))

    def show_filters(self, text: str) -> None:
        """Take the saved conditions."""
        try:
            kept = json.loads(text)
        except ValueError:
            kept = {}
        known = kept.items() if isinstance(kept, dict) else ()
        self._saved = {name: conditions_of(one) for name, one in known if isinstance(one, dict)}
        self._fill_saved()

    def put(self, conditions: Conditions) -> None:
        """Narrow the list to these conditions."""
        self.conditions = conditions
        if self.search.text() != conditions.words:
            self.search.setText(conditions.words)
        for key, box in self.boxes.items():
            box.setCurrentIndex(max(0, box.findData(getattr(conditions, key))))
        self._show_cares()
        self._show_chips()
        self.narrow()

    def narrow(self) -> None:
        """Ask for what the conditions and the words want now."""
        self.rest.stop()
        self.conditions = replace(self.conditions, words=self.search.text())
        self.wanted.emit()

    def save_as(self, name: str) -> None:
        """Keep the present conditions under a name."""
        if name.strip():
            self._saved[name.strip()] = self.conditions
            self._tell_saved()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns away where there is no room."""
        super().resizeEvent(event)
        self.table.leave_away(self.width())

    def _arrange(self) -> None:
        self.search.setPlaceholderText(_("계약명 · 수요기관 · 세부품명 찾기 (초성도 됩니다)"))
        self.search.setAccessibleName(_("계약 찾기"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(220)
        self.search.setProperty("leading", True)  # noqa: FBT003 - Qt's own signature
        self.search.addAction(
            icons.icon("search", colours().muted), QLineEdit.ActionPosition.LeadingPosition
        )
        tools = self._make_tools()
        cares = Flow(self._care)
        for chip in self.cares.values():
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            cares.addWidget(chip)
        line = row(self.search)
        card = Card(padding=1)
        card.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.SMALL)
        column.addLayout(line)
        for part in (tools, self._care, self._chips):
            column.addWidget(part)
        column.addWidget(card, 1)
        column.addWidget(self.told)
        head = self.table.horizontalHeader()
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(False)
        self._fill_saved()
        self._show_chips()

    def _make_tools(self) -> QWidget:
        for key, box in self.boxes.items():
            box.addItem(_("{name}: 전체", name=title(key)), "")
            for value, words in choices(key).items():
                box.addItem(words, value)
        self.sorting.addItem(_("정렬"), "")
        for key, words in sort_keys().items():
            self.sorting.addItem(words, str(key))
        tools = QWidget()
        flow = Flow(tools)
        for box in (*self.boxes.values(), self.sorting, self.saved):
            box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
            flow.addWidget(box)
        return tools

    def _connect(self) -> None:
        self.search.textEdited.connect(self.rest.start)
        self.search.textChanged.connect(self._narrow_when_cleared)
        self.search.returnPressed.connect(self.table.setFocus)
        self.rest.timeout.connect(self.narrow)
        for key, box in self.boxes.items():
            box.activated.connect(partial(self._choose, key))
        for value, chip in self.cares.items():
            chip.clicked.connect(partial(self._care_for, value))
        self.sorting.activated.connect(self._sort)
        self.saved.activated.connect(self._use_saved)
        self.model.more_wanted.connect(self.more_wanted)
        self.table.activated.connect(self._open)
        self.table.clicked.connect(self._open)
        self.table.horizontalHeader().sectionClicked.connect(self._sort_by_heading)

    def _narrow_when_cleared(self, words: str) -> None:
        if not words:
            self.narrow()

    def _choose(self, key: str, _number: int) -> None:
        value = str(self.boxes[key].currentData() or "")
        self.put(replace(self.conditions, **{key: value}))

    def _drop(self, key: str, _pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.put(replace(self.conditions, **{key: ""}))

    def _care_for(self, value: str, pressed: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
        self.put(replace(self.conditions, care=value if pressed else ""))

    def _show_cares(self) -> None:
        """Show what needs care, with how many contracts it concerns."""
        for value, words in choices("care").items():
            chip = self.cares[value]
            count = self._counts.get(value, 0)
            chip.setText(f"{words} {count}")
            chip.setChecked(self.conditions.care == value)
            chip.setEnabled(bool(count) or self.conditions.care == value)

    def _show_chips(self) -> None:
        emptied(self._chip_line)
        wanted = {key: value for key, value in self.conditions.set.items() if key != "care"}
        for key, value in wanted.items():
            words = choices(key).get(value, value)
            chip = Button(f"{title(key)}: {words}  ×")
            chip.setAccessibleName(_("{name} 조건 빼기", name=f"{title(key)} {words}"))
            chip.setProperty("kind", "chip")
            chip.clicked.connect(partial(self._drop, key))
            self._chip_line.addWidget(chip)
        if wanted:
            keep = Button(_("조건 저장"), Kind.QUIET)
            keep.clicked.connect(self._ask_name)
            self._chip_line.addWidget(keep)
        self._chips.setVisible(bool(wanted))

    def _ask_name(self) -> None:
        dialog = NameDialog(self.window(), _("조건 저장"), _("조건의 이름"))
        dialog.given.connect(self.save_as)
        dialog.open()

    def _fill_saved(self) -> None:
        self.saved.clear()
        self.saved.addItem(_("저장한 조건"), "")
        for name in self._saved:
            self.saved.addItem(name, name)
        if self._saved:
            self.saved.addItem(_("고른 조건 지우기"), None)
        self.saved.setVisible(bool(self._saved))

    def _use_saved(self, number: int) -> None:
        name = self.saved.itemData(number)
        if name is None:
            match = [one for one, kept in self._saved.items() if kept == self.conditions]
            for one in match:
                del self._saved[one]
            self._tell_saved()
        else:
            self.put(self._saved.get(str(name), Conditions()))

    def _tell_saved(self) -> None:
        self._fill_saved()
        kept = {name: asdict(one) for name, one in self._saved.items()}
        self.filters_saved.emit(json.dumps(kept, ensure_ascii=False))

    def _sort(self, _number: int) -> None:
        self._order, self._backwards = str(self.sorting.currentData() or ""), False
        self.narrow()

    def _sort_by_heading(self, section: int) -> None:
        order = HEADINGS[section]
        if order:
            self._backwards = order == self._order and not self._backwards
            self._order = order
            self.sorting.setCurrentIndex(self.sorting.findData(order))
            turn = Qt.SortOrder.DescendingOrder if self._backwards else Qt.SortOrder.AscendingOrder
            self.table.horizontalHeader().setSortIndicator(section, turn)
            self.table.horizontalHeader().setSortIndicatorShown(True)
            self.narrow()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.row(index.row()))
