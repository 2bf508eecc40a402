"""원부자재 구매내역서 of a registered contract, to be read: changes go through 계약 변경."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vendorcore.domain.materials import totals_of
from vendorcore.text import _, n_

from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.table import Column, Table, TableModel
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorcore.domain import MaterialRow


class Statement(QWidget):
    """The rows and their sum."""

    def __init__(self) -> None:
        super().__init__()
        self.model = TableModel["MaterialRow"](_columns(), lambda one: one.id)
        self.table = Table(self.model, _("원부자재 구매내역"))
        self.total = Text("", Type.STRONG)
        self._none = Text(
            _("적은 구매내역이 없습니다. ‘계약 변경’에서 채울 수 있습니다."), tone="muted"
        )
        self._none.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.SMALL)
        for part in (self._none, self.table, self.total):
            column.addWidget(part)

    def show_rows(self, rows: Sequence[MaterialRow]) -> None:
        """Show these rows."""
        self.model.show(rows)
        self.table.setFixedHeight(
            self.table.horizontalHeader().sizeHint().height()
            + len(rows) * self.table.verticalHeader().defaultSectionSize()
            + 2
        )
        count = n_("{n}줄", "{n}줄", len(rows))
        total = f"{totals_of(rows).amount:,}"
        self.total.setText(_("{count} · 합계 {total}원", count=count, total=total))
        for part in (self.table, self.total):
            part.setVisible(bool(rows))
        self._none.setVisible(not rows)


def _none() -> str:
    return _("적은 구매내역이 없습니다. ‘계약 변경’에서 채울 수 있습니다.")


def _columns() -> list[Column[MaterialRow]]:
    return [
        Column(title=_("원부자재명"), words=lambda one: one.cell("material_name")),
        Column(title=_("규격"), words=lambda one: one.cell("spec"), width=120),
        Column(title=_("수량"), words=_quantity, width=100, right=True),
        Column(
            title=_("단가(원)"), words=lambda one: one.cell("unit_price"), width=100, right=True
        ),
        Column(title=_("금액(원)"), words=lambda one: one.cell("amount"), width=120, right=True),
        Column(title=_("구입처"), words=lambda one: one.cell("supplier_name"), width=140),
        Column(title=_("구입일"), words=lambda one: one.cell("purchase_date"), width=108),
    ]


def _price(one: MaterialRow) -> str:
    return one.cell("unit_price")


def _quantity(one: MaterialRow) -> str:
    return f"{one.cell('qty')} {one.cell('unit')}".strip()
