"""원부자재 구매내역서 as a sheet: typed, pasted, filled down, summed up, in and out by XLSX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vendorcore.domain import (
    MaterialRow,
    business_number_digits,
    is_business_number,
    korean_day,
    new_id,
    quantity_from_text,
    won_from_text,
)
from vendorcore.domain.materials import AMOUNT, ColumnType, totals_of
from vendorcore.domain.money import product_in_won
from vendorcore.text import _, n_

from vendorclient.app.opened import now
from vendorclient.ui.fields.day_text import read_day
from vendorclient.ui.sheet.column import SheetColumn
from vendorclient.ui.sheet.model import SheetModel
from vendorclient.ui.sheet.view import SheetView, sheet_keys
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.flow import Flow
from vendorclient.ui.widgets.text import Text
from vendorclient.ui.wizard.catalogue import Catalogue
from vendorclient.ui.wizard.words import remark_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorcore.domain import Draft, Remark
    from vendorcore.domain.materials import Column

    from vendorclient.ui.sheet.column import Row

_ROWS = 6
_ID = "id"
_WIDTHS = {
    "material_kind": 96,
    "spec": 110,
    "unit": 64,
    "qty": 76,
    "unit_price": 96,
    "amount": 110,
    "supplier_name": 130,
    "supplier_bizno": 124,
    "purchase_date": 108,
    "tax_invoice_no": 150,
    "origin": 84,
    "used_product": 120,
    "remark": 110,
}


class MaterialsSheet(QWidget):
    """The sheet with its buttons and its sum; `edited` carries all rows."""

    edited = Signal(tuple)
    form_wanted = Signal()
    file_wanted = Signal()
    export_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[MaterialRow, ...] = ()
        self.model = SheetModel(
            self._columns(Catalogue().columns), follow=with_amount, fresh=_fresh
        )
        self.view = SheetView(self.model, _("원부자재 구매내역"))
        self.total = Text("", Type.STRONG)
        self.model.edited.connect(self._take)
        self._arrange()

    def use(self, columns: Sequence[Column]) -> None:
        """Take the columns of the form (the operator may have other ones)."""
        self.model.use(self._columns(columns))
        self.view.measure()

    def _columns(self, columns: Sequence[Column]) -> list[SheetColumn]:
        return [_sheet_column(one) for one in columns]

    def show_draft(self, draft: Draft) -> None:
        """Show the rows of a draft."""
        self._rows = draft.materials
        self.model.show([{_ID: row.id, **row.cells} for row in draft.materials])
        total = f"{totals_of(draft.materials).amount:,}"
        count = n_("{n}줄", "{n}줄", len(draft.materials))
        self.total.setText(_("{count} · 합계 {total}원", count=count, total=total))
        self._grow()

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Mark bad cells."""
        places = {row.id: number for number, row in enumerate(self._rows)}
        self.model.show_remarks(
            {
                (places[one.part], one.field): remark_words(one)
                for one in remarks
                if one.part in places
            }
        )

    def go_to(self, remark: Remark) -> None:
        """Give the keyboard to the cell of a remark."""
        places = {row.id: number for number, row in enumerate(self._rows)}
        self.view.open_cell(places.get(remark.part, 0), remark.field)

    def _arrange(self) -> None:
        buttons = QWidget()
        flow = Flow(buttons)
        for words, icon, signal in (
            (_("엑셀 서식 받기"), "folder", self.form_wanted),
            (_("엑셀에서 불러오기"), "inbox", self.file_wanted),
            (_("엑셀로 내보내기"), "copy", self.export_wanted),
        ):
            button = Button(words, icon=icon)
            button.clicked.connect(signal)
            flow.addWidget(button)
        paste = Button(_("표 붙여넣기"), icon="copy")
        paste.setToolTip(_("엑셀에서 복사한 칸을 고른 칸부터 넣습니다 (Ctrl+V)"))
        paste.clicked.connect(self.view.paste)
        flow.addWidget(paste)
        self.total.setMinimumHeight(spacing.CONTROL_HEIGHT)
        flow.addWidget(self.total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.SMALL)
        column.addWidget(self.view)
        column.addWidget(Text(sheet_keys(), Type.CAPTION, tone="muted", wraps=True))
        column.addWidget(buttons)
        self.setFocusProxy(self.view)

    def _grow(self) -> None:
        """Be as high as the rows, so that the page scrolls and not the sheet."""
        lines = max(_ROWS, self.model.rowCount() + 1)
        head = self.view.horizontalHeader().sizeHint().height()
        bar = QFontMetrics(self.font()).height()
        self.view.setFixedHeight(head + min(lines, 24) * scaled(34) + bar)

    def _take(self, rows: tuple[Row, ...], _place: str) -> None:
        self.edited.emit(tuple(map(_material, rows)))


def with_amount(before: Row, after: Row) -> Row:
    """Return the row with quantity times price as its amount, unless somebody wrote another."""
    amount = after.get("amount", "")
    if amount and amount != _product(before):
        return after
    return {**after, "amount": _product(after) or amount}


def _product(row: Row) -> str:
    quantity, price = (
        quantity_from_text(row.get("qty", "")),
        won_from_text(row.get("unit_price", "")),
    )
    return "" if quantity is None or price is None else f"{product_in_won(quantity, price):,}"


def _material(row: Row) -> MaterialRow:
    cells = {key: text for key, text in row.items() if key != _ID and text}
    return MaterialRow(id=row.get(_ID) or new_id(), cells=cells)


def _fresh() -> Row:
    return {_ID: new_id()}


def _sheet_column(column: Column) -> SheetColumn:
    title = column.title.partition("(")[0] if column.choices else column.title
    return SheetColumn(
        key=column.key,
        title=title,
        width=_WIDTHS.get(column.key, 120 if column.key != "material_name" else 0),
        right=column.is_number,
        needed=column.required and column.key != AMOUNT,
        choices=tuple((one, one) for one in column.choices),
        tidy=_TIDY.get(column.type),
    )


def _whole(text: str) -> str:
    amount = won_from_text(text)
    return text if amount is None else f"{amount:,}"


def _business_number(text: str) -> str:
    digits = business_number_digits(text)
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}" if is_business_number(digits) else text


def _day(text: str) -> str:
    day = read_day(text, korean_day(now()))
    return day.isoformat() if day else text


_TIDY = {
    ColumnType.INT: _whole,
    ColumnType.BUSINESS_NO: _business_number,
    ColumnType.DAY: _day,
}
