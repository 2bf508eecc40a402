"""설정: applied at once and taken back as easily; look, server, backup, diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from vendorcore.text import _

from vendorclient.ui.applying import words as application_words
from vendorclient.ui.fields.line import Line
from vendorclient.ui.overriding import override
from vendorclient.ui.pages.page import Page
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look, scaled
from vendorclient.ui.theme.type_scale import SCALES
from vendorclient.ui.widgets.badge import Badge, Mark, Tone
from vendorclient.ui.widgets.button import Button, DropDown, Kind
from vendorclient.ui.widgets.card import Card, row
from vendorclient.ui.widgets.check_box import CheckBox
from vendorclient.ui.widgets.keeping_card import KeepingCard
from vendorclient.ui.widgets.sections import Sections
from vendorclient.ui.widgets.sending_card import SendingCard
from vendorclient.ui.widgets.text import ShortenedText, Text

if TYPE_CHECKING:
    from pathlib import Path

    from vendorclient.app.overview import Workplace

_WIDEST = 760
_SEARCH = 220
_HERE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class SettingsPage(Page):
    """What a person may choose."""

    scheme_chosen = Signal(str)
    scale_chosen = Signal(float)
    language_chosen = Signal(str)
    easy_chosen = Signal(bool)
    enrolled = Signal(str)
    application_wanted = Signal()
    requests_wanted = Signal()
    folder_opened = Signal()
    undone = Signal()
    backup_wanted = Signal()
    restore_wanted = Signal()
    diagnosis_wanted = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__(_("설정"))
        self.subtitle.setText(_("바꾸면 바로 적용됩니다"))
        self.search = Line(_("설정 찾기"), _("설정 찾기"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(_SEARCH)
        self.add_button(self.search)
        self.undo = Button(_("되돌리기"), icon="undo")
        self.undo.setEnabled(False)
        self.add_button(self.undo)
        self.keeping = KeepingCard()
        self.sending = SendingCard()
        self._scheme = _choice(_("화면 색"), _schemes())
        self._scale = _choice(_("글자 크기"), _scales())
        self._language = _choice(_("언어"), _languages())
        self._easy = CheckBox(_("쉬운 모드: 큰 단추 세 개만 보기"))
        self._state = Badge()
        self._server = ShortenedText("", tone="muted")
        self._ticket = QLineEdit()
        self._join = Button(_("연결"), Kind.PRIMARY, icon="link")
        self._applied = Text("", tone="muted", wraps=True)
        self.apply = Button(_("가입 신청"))
        self.requests = Button(_("목록 요청 보기"))
        self.requests.hide()
        self._folder = ShortenedText(str(folder), tone="muted")
        self._open = Button(_("폴더 열기"), icon="folder")
        self._backup = Button(_("백업하기"), icon="save")
        self._restore = Button(_("백업에서 되돌리기"), icon="retry")
        self._diagnose = Button(_("진단 파일 만들기"), icon="help")
        self._arrange()
        self._connect()

    def show_choices(self, scheme: Scheme, scale: float, language: str, *, easy: bool) -> None:
        """Show what is chosen now."""
        for field, value in (
            (self._scheme, str(scheme)),
            (self._scale, scale),
            (self._language, language),
        ):
            field.setCurrentIndex(max(0, field.findData(value)))
        self._easy.setChecked(easy)

    def show_workplace(self, place: Workplace) -> None:
        """Show which server this computer is joined to."""
        if place.enrolled:
            self._state.show_mark(Mark(_("연결됨"), Tone.GOOD))
            self._server.setText(f"{place.server_name} · {place.server_url} · {place.vendor}")
        else:
            self._state.show_mark(Mark(_("연결 안 됨"), Tone.NEUTRAL))
            self._server.setText(_("운영자에게 받은 등록 코드를 아래에 붙여 넣으십시오"))
        told = application_words.short(place.application) if not place.enrolled else ""
        self._applied.setText(told or _("아직 가입하지 않은 업체는 먼저 신청하십시오."))
        self.apply.setText(_("신청 상태") if place.application else _("가입 신청"))
        settled = place.enrolled and not place.application
        self._applied.setText("" if settled else self._applied.text())
        self.apply.setHidden(settled)
        self.requests.setVisible(place.requested > 0)

    def wait(self, *, joining: bool) -> None:
        """Show that the joining is under way, or over; a refused code stays to be mended."""
        self._join.setEnabled(not joining)
        self._join.setText(_("연결하는 중") if joining else _("연결"))

    def forget_ticket(self) -> None:
        """Empty the field: the code has done its work."""
        self._ticket.clear()

    def ask_ticket(self) -> None:
        """Have the field for the enrolment code ready: another person wants to join."""
        self._ticket.setFocus()

    @override
    def first_focus(self) -> QWidget:
        """The first field."""
        return self._scheme

    def _arrange(self) -> None:
        self._ticket.setPlaceholderText(_("등록 코드"))
        self._ticket.setAccessibleName(_("등록 코드"))
        inside = self.sections = Sections()
        for title, card in (
            (_("화면"), self._look_card()),
            (_("서버"), self._server_card()),
            (_("보관과 백업"), self._folder_card()),
            (_("저절로 보관하기"), self.keeping),
            (_("전송과 원본"), self.sending),
            (_("진단"), self._diagnosis_card()),
        ):
            inside.add(title, card)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(area, 1)

        look().changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Let no line be longer than can be read, whatever the size of type."""
        for card in self.sections.findChildren(Card):
            card.setMaximumWidth(scaled(_WIDEST))

    def _look_card(self) -> Card:
        card, grid = Card(padding=spacing.LARGE), QGridLayout()
        grid.setHorizontalSpacing(spacing.LARGE)
        grid.setVerticalSpacing(spacing.SMALL)
        for line, (name, field) in enumerate(
            (
                (_("화면 색"), self._scheme),
                (_("글자 크기"), self._scale),
                (_("언어"), self._language),
            )
        ):
            label = Text(name)
            label.setBuddy(field)
            grid.addWidget(label, line, 0)
            grid.addWidget(field, line, 1)
        grid.setColumnMinimumWidth(0, 140)
        grid.setColumnStretch(2, 1)
        card.body.addLayout(grid)
        card.body.addWidget(self._easy)
        return card

    def _server_card(self) -> Card:
        card = Card(padding=spacing.LARGE)
        line = row(self._state, self._server)
        line.setStretch(1, 1)
        card.body.addLayout(line)
        join = row(self._ticket, self._join)
        join.setStretch(0, 1)
        card.body.addLayout(join)
        line = row(self._applied, self.requests, self.apply)
        line.setStretch(0, 1)
        card.body.addLayout(line)
        return card

    def _folder_card(self) -> Card:
        card = Card(padding=spacing.LARGE)
        card.body.addWidget(
            Text(_("사진 원본과 계약은 이 폴더에 있습니다. 원본은 바뀌지 않습니다."), wraps=True)
        )
        line = row(self._folder, self._open)
        line.setStretch(0, 1)
        card.body.addLayout(line)
        card.body.addWidget(
            Text(
                _("다른 컴퓨터로 옮기려면 여기서 백업하고, 새 컴퓨터에서 그 백업을 고르십시오."),
                tone="muted",
                wraps=True,
            )
        )
        card.body.addLayout(row(self._backup, self._restore, 1))
        return card

    def _diagnosis_card(self) -> Card:
        card = Card(padding=spacing.LARGE)
        card.body.addWidget(
            Text(
                _("이름과 사진이 들어 있지 않은 진단 파일을 만듭니다. 저절로 보내지 않습니다."),
                wraps=True,
            )
        )
        card.body.addLayout(row(self._diagnose, 1))
        return card

    def _connect(self) -> None:
        for field, chosen in (
            (self._scheme, self.scheme_chosen),
            (self._scale, self.scale_chosen),
            (self._language, self.language_chosen),
        ):
            field.activated.connect(
                lambda place, field=field, chosen=chosen: chosen.emit(field.itemData(place))
            )
        self.search.textChanged.connect(self.sections.look_for)
        QShortcut(QKeySequence.StandardKey.Find, self, context=_HERE).activated.connect(
            self.search.setFocus
        )
        self._easy.clicked.connect(self.easy_chosen)
        self._join.clicked.connect(self._enrol)
        self._ticket.returnPressed.connect(self._enrol)
        for button, wanted in (
            (self.apply, self.application_wanted),
            (self.requests, self.requests_wanted),
            (self._open, self.folder_opened),
            (self.undo, self.undone),
            (self._backup, self.backup_wanted),
            (self._restore, self.restore_wanted),
            (self._diagnose, self.diagnosis_wanted),
        ):
            button.clicked.connect(wanted)

    def _enrol(self) -> None:
        ticket = self._ticket.text().strip()
        if ticket:
            self.enrolled.emit(ticket)


def _choice(name: str, choices: list[tuple[str, object]]) -> DropDown:
    field = DropDown(name)
    field.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
    field.setMinimumWidth(220)
    for words, value in choices:
        field.addItem(words, value)
    return field


def _schemes() -> list[tuple[str, object]]:
    return [
        (_("시스템을 따름"), str(Scheme.SYSTEM)),
        (_("밝게"), str(Scheme.LIGHT)),
        (_("어둡게"), str(Scheme.DARK)),
        (_("고대비"), str(Scheme.HIGH_CONTRAST)),
    ]


def _scales() -> list[tuple[str, object]]:
    return [(f"{round(scale * 100)}%", scale) for scale in SCALES]


def _languages() -> list[tuple[str, object]]:
    return [(_("시스템을 따름"), ""), ("한국어", "ko"), ("English", "en")]
