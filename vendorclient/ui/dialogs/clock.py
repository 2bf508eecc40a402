"""Sets the clock of a camera right for its whole card: when was this photo really taken?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QDateTimeEdit, QPlainTextEdit, QWidget

from vendorcore.text import _

from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.loupe import words
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import Button
from vendorclient.ui.widgets.card import row
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from datetime import datetime

    from vendorclient.app.clock import Measured

_FORMAT = "yyyy-MM-dd HH:mm:ss"


class MeasuredDialog(Dialog):
    """What a photo of our clock says; agreeing needs no reason, for it is proved."""

    def __init__(self, over: QWidget, measured: Measured) -> None:
        super().__init__(over, _("카메라 시계 바로잡기"), _("바로잡기"), _("취소"))
        seconds = round(measured.correction.total_seconds())
        for part in (
            Text(_("PC 시계를 찍은 사진에서 쟀습니다."), wraps=True),
            Text(words.shift(seconds), Type.STRONG),
            Text(words.card_words(len(measured.sha256s)), tone="muted", wraps=True),
        ):
            self.body.addWidget(part)


class ClockDialog(Dialog):
    """The camera's clock, the real time and the reason; `given` carries both."""

    given = Signal(object, str)  # timedelta, reason
    screen_wanted = Signal()

    def __init__(self, over: QWidget, written: datetime, count: int) -> None:
        super().__init__(over, _("카메라 시계 바로잡기"), _("바로잡기"), _("취소"))
        there = written.timetuple()
        self._written = QDateTime(*there[:6])
        self.really = QDateTimeEdit(self._written)
        self.really.setDisplayFormat(_FORMAT)
        self.really.setButtonSymbols(QDateTimeEdit.ButtonSymbols.NoButtons)
        self.really.setAccessibleName(_("실제로 찍은 시각"))
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(_("사유"))
        self.reason.setPlaceholderText(_("예: 카메라를 산 뒤 시계를 맞추지 않았습니다"))
        self.reason.setFixedHeight(scaled(72))
        self.reason.setTabChangesFocus(True)
        self._shift = Text("", Type.STRONG)
        label = Text(_("실제로 찍은 시각"))
        label.setBuddy(self.really)
        clock = self._written.toString(_FORMAT)
        for part in (
            Text(_("카메라가 적은 시각: {clock}", clock=clock), tone="muted", wraps=True),
            label,
            self.really,
            self._shift,
            self.reason,
            Text(words.card_words(count), Type.CAPTION, tone="muted", wraps=True),
            Text(
                _("원본은 바뀌지 않으며, 보정한 사실과 사유는 기관에 함께 보입니다."),
                Type.CAPTION,
                tone="muted",
                wraps=True,
            ),
        ):
            self.body.addWidget(part)
        screen = Button(_("PC 시계를 찍어서 재기"), icon="camera")
        screen.clicked.connect(self.screen_wanted)
        screen.clicked.connect(self.reject)
        self.body.addLayout(row(screen, 1))
        self.really.dateTimeChanged.connect(self._look)
        self.reason.textChanged.connect(self._look)
        self.accepted.connect(self._give)
        self._look()

    def shift(self) -> timedelta:
        """Return how far the clock must be set on."""
        return timedelta(seconds=self._written.secsTo(self.really.dateTime()))

    def _look(self) -> None:
        seconds = round(self.shift().total_seconds())
        self._shift.setText(words.shift(seconds))
        self.agree.setEnabled(bool(seconds and self.reason.toPlainText().strip()))

    def _give(self) -> None:
        self.given.emit(self.shift(), self.reason.toPlainText().strip())
