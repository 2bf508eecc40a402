"""수주제품: found by number, name or 초성; several, none twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from vendorcore.catalogue import Product
from vendorcore.domain import DraftItem, new_id, won_from_text
from vendorcore.domain.remarks_of_items import item_amount
from vendorcore.text import _, n_

from vendorclient.ui.overriding import override
from vendorclient.ui.sheet.column import SheetColumn
from vendorclient.ui.sheet.model import SheetModel
from vendorclient.ui.sheet.view import SheetView
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.flow import Flow
from vendorclient.ui.widgets.table import Column
from vendorclient.ui.widgets.text import Text
from vendorclient.ui.wizard.catalogue import Catalogue
from vendorclient.ui.wizard.finder import Finder
from vendorclient.ui.wizard.step import StepPage
from vendorclient.ui.wizard.words import remark_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorcore.domain import Draft, Remark

    from vendorclient.ui.sheet.column import Row

_CELLS = {"items": "detail_name"}
_FOUND = 206
_KEPT = ("detail_no", "detail_name", "spec", "quantity", "unit", "unit_price")


class ItemsStep(StepPage):
    """The second step: the search above, what was chosen below."""

    chosen = Signal(str)  # the id of a catalogue entry that was picked
    asked = Signal(object)  # a product that the catalogue lacks
    certificates_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.catalogue = Catalogue()
        self.finder = Finder[Product](
            _("세부품명 찾기"),
            _("세부품명번호, 이름의 일부, 초성 (예: 5610, 책상, ㅊㅅ)"),
            _found_columns(),
            self._search,
            lambda one: one.id or one.detail_no + one.detail_name,
            asks=True,
        )
        self.finder.table.setFixedHeight(scaled(_FOUND))
        self.as_of = Text("", tone="muted", wraps=True)
        self.model = SheetModel(_columns(), fresh=lambda: {"id": new_id()})
        self.view = SheetView(self.model, _("수주제품"))
        self.told = Text("", tone="caution", wraps=True)
        self.total = Text("", Type.STRONG)
        self._arrange()
        self._connect()
        self.look_up(self.catalogue)

    def look_up(self, catalogue: Catalogue) -> None:
        """Search through this catalogue."""
        self.catalogue = catalogue
        self.as_of.setText(
            _(
                "세부품명 목록 기준일 {day}. 목록에 없으면 적은 그대로 쓰거나 등록을 요청하십시오.",
                day=catalogue.as_of,
            )
        )
        self.finder.look()

    @override
    def show_draft(self, draft: Draft) -> None:
        """Show the chosen products."""
        super().show_draft(draft)
        self.model.show([_row(item) for item in draft.items])
        amounts = [item_amount(item) for item in draft.items]
        count = n_("제품 {n}개", "제품 {n}개", len(draft.items))
        total = f"{sum(one for one in amounts if one):,}"
        self.total.setText(_("{count} · 합계 {total}원", count=count, total=total))
        head = self.view.horizontalHeader().sizeHint().height()
        self.view.setFixedHeight(head + max(4, self.model.rowCount() + 1) * scaled(34))

    @override
    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Mark the cells, and tell below what needs more words."""
        places = {item.id: number for number, item in enumerate(self.draft.items)}
        mine = [one for one in remarks if one.part in places or one.field == "items"]
        marks = {
            (places[one.part], "detail_name" if one.field == "items" else one.field): remark_words(
                one
            )
            for one in mine
            if one.part in places
        }
        self.model.show_remarks(marks)
        words = dict.fromkeys(remark_words(one) for one in mine if self._is_worth_saying(one))
        self.told.setText("\n".join(f"⚠ {one}" for one in words))
        self.told.setVisible(bool(words))

    @override
    def go_to(self, remark: Remark) -> None:
        """Go to the search, or to the cell of a product."""
        places = {item.id: number for number, item in enumerate(self.draft.items)}
        if remark.part in places:
            self.view.open_cell(places[remark.part], remark.field)
        else:
            self.finder.line.setFocus()

    @override
    def first_focus(self) -> QWidget:
        """The search."""
        return self.finder.line

    def _arrange(self) -> None:
        self.column.addWidget(Text(_("세부품명 찾기"), Type.STRONG))
        self.column.addWidget(self.finder)
        self.column.addWidget(self.as_of)
        self.remove = Button(_("고른 제품 빼기"), icon="trash")
        self.certificates = Button(_("직접생산확인증명서"), icon="note")
        tools = QWidget()
        flow = Flow(tools)
        for part in (Text(_("수주제품"), Type.STRONG), self.total, self.certificates, self.remove):
            flow.addWidget(part)
        self.column.addWidget(tools)
        self.column.addWidget(self.view)
        self.column.addWidget(self.told)
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.finder.picked.connect(self._add)
        self.finder.typed_instead.connect(self._add_typed)
        self.finder.asked_for.connect(self._ask_for)
        self.certificates.clicked.connect(self.certificates_wanted)
        self.model.edited.connect(self._take)
        self.remove.clicked.connect(self.view.remove_rows)

    def _search(self, words: str) -> list[Product]:
        return self.catalogue.products(words)

    def _add(self, product: Product) -> None:
        """Take a product, once; then the search is ready for the next one."""
        self.finder.line.clear()
        for number, item in enumerate(self.draft.items):
            if (item.detail_no, item.detail_name) == (product.detail_no, product.detail_name):
                self.view.open_cell(number, "quantity")
                return
        item = DraftItem(
            id=new_id(),
            product_id=product.id,
            detail_no=product.detail_no,
            detail_name=product.detail_name,
        )
        self.edited.emit(replace(self.draft, items=(*self.draft.items, item)))
        self.view.open_cell(len(self.draft.items) - 1, "quantity")
        if product.id:
            self.chosen.emit(product.id)

    def _add_typed(self, words: str) -> None:
        self._add(Product(detail_no="", detail_name=words))

    def _ask_for(self, words: str) -> None:
        product = Product(id=new_id(), detail_no="", detail_name=words)
        self.asked.emit(product)
        self._add(product)

    def _take(self, rows: tuple[Row, ...], _place: str) -> None:
        old = {item.id: item for item in self.draft.items}
        items = tuple(_item(one, old) for one in rows)
        ids = {item.id for item in items}
        kept = tuple(one for one in self.draft.processes if one.item_id in ids)
        self.edited.emit(replace(self.draft, items=items, processes=kept))


def _row(item: DraftItem) -> Row:
    return {"id": item.id, **{key: getattr(item, key) for key in _KEPT}}


def _item(one: Row, old: dict[str, DraftItem]) -> DraftItem:
    item = old.get(one.get("id", "")) or DraftItem(id=one.get("id") or new_id())
    return replace(item, **{key: one.get(key, "") for key in _KEPT})


def _won(text: str) -> str:
    amount = won_from_text(text)
    return text if amount is None else f"{amount:,}"


def _columns() -> list[SheetColumn]:
    return [
        SheetColumn(key="detail_no", title=_("세부품명번호"), width=120),
        SheetColumn(key="detail_name", title=_("세부품명"), needed=True),
        SheetColumn(key="spec", title=_("규격"), width=150),
        SheetColumn(key="quantity", title=_("수량"), width=84, right=True),
        SheetColumn(key="unit", title=_("단위"), width=70),
        SheetColumn(key="unit_price", title=_("단가(원)"), width=110, right=True, tidy=_won),
    ]


def _found_columns() -> list[Column[Product]]:
    return [
        Column(title=_("세부품명번호"), words=lambda one: one.detail_no, width=110),
        Column(title=_("세부품명"), words=lambda one: one.detail_name),
        Column(title=_("분류"), words=lambda one: one.class_name, width=170),
        Column(title=_("제품군"), words=lambda one: one.group, width=150),
    ]
