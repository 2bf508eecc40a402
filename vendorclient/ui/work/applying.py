"""Applies for the firm: keeps what is written, hands it in, sends papers, asks how it stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from shiboken6 import isValid

from vendorcore.text import _

from vendorclient.app.changed import Kind
from vendorclient.ui.applying import words
from vendorclient.ui.background import Lane
from vendorclient.ui.work import apply_errands

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from vendorcore.errors import VendorError

    from vendorclient.app.application_drafts import ApplicationDraft
    from vendorclient.ui.applying.dialog import ApplyDialog
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.work.apply_errands import Paperwork

_PORTAL = "/account/computers"


class ApplyWork(QObject):
    """The work behind the window of an application."""

    said = Signal(str)
    code_wanted = Signal()

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now: Paperwork | None = None
        self._opened: ApplyDialog | None = None
        self._known = ""  # the application that was there before something was handed in

    @property
    def _dialog(self) -> ApplyDialog | None:
        """The window, as long as it is open."""
        return self._opened if self._opened is not None and isValid(self._opened) else None

    def open(self, over: QWidget) -> None:
        """Open the window where the firm has come to."""
        self._desk.ask(apply_errands.read, partial(self._open, over))

    def look(self) -> None:
        """Ask by the way how an open application stands; offline is silence."""
        self._desk.background.run(
            partial(apply_errands.look, self._desk.library.folder), self._looked, _nothing
        )

    def _open(self, over: QWidget, found: Paperwork) -> None:
        if not isValid(over):  # the window was built anew meanwhile
            return
        from vendorclient.ui.applying.dialog import ApplyDialog

        self._opened = dialog = ApplyDialog(over.window(), self._desk.today())
        self._connect(dialog)
        self._know(found)
        if found.made is not None and found.made.receipt_no:
            self._show(found)
            self._ask()
        elif found.kind is not None:
            dialog.show_form(found.kind, found.draft)
        else:
            dialog.show_address(found.draft.url, found.kinds, found.draft.kind)
        dialog.open()

    def _connect(self, dialog: ApplyDialog) -> None:
        dialog.address.looked_up.connect(self._look_up)
        dialog.finished.connect(self._closed)
        dialog.form_wanted.connect(self._begin_form)
        dialog.form_left.connect(self._leave_form)
        dialog.form.edited.connect(self._keep)
        dialog.handed_in.connect(self._hand_in)
        dialog.handed_in_again.connect(self._hand_in_again)
        dialog.form.papers.wanted.connect(self._choose_paper)
        dialog.form.papers.dropped.connect(partial(self._paper_chosen, path=""))
        standing = dialog.standing
        standing.papers.wanted.connect(self._choose_paper)
        standing.papers.dropped.connect(partial(self._paper_chosen, path=""))
        standing.asked.connect(self._ask)
        standing.papers_sent.connect(self._send_papers)
        standing.corrected.connect(self._correct)
        standing.begun_anew.connect(self._begin_anew)
        standing.portal_wanted.connect(self._open_portal)
        standing.code_wanted.connect(self._want_code)

    def _closed(self) -> None:
        """Let the day say that something half filled in waits to be taken up again."""
        self._desk.announce(Kind.SETTINGS)

    def _look_up(self, url: str) -> None:
        self._wait()
        work = partial(apply_errands.look_up, self._desk.library.folder, url)
        self._run(work, self._looked_up)

    def _looked_up(self, found: Paperwork) -> None:
        self._now = found
        if self._dialog is not None:
            self._dialog.wait(on=False)
            self._dialog.show_address(found.draft.url, found.kinds, found.draft.kind)

    def _begin_form(self, key: str) -> None:
        """Open the form of a kind; what was filled in for another kind is taken over."""
        if self._now is not None and self._dialog is not None:
            self._now = self._now.with_kind(key)
            if self._now.kind is not None:
                self._keep(self._now.draft)
                self._dialog.show_form(self._now.kind, self._now.draft)

    def _leave_form(self) -> None:
        if self._now is None or self._dialog is None:
            return
        if self._dialog.is_again:
            self._show(self._now)
        else:
            self._keep(self._dialog.form.draft())
            self._dialog.show_address(self._now.draft.url, self._now.kinds, self._now.draft.kind)

    def _keep(self, draft: ApplicationDraft) -> None:
        """Keep what was written; it is on the disk before the next change is asked for."""
        if self._now is not None:
            self._now = self._now.with_draft(draft)
            self._desk.ask(partial(apply_errands.keep, draft), _nothing)

    def _hand_in(self, draft: ApplicationDraft, password: str) -> None:
        work = partial(apply_errands.hand_in, self._desk.library.folder, draft, password)
        self._keep_and(draft, work, self._handed_in)

    def _hand_in_again(self, draft: ApplicationDraft, password: str) -> None:
        work = partial(apply_errands.hand_in_again, self._desk.library.folder, draft, password)
        self._keep_and(draft, work, self._handed_in)

    def _handed_in(self, found: Paperwork) -> None:
        self._take(found)
        if found.made is not None:
            self.said.emit(_("신청을 접수했습니다: {number}", number=found.made.receipt_no))

    def _send_papers(self) -> None:
        if self._now is not None:
            work = partial(apply_errands.send_papers, self._desk.library.folder)
            self._keep_and(self._now.draft, work, self._take)

    def _ask(self) -> None:
        self._wait()
        self._run(partial(apply_errands.ask, self._desk.library.folder), self._take)

    def _take(self, found: Paperwork) -> None:
        """Show what has come of it; the pages tell of it too."""
        self._know(found)
        if self._dialog is not None:
            self._dialog.wait(on=False)
            self._show(found)
        self._desk.announce(Kind.SETTINGS)

    def _show(self, found: Paperwork) -> None:
        if self._dialog is not None and found.made is not None:
            self._dialog.show_application(found.made, found.kind, found.draft)

    def _correct(self) -> None:
        if self._now is not None and self._dialog is not None:
            self._now = self._now.to_correct()
            if self._now.kind is not None:
                self._dialog.show_form(self._now.kind, self._now.draft, again=True)

    def _begin_anew(self) -> None:
        if self._now is not None and self._dialog is not None:
            self._now = self._now.anew()
            self._keep(self._now.draft)
            self._dialog.show_address(self._now.draft.url, self._now.kinds, "")

    def _choose_paper(self, key: str) -> None:
        dialog = QFileDialog(self._dialog, _("서류의 스캔 고르기"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("스캔 (*.pdf *.jpg *.jpeg *.png)"))
        dialog.fileSelected.connect(partial(self.choose_paper, key))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_paper(self, key: str, path: str) -> None:
        """Choose a scan for a paper; what the server would not take is refused here."""
        work = partial(apply_errands.check_paper, path)
        self._run(work, lambda _checked: self._paper_chosen(key, path=path))

    def _paper_chosen(self, key: str, *, path: str) -> None:
        if self._now is None or self._dialog is None:
            return
        on_form = self._dialog.part is self._dialog.form
        draft = self._dialog.form.draft() if on_form else self._now.draft
        self._keep(draft.with_paper(key, path))
        if on_form:
            self._dialog.form.papers.tell("")
            self._dialog.form.show_paper(self._now.draft)
        else:
            self._show(self._now)

    def _open_portal(self) -> None:
        if self._now is not None and self._now.made is not None:
            QDesktopServices.openUrl(QUrl(self._now.made.url.rstrip("/") + _PORTAL))

    def _want_code(self) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self.code_wanted.emit()

    def _looked(self, state: str) -> None:
        if state:
            self.said.emit(words.short(state))
            self._desk.announce(Kind.SETTINGS)

    def _wait(self) -> None:
        if self._dialog is not None:
            self._dialog.be_quiet()
            self._dialog.wait(on=True)

    def _know(self, found: Paperwork) -> None:
        self._now, self._known = found, found.made.id if found.made else ""

    def _keep_and(
        self, draft: ApplicationDraft, work: Callable[[], object], done: Callable[..., None]
    ) -> None:
        """Do the work once the draft is on the disk: the work reads it there."""
        self._wait()
        self._desk.ask(partial(apply_errands.keep, draft), lambda _kept: self._run(work, done))

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._desk.background.run(work, done, self._failed, lane=Lane.LONG)

    def _failed(self, error: VendorError) -> None:
        self._desk.ask(apply_errands.read, partial(self._tell, error))

    def _tell(self, error: VendorError, found: Paperwork) -> None:
        """Tell what went wrong; where the form has arrived and a scan has not, show that."""
        if self._dialog is None:
            self._desk.failed.emit(error)
            return
        if found.made is not None and found.made.receipt_no and found.made.id != self._known:
            self._take(found)
        self._dialog.tell(error)


def _nothing(_answer: object) -> None:
    """Nobody waits for this."""
