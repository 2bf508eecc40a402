"""A card for what is plugged in: its name, how much is new, and the one thing to do next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from vendorcore.text import _, n_

from vendorclient.ui import measures
from vendorclient.ui.overriding import override
from vendorclient.ui.theme import icons, spacing
from vendorclient.ui.theme.style import colours, look, scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button, IconButton, Kind
from vendorclient.ui.widgets.card import Card
from vendorclient.ui.widgets.progress import Progress, ProgressLine
from vendorclient.ui.widgets.text import ShortenedText, Text

_ICON = 28
_NARROWEST = 310


class Plugged(StrEnum):
    """How a device stands."""

    READY = "ready"
    LOCKED = "locked"
    PRIVATE = "private"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceLine:
    """What a card shows of a device; new is -1 while it is not known."""

    key: str
    label: str
    kind: str
    state: Plugged = Plugged.READY
    new: int = -1
    total: int = 0
    free_bytes: int = 0
    advice: str = ""
    caution: str = ""
    is_counting: bool = False

    @property
    def may_be_taken_out(self) -> bool:
        """Whether it is a card of which everything seems to be here; checked when asked for."""
        if self.is_counting or self.new or self.caution:
            return False
        return self.kind in ("card", "camera") and self.state is Plugged.READY

    @property
    def icon(self) -> str:
        """The name of its icon."""
        phones = {"android": "phone", "iphone": "phone"}
        return phones.get(self.kind, self.kind if self.kind in ("camera", "folder") else "card")


class DeviceCard(Card):
    """The card of one device."""

    opened = Signal(str)
    picking = Signal(str)
    helped = Signal(str)
    ejected = Signal(str)

    def __init__(self, line: DeviceLine) -> None:
        super().__init__(padding=spacing.MEDIUM)
        self._line = line
        self._picture = QLabel()
        self._name = ShortenedText("", Type.HEADING)
        self._words = Text("", Type.CAPTION, tone="muted", wraps=True)
        self._button = Button("", Kind.PRIMARY)
        self._button.clicked.connect(self._act)
        self._eject = IconButton("eject", _("꺼내기"))
        self._eject.clicked.connect(self._take_out)
        self._progress = ProgressLine(_("가져오기 진행"))
        self._progress.hide()
        self._arrange()
        look().changed.connect(self._fit)
        self._fit()
        self.show_line(line)

    def show_line(self, line: DeviceLine) -> None:
        """Show other numbers."""
        self._line = line
        self._name.setText(line.label)
        self._words.setText(_told(line))
        self._button.setText(_action(line))
        self._button.setVisible(bool(_action(line)))
        self._eject.setVisible(line.may_be_taken_out)
        self._button.set_kind(Kind.PRIMARY if line.new > 0 else Kind.PLAIN)
        self.setAccessibleName(f"{line.label}, {_told(line)}")
        self._tint()

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far the copying is."""
        self._progress.setVisible(progress is not None)
        if progress is not None:
            self._progress.show_progress(progress)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew in the colours of the new look."""
        if event.type() == QEvent.Type.StyleChange:
            self._tint()
        super().changeEvent(event)

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        words.addWidget(self._name)
        words.addWidget(self._words)
        words.addStretch()
        line = QHBoxLayout()
        line.setSpacing(spacing.MEDIUM)
        line.addWidget(self._picture)
        line.addLayout(words, 1)
        line.addWidget(self._button)
        line.addWidget(self._eject)
        self.body.addLayout(line)
        self.body.addWidget(self._progress)

    def _fit(self) -> None:
        self.setMinimumWidth(scaled(_NARROWEST))

    def _act(self) -> None:
        wanted = {Plugged.PRIVATE: self.picking, Plugged.LOCKED: self.helped}
        wanted.get(self._line.state, self.opened).emit(self._line.key)

    def _take_out(self) -> None:
        self.ejected.emit(self._line.key)

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        ink = colours().accent_text if self._line.new else colours().muted
        self._picture.setPixmap(icons.pixmap(self._line.icon, ink, scaled(_ICON), ratio))
        self._picture.setAccessibleName(_("장치"))


def _told(line: DeviceLine) -> str:
    if line.state is Plugged.LOCKED:
        return line.advice or _("잠금을 풀고 '신뢰' 또는 '파일 전송'을 눌러 주십시오")
    if line.state is Plugged.GONE:
        return _("빠졌습니다")
    if line.state is Plugged.PRIVATE:
        return _("휴대폰의 사진은 고른 것만 가져옵니다")
    if line.new < 0 or (line.is_counting and not line.total):
        return _("세는 중입니다")
    if not line.total:
        return _("사진이 없습니다")
    return "\n".join(filter(None, (line.caution, _numbers(line))))


def _numbers(line: DeviceLine) -> str:
    new = n_("새 사진 {n}장", "새 사진 {n}장", line.new) if line.new else _("새 사진 없음")
    known = line.total - line.new
    parts = [new]
    if line.is_counting:
        parts.append(_("세는 중"))
    if known:
        parts.append(n_("이미 가져온 {n}장", "이미 가져온 {n}장", known))
    if line.free_bytes:
        parts.append(_("남은 공간 {size}", size=measures.size(line.free_bytes)))
    return " · ".join(parts)


def _action(line: DeviceLine) -> str:
    if line.state is Plugged.READY and line.total:
        return _("사진 분류하기")
    actions = {Plugged.PRIVATE: _("사진 고르기"), Plugged.LOCKED: _("방법 보기")}
    return actions.get(line.state, "")
