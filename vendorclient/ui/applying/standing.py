"""How an application stands: its number, its state with the reason, and the papers that lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vendorcore.text import _

from vendorclient.ui.applying import words
from vendorclient.ui.applying.papers import PapersPart
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.badge import Badge
from vendorclient.ui.widgets.button import Button, IconButton
from vendorclient.ui.widgets.card import row, rule
from vendorclient.ui.widgets.flow import Flow
from vendorclient.ui.widgets.scrolled import scrolled
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from vendorclient.app.application_drafts import ApplicationDraft
    from vendorclient.app.applying import Application, KindOffered


class StandingPart(QWidget):
    """The state, and what may be done about it."""

    asked = Signal()
    corrected = Signal()
    begun_anew = Signal()
    portal_wanted = Signal()
    code_wanted = Signal()
    papers_sent = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mark = Badge()
        self.organisation = Text("", Type.STRONG, wraps=True)
        self.number = Text("", Type.HEADING)
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = IconButton("copy", _("접수번호 복사"))
        self.reason = Text("", wraps=True)
        self.advice = Text("", tone="muted", wraps=True)
        self.papers = PapersPart()
        self._rule = rule()
        self.look = Button(_("상태 다시 확인"), icon="retry")
        self.send = Button(_("고른 서류 보내기"), icon="sending")
        self.correct = Button(_("고쳐서 다시 내기"))
        self.portal = Button(_("포털 열기"), icon="link")
        self.code = Button(_("등록 코드 넣기"))
        self.anew = Button(_("다른 신청 쓰기"))
        self._arrange()
        self._connect()

    def show_application(
        self, made: Application, kind: KindOffered | None, draft: ApplicationDraft
    ) -> None:
        """Show how it stands now."""
        self.mark.show_mark(words.state_mark(made.state))
        self.organisation.setText(made.organisation)
        self.number.setText(made.receipt_no)
        self.reason.setText(_("사유: {reason}", reason=made.reason) if made.reason else "")
        self.reason.setVisible(bool(made.reason))
        self.advice.setText(words.advice(made.state))
        settled = made.state == words.APPROVED
        papers = kind.papers if kind and not settled else ()
        self.papers.show_papers(papers, draft.papers, made.missing)
        self.papers.tell("")
        self._rule.setVisible(bool(papers))
        self.send.setVisible(bool(draft.papers) and not settled)
        self.correct.setVisible(made.state in (words.HELD, words.REFUSED) and kind is not None)
        self.portal.setVisible(settled)
        self.code.setVisible(settled)
        self.anew.setVisible(made.state in (words.REFUSED, words.APPROVED))

    def wait(self, *, on: bool) -> None:
        """Take no second wish while one is under way."""
        for button in (self.look, self.send, self.correct, self.anew):
            button.setEnabled(not on)
        self.look.setText(_("묻는 중") if on else _("상태 다시 확인"))

    def _arrange(self) -> None:
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(spacing.SMALL)
        head = row(self.mark, self.organisation)
        head.setStretch(1, 1)
        inner.addLayout(head)
        inner.addLayout(row(Text(_("접수번호")), self.number, self.copy, 1))
        for part in (self.reason, self.advice, self._rule, self.papers):
            inner.addWidget(part)
        buttons = QWidget()
        line = Flow(buttons)
        for button in (self.send, self.code, self.portal, self.correct, self.look, self.anew):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(spacing.SMALL)
        column.addWidget(scrolled(inside), 1)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self.copy.clicked.connect(self._copy)
        for button, wanted in (
            (self.look, self.asked),
            (self.send, self.papers_sent),
            (self.correct, self.corrected),
            (self.portal, self.portal_wanted),
            (self.code, self.code_wanted),
            (self.anew, self.begun_anew),
        ):
            button.clicked.connect(wanted)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.number.text())
