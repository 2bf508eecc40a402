"""The form of an application: the fields and papers that the server asks for, and the sign-in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget

from vendorcore.text import _, problem_sentence
from vendorcore.text.entries import reason_words

from vendorclient.ui.applying.papers import PapersPart
from vendorclient.ui.fields.day import DayLine
from vendorclient.ui.fields.field import Field
from vendorclient.ui.fields.line import Line
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.card import rule
from vendorclient.ui.widgets.emptied import emptied
from vendorclient.ui.widgets.scrolled import scrolled
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from datetime import date

    from vendorcore.errors import VendorError

    from vendorclient.app.application_drafts import ApplicationDraft
    from vendorclient.app.applying import FormField, KindOffered


class FormPart(QWidget):
    """The fields; `edited` carries the draft after each change that a person made."""

    edited = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._draft: ApplicationDraft | None = None
        self.kind: KindOffered | None = None
        self.fields: dict[str, Field] = {}
        self.about = Text("", tone="muted", wraps=True)
        self.papers = PapersPart()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(spacing.SMALL)
        self._sign_in = QVBoxLayout()
        self._sign_in.setSpacing(spacing.SMALL)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(spacing.MEDIUM)
        inner.addWidget(self.about)
        inner.addLayout(self._lines)
        inner.addWidget(self.papers)
        inner.addWidget(rule())
        inner.addLayout(self._sign_in)
        self.area: QScrollArea = scrolled(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    def show_form(self, kind: KindOffered, draft: ApplicationDraft, *, again: bool) -> None:
        """Show a form as far as it is filled in; `again` asks for the first password only."""
        self.kind, self._draft = kind, draft
        self.about.setText(kind.about)
        self._clear()
        for entry in kind.fields:
            line = self._line_of(entry)
            line.show_text(draft.values.get(entry.key, ""))
            self._add(self._lines, entry.key, Field(entry.name, line, needed=entry.required))
        self._ask_sign_in(draft, again=again)
        self.papers.show_papers(kind.papers, draft.papers)
        self.papers.tell("")

    def show_paper(self, draft: ApplicationDraft) -> None:
        """Show which scans are chosen now; what is typed stays."""
        if self.kind is not None and self._draft is not None:
            self._draft = replace(self._draft, papers=draft.papers)
            self.papers.show_papers(self.kind.papers, draft.papers)

    def draft(self) -> ApplicationDraft:
        """Return the form as it stands."""
        if self.kind is None or self._draft is None:
            raise LookupError("there is no form yet")
        values = {entry.key: self._text(entry.key) for entry in self.kind.fields}
        login = self._text("login") if "login" in self.fields else self._draft.login
        return replace(self._draft, kind=self.kind.key, login=login, values=values)

    def password(self) -> str:
        """Return the password; it is kept nowhere."""
        return self._text("password")

    def wrong_password(self) -> dict[str, str]:
        """Return what can be seen to be wrong with the password: reasons by field."""
        if not self.password():
            return {"password": "empty"}
        if "repeated" in self.fields and self._text("repeated") != self.password():
            return {"repeated": "not-the-same"}
        return {}

    def tell(self, reasons: dict[str, str]) -> None:
        """Say beside the fields what is wrong with them, and go to the first of these."""
        for key, field in self.fields.items():
            field.tell(reason_words(reasons[key]) if key in reasons else "")
        first = next((self.fields[key] for key in self.fields if key in reasons), None)
        if first is not None:
            self._go_to(first)

    def refuse(self, error: VendorError) -> bool:
        """Say what the server refuses beside its field; False where no field is to blame."""
        name = str(error.details.get("field", ""))
        if name == "scan":
            self.papers.tell(str(problem_sentence(error.code, error.details)))
            self.area.ensureWidgetVisible(self.papers)
            return True
        name = "password" if error.code == "wrong-password" else name
        if name not in self.fields:
            return False
        field = self.fields[name]
        field.tell(str(problem_sentence(error.code, error.details)))
        self._go_to(field)
        return True

    def _go_to(self, field: Field) -> None:
        field.enter()
        self.area.ensureWidgetVisible(field)

    def _clear(self) -> None:
        emptied(self._lines)
        emptied(self._sign_in)
        self.fields.clear()

    def _add(self, column: QVBoxLayout, key: str, field: Field) -> None:
        self.fields[key] = field
        column.addWidget(field)

    def _line_of(self, entry: FormField) -> Line:
        if entry.form == "day":
            day = DayLine(entry.name, self._today)
            day.typed.connect(self._tell_edited)
            return day
        hints = {"business-number": _("예: 123-45-67890"), "phone": _("예: 010-1234-5678")}
        line = Line(entry.name, hints.get(entry.form, ""))
        line.textEdited.connect(self._tell_edited)
        return line

    def _ask_sign_in(self, draft: ApplicationDraft, *, again: bool) -> None:
        self._sign_in.addWidget(Text(_("승인된 뒤의 로그인"), Type.STRONG))
        if again:
            self._add(self._sign_in, "password", _secret(_("신청할 때 정한 비밀번호")))
            return
        login = Line(_("아이디"))
        login.show_text(draft.login)
        login.textEdited.connect(self._tell_edited)
        self._add(self._sign_in, "login", Field(_("아이디"), login, needed=True))
        self._add(self._sign_in, "password", _secret(_("비밀번호")))
        self._add(self._sign_in, "repeated", _secret(_("비밀번호 한 번 더")))

    def _tell_edited(self, _words: str) -> None:
        self.edited.emit(self.draft())

    def _text(self, key: str) -> str:
        control = self.fields[key].control
        return control.text() if isinstance(control, QLineEdit) else ""


def _secret(name: str) -> Field:
    line = Line(name)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return Field(name, line, needed=True)
