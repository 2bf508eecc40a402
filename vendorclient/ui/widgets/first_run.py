"""The first day in four steps: server or practice, code, company, a test (처음 시작)."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from vendorcore.text import _

from vendorclient.ui.applying import words as application_words
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.badge import Badge, Mark, Tone
from vendorclient.ui.widgets.button import Button, IconButton, Kind
from vendorclient.ui.widgets.card import Card, row
from vendorclient.ui.widgets.text import ShortenedText, Text

if TYPE_CHECKING:
    from vendorclient.app.overview import Workplace


class Stage(IntEnum):
    """How far the first day is."""

    SERVER = 0
    CODE = 1
    COMPANY = 2
    TRIAL = 3
    DONE = 4


class FirstRun(Card):
    """The four steps; everything but sending works without them."""

    practised = Signal()
    dismissed = Signal()
    code_wanted = Signal()
    application_wanted = Signal()
    confirmed = Signal()
    trial_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(padding=spacing.MEDIUM)
        self.stage = Stage.SERVER
        self._marks = [Badge() for _step in range(Stage.DONE)]
        self._words = [ShortenedText(words, tone="muted") for words in _names()]
        self.act = Button("", Kind.PRIMARY)
        self.act.clicked.connect(self._act)
        self.apply = Button(_("가입 신청"))
        self.apply.clicked.connect(self.application_wanted)
        self.practise = Button(_("연습만 하기"))
        self.practise.clicked.connect(self.practised)
        self._advice = Text("", Type.CAPTION, tone="muted", wraps=True)
        close = IconButton("close", _("닫기"))
        close.clicked.connect(self.dismissed)
        head = row(Text(_("처음 시작: 네 걸음"), Type.STRONG), 1, close)
        self.body.addLayout(head)
        steps = QHBoxLayout()
        steps.setSpacing(spacing.MEDIUM)
        for mark, words in zip(self._marks, self._words, strict=True):
            one = QVBoxLayout()
            one.setSpacing(2)
            one.addWidget(mark)
            one.addWidget(words)
            steps.addLayout(one, 1)
        self.body.addLayout(steps)
        self.body.addWidget(self._advice)
        self.body.addLayout(row(self.act, self.apply, self.practise, 1))
        self.show_stage(Stage.SERVER)

    def show_workplace(self, place: Workplace, confirmed: int) -> None:
        """Show how far it is; `confirmed` is the last stage that a person has finished."""
        joined = Stage.COMPANY if place.enrolled else Stage.SERVER
        self._applied, self._begun = place.application, place.applying
        self._vendor = " · ".join(filter(None, (place.vendor, place.person, place.server_name)))
        stage = Stage(max(joined, confirmed)) if place.enrolled else Stage.SERVER
        self.show_stage(stage)

    def show_stage(self, stage: Stage) -> None:
        """Mark what is done, name what comes next."""
        self.stage = stage
        for number, mark in enumerate(self._marks):
            done = number < stage
            tone = Tone.GOOD if done else Tone.ACCENT if number == stage else Tone.NEUTRAL
            mark.show_mark(Mark(_("끝") if done else str(number + 1), tone))
        words, advice = self._next()
        self.act.setText(words)
        self._advice.setText(advice)
        for button in (self.apply, self.practise):
            button.setVisible(stage < Stage.COMPANY)
        begun = _("신청 이어 쓰기") if self._begun else _("가입 신청")
        self.apply.setText(_("신청 상태") if self._applied else begun)

    def wait(self, *, trying: bool) -> None:
        """Show that the test is under way, or over."""
        self.act.setEnabled(not trying)
        self.act.setText(_("보내 보는 중") if trying else self._next()[0])

    _vendor = _applied = ""
    _begun = False

    def _next(self) -> tuple[str, str]:
        later = _("연결하지 않아도 사진을 분류하고 계약을 쓸 수 있습니다. 보내기만 나중에 됩니다.")
        if self.stage < Stage.COMPANY:
            told = application_words.short(self._applied)
            return _("등록 코드 넣기"), f"{told} {later}" if told else later
        if self.stage is Stage.COMPANY:
            asked = _("{company}: 이 회사가 맞습니까?", company=self._vendor)
            return _("맞습니다"), asked
        return _("시험 전송"), _("작은 파일을 서버에 보내 보고 곧바로 지웁니다.")

    def _act(self) -> None:
        if self.stage < Stage.COMPANY:
            self.code_wanted.emit()
        elif self.stage is Stage.COMPANY:
            self.confirmed.emit()
        else:
            self.trial_wanted.emit()


def _names() -> tuple[str, ...]:
    return (_("서버 또는 연습"), _("등록 코드"), _("회사 확인"), _("시험 전송"))
