"""Tells which photos are not on the table, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorcore.text import _, n_

from vendorclient.app.overview import HiddenRow
from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.widgets.table import Column, Table, TableModel
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget


class HiddenDialog(Dialog):
    """The list of hidden photos with the reason."""

    def __init__(self, over: QWidget, rows: Sequence[HiddenRow]) -> None:
        title = n_("숨긴 사진 {n}장", "숨긴 사진 {n}장", len(rows))
        super().__init__(over, title, _("닫기"))
        self.body.addWidget(
            Text(
                _(
                    "다른 계약에 이미 넣은 사진입니다. 한 사진을 두 계약의 증빙으로 쓰지 않도록"
                    " 숨깁니다."
                ),
                tone="muted",
                wraps=True,
            )
        )
        columns: list[Column[HiddenRow]] = [
            Column(title=_("파일"), words=lambda row: row.name, width=170),
            Column(title=_("들어 있는 계약"), words=lambda row: row.contract_name),
        ]
        self.model = TableModel[HiddenRow](columns, _key)
        table = Table(self.model, _("숨긴 사진"))
        self.model.show(rows)
        self.body.addWidget(table)


def _key(row: HiddenRow) -> str:
    return f"{row.name} {row.contract_id} {row.process_id}"
