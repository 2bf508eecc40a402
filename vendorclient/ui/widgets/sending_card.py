"""The card of the sending: how fast, where data costs money, and when originals may go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from vendorcore.text import _

from vendorclient.ui import measures
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button, DropDown
from vendorclient.ui.widgets.card import Card, row, rule
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from vendorclient.app.releasing import Outlook
    from vendorclient.app.sending import Choices

_SPEEDS = (0, 500_000, 1_000_000, 2_000_000, 5_000_000)
NEVER = -1
_DAYS = (NEVER, 30, 90, 180, 365)
_GB = 1 << 30
_WIDE = 300
_BELOW = (0, 10 * _GB, 20 * _GB, 50 * _GB, 100 * _GB)


class SendingCard(Card):
    """What is chosen about the sending, applied at once."""

    limited = Signal(int)
    metered = Signal(bool)
    days_chosen = Signal(int)
    below_chosen = Signal(object)  # bytes: more than an int of C can hold
    release_wanted = Signal()
    return_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=spacing.LARGE)
        self.speed = DropDown(_("보내는 속도"))
        self.costly = QCheckBox(_("데이터 요금이 드는 회선에서도 사진과 동영상 보내기"))
        self.days = DropDown(_("원본 비우기"))
        self.below = DropDown(_("원본을 비울 때"))
        self.state = Text("", Type.CAPTION, tone="muted", wraps=True)
        self.now = Button(_("지금 비우기"))
        self.back = Button(_("비운 원본 다시 받기"), icon="retry")
        self.now.setEnabled(False)
        self.back.hide()
        self._arrange()
        self.speed.activated.connect(lambda at: self.limited.emit(self.speed.itemData(at)))
        self.days.activated.connect(lambda at: self.days_chosen.emit(self.days.itemData(at)))
        self.below.activated.connect(lambda at: self.below_chosen.emit(self.below.itemData(at)))
        self.costly.clicked.connect(self.metered)
        self.now.clicked.connect(self.release_wanted)
        self.back.clicked.connect(self.return_wanted)

    def show_choices(self, chosen: Choices) -> None:
        """Show how it is sent now."""
        _select(self.speed, chosen.bytes_per_second, _speed_words(chosen.bytes_per_second))
        self.costly.setChecked(chosen.sends_when_metered)

    def show_outlook(self, now: Outlook) -> None:
        """Show the rule for originals, what it would let go now, and what has gone."""
        days = NEVER if now.rule is None else now.rule.after_days
        _select(self.days, days, _days_words(days))
        below = 0 if now.rule is None else now.rule.below_bytes
        _select(self.below, below, _below_words(below))
        self.below.setEnabled(now.rule is not None)
        self.state.setText(_outlook_words(now))
        self.now.setEnabled(now.due > 0)
        self.back.setVisible(now.released > 0)

    def wait(self, *, on: bool) -> None:
        """Take no second wish while one is under way."""
        self.now.setEnabled(not on)
        self.back.setEnabled(not on)

    def _arrange(self) -> None:
        for value in _SPEEDS:
            self.speed.addItem(_speed_words(value), value)
        for value in _DAYS:
            self.days.addItem(_days_words(value), value)
        for value in _BELOW:
            self.below.addItem(_below_words(value), value)
        for field in (self.speed, self.days, self.below):
            field.setMinimumWidth(220)
        self.below.setMinimumWidth(_WIDE)
        self.body.addLayout(row(Text(_("보내는 속도")), self.speed, 1))
        self.body.addWidget(self.costly)
        self.body.addWidget(rule())
        self.body.addWidget(Text(_("원본 비우기"), Type.STRONG))
        about = _(
            "서버가 접수증을 주고 지금도 갖고 있다고 답한 원본만 이 컴퓨터에서 비웁니다. 작은"
            " 사진과 접수증은 남고, 원본은 다시 받을 수 있습니다."
        )
        self.body.addWidget(Text(about, Type.CAPTION, tone="muted", wraps=True))
        self.body.addLayout(row(self.days, self.below, 1))
        self.body.addLayout(row(self.now, self.back, 1))
        self.body.addWidget(self.state)


def _select(field: DropDown, value: int, words: str) -> None:
    """Show a value, also one that a command has chosen and that is not in the list."""
    place = field.findData(value)
    if place < 0:
        field.addItem(words, value)
        place = field.count() - 1
    field.setCurrentIndex(place)


def _speed_words(value: int) -> str:
    return _("제한 없음") if not value else _("1초에 {size}까지", size=measures.size(value))


def _days_words(value: int) -> str:
    return _("비우지 않음") if value == NEVER else _("확인하고 {days}일 뒤", days=value)


def _below_words(value: int) -> str:
    if not value:
        return _("디스크에 자리가 있어도 비움")
    return _("남은 공간이 {n} GB보다 적을 때만", n=round(value / _GB))


def _outlook_words(now: Outlook) -> str:
    due, gone = measures.size(now.due_bytes), measures.size(now.released_bytes)
    parts = []
    if now.rule is not None:
        parts.append(_("지금 비울 수 있는 원본 {count}개({size})", count=now.due, size=due))
    if now.released:
        parts.append(_("비운 원본 {count}개({size})", count=now.released, size=gone))
    return " · ".join(parts)
