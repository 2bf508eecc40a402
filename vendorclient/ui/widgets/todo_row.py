"""One thing to do: how urgent, what, for which contract, and a button that leads there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.badge import Badge, Mark
from vendorclient.ui.widgets.button import Button, Kind
from vendorclient.ui.widgets.text import ShortenedText

_BADGES = 84


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoLine:
    """What a row shows; place and contract_id say where its button leads."""

    mark: Mark
    what: str
    contract: str
    action: str
    place: str
    contract_id: str = ""


class TodoRow(QWidget):
    """The row."""

    followed = Signal(str, str)

    def __init__(self, line: TodoLine, badge_width: int = 0) -> None:
        super().__init__()
        self._line = line
        button = Button(line.action, Kind.QUIET)
        button.clicked.connect(self._follow)
        button.setAccessibleName(f"{line.what}: {line.action}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ShortenedText(line.what, Type.STRONG))
        words.addWidget(ShortenedText(line.contract, Type.CAPTION, tone="muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, spacing.TIGHT, 0, spacing.TIGHT)
        row.setSpacing(spacing.MEDIUM)
        row.addWidget(_holder(Badge(line.mark), badge_width))
        row.addLayout(words, 1)
        row.addWidget(button)

    def _follow(self) -> None:
        self.followed.emit(self._line.place, self._line.contract_id)


def _holder(badge: Badge, width: int) -> QWidget:
    """Return a place of the same width for every badge, so that the words stand in line."""
    holder = QWidget()
    holder.setFixedWidth(max(scaled(_BADGES), width, badge.sizeHint().width()))
    inside = QHBoxLayout(holder)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(badge)
    inside.addStretch()
    return holder
