"""목록 요청: what became of the institutions and products that the lists lacked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from vendorcore.text import _

from vendorclient.app.requested import request_sentence
from vendorclient.storage.catalogue import EntryState
from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.badge import Badge, Mark, Tone
from vendorclient.ui.widgets.card import row, rule
from vendorclient.ui.widgets.scrolled import scrolled
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vendorclient.app.requested import Requested


class RequestedDialog(Dialog):
    """One line a request: its state, its name, and what that means."""

    def __init__(self, over: QWidget, requests: Sequence[Requested]) -> None:
        super().__init__(over, _("목록 요청"), _("닫기"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.SMALL)
        for number, one in enumerate(requests):
            if number:
                column.addWidget(rule())
            self._add(column, one)
        if not requests:
            said = _("아직 요청한 것이 없습니다. 기관이나 품명을 찾다가 없으면 요청할 수 있습니다.")
            column.addWidget(Text(said, tone="muted", wraps=True))
        area = scrolled(inside)
        self.let_be_large(area, 520, 260)
        self.body.addWidget(area, 1)

    def _add(self, column: QVBoxLayout, one: Requested) -> None:
        mark = Badge()
        mark.show_mark(_mark(one.state))
        kind = _("기관") if one.kind == "institution" else _("세부품명")
        name = Text(one.name, Type.STRONG, wraps=True)
        head = row(mark, name, Text(kind, tone="muted"))
        head.setStretch(1, 1)
        column.addLayout(head)
        column.addWidget(Text(request_sentence(one), tone="muted", wraps=True))


def _mark(state: EntryState) -> Mark:
    return {
        EntryState.ASKED: Mark(_("확인 중"), Tone.NEUTRAL, "clock"),
        EntryState.LISTED: Mark(_("올랐음"), Tone.GOOD),
        EntryState.MERGED: Mark(_("합쳐짐"), Tone.ACCENT),
        EntryState.REFUSED: Mark(_("거절"), Tone.BAD),
    }[state]
