"""가입 신청: the window of an application, from the server's address to its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from vendorcore.text import _, problem_sentence

from vendorclient.ui.applying.address import AddressPart
from vendorclient.ui.applying.form import FormPart
from vendorclient.ui.applying.standing import StandingPart
from vendorclient.ui.dialogs.dialog import Dialog
from vendorclient.ui.theme.style import scaled
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from vendorcore.errors import VendorError

    from vendorclient.app.application_drafts import ApplicationDraft
    from vendorclient.app.applying import Application, KindOffered

_WIDTH, _HEIGHT, _FRAME, _LEAST = 600, 400, 190, 240


class ApplyDialog(Dialog):
    """Three parts, one at a time: the address, the form, the state."""

    form_wanted = Signal(str)  # the key of a kind
    handed_in = Signal(object, str)  # the draft, the password
    handed_in_again = Signal(object, str)
    form_left = Signal()

    def __init__(self, over: QWidget, today: date) -> None:
        super().__init__(over, _("가입 신청"), _("다음"), _("닫기"))
        self.trouble = Text("", tone="bad", wraps=True)
        self.trouble.hide()
        self.address = AddressPart()
        self.form = FormPart(today)
        self.standing = StandingPart()
        self._parts = QStackedWidget()
        room = max(_LEAST, over.height() - scaled(_FRAME))
        self._parts.setMinimumSize(scaled(_WIDTH), min(scaled(_HEIGHT), room))
        for part in (self.address, self.form, self.standing):
            self._parts.addWidget(part)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self._parts, 1)
        self._chosen, self.is_again = "", False
        for button in (self.agree, self.refuse):
            button.clicked.disconnect()
        self.agree.clicked.connect(self._go_on)
        self.refuse.clicked.connect(self._go_back)
        self.agree.setDefault(False)
        self.address.chosen.connect(self._choose)

    @property
    def part(self) -> QWidget | None:
        """What is shown now."""
        return self._parts.currentWidget()

    def show_address(self, url: str, kinds: Sequence[KindOffered], chosen: str) -> None:
        """Ask for the server and the kind."""
        self.address.show_address(url)
        self.address.show_kinds(kinds, chosen)
        self._choose(chosen if any(one.key == chosen for one in kinds) else "")
        self._turn_to(self.address, _("다음"), _("닫기"))
        self.address.url.setFocus()

    def show_form(self, kind: KindOffered, draft: ApplicationDraft, *, again: bool = False) -> None:
        """Show the form, for the first time or to be corrected."""
        self.is_again = again
        self.form.show_form(kind, draft, again=again)
        self._turn_to(self.form, _("다시 내기") if again else _("신청하기"), _("뒤로"))
        self.agree.setEnabled(True)
        next(iter(self.form.fields.values())).enter()

    def show_application(
        self, made: Application, kind: KindOffered | None, draft: ApplicationDraft
    ) -> None:
        """Show how the application stands."""
        self.standing.show_application(made, kind, draft)
        self._turn_to(self.standing, _("닫기"), "")
        self.agree.setEnabled(True)

    def wait(self, *, on: bool) -> None:
        """Show that something is under way, or over."""
        self.address.wait(asking=on)
        self.standing.wait(on=on)
        if self.part is self.form:
            words = _("다시 내기") if self.is_again else _("신청하기")
            self.agree.setText(_("보내는 중") if on else words)
            self.agree.setEnabled(not on)
            self.form.setEnabled(not on)
            self.refuse.setEnabled(not on)

    def tell(self, error: VendorError) -> None:
        """Say what went wrong: beside its field where there is one."""
        self.wait(on=False)
        if self.part is self.form and self.form.refuse(error):
            return
        sentence = str(problem_sentence(error.code, error.details))
        if self.part is self.standing and error.details.get("field") == "scan":
            self.standing.papers.tell(sentence)
            return
        self.trouble.setText(f"⚠ {sentence}")
        self.trouble.show()

    def be_quiet(self) -> None:
        """Take back what went wrong before."""
        self.trouble.hide()

    def _turn_to(self, part: QWidget, agree: str, refuse: str) -> None:
        self.be_quiet()
        self._parts.setCurrentWidget(part)
        self.agree.setText(agree)
        self.refuse.setText(refuse)
        self.refuse.setVisible(bool(refuse))

    def _choose(self, key: str) -> None:
        self._chosen = key
        if self.part is self.address:
            self.agree.setEnabled(bool(key))

    def _go_on(self) -> None:
        if self.part is self.address:
            self.form_wanted.emit(self._chosen)
        elif self.part is self.standing:
            self.accept()
        else:
            self._hand_in()

    def _hand_in(self) -> None:
        from vendorclient.app.application_drafts import wrong_in

        draft, kind = self.form.draft(), self.form.kind
        reasons = wrong_in(kind, draft) if kind else {}
        reasons |= self.form.wrong_password()
        self.form.tell(reasons)
        if not reasons:
            wanted = self.handed_in_again if self.is_again else self.handed_in
            wanted.emit(draft, self.form.password())

    def _go_back(self) -> None:
        if self.part is self.form:
            self.form_left.emit()
        else:
            self.reject()
