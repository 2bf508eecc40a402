"""Settings: what is chosen is kept at once and can be taken back; joining, backup, diagnostics."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from vendorcore.text import _, n_

from vendorclient.app.changed import Kind
from vendorclient.ui import errands, measures
from vendorclient.ui.background import Lane
from vendorclient.ui.work.keeping import KeepingWork
from vendorclient.ui.work.transfer import TransferWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorcore.errors import VendorError

    from vendorclient.app.backup import Backup
    from vendorclient.app.overview import Workplace
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.pages.settings import SettingsPage
    from vendorclient.ui.preferences import Preferences


class SettingsWork(QObject):
    """The work behind the page of settings."""

    kinds = frozenset({Kind.SETTINGS})
    joined = Signal()
    said = Signal(str)
    restart_wanted = Signal()
    scheme_chosen = Signal(str)
    scale_chosen = Signal(float)
    language_chosen = Signal(str)
    easy_chosen = Signal(bool)

    def __init__(self, page: SettingsPage, desk: Desk, preferences: Preferences) -> None:
        super().__init__(page)
        self.page, self._desk, self._preferences = page, desk, preferences
        self._before: list[Callable[[], None]] = []
        for chosen, name, follow in (
            (page.scheme_chosen, "scheme", self.scheme_chosen),
            (page.scale_chosen, "scale", self.scale_chosen),
            (page.language_chosen, "language", self.language_chosen),
            (page.easy_chosen, "easy", self.easy_chosen),
        ):
            chosen.connect(partial(self._choose, name, follow.emit))
        page.enrolled.connect(self.enrol)
        page.folder_opened.connect(self._open_folder)
        page.undone.connect(self._undo)
        page.backup_wanted.connect(self._ask_backup)
        page.restore_wanted.connect(self._ask_restore)
        page.diagnosis_wanted.connect(self._ask_diagnosis)
        self.keeping = KeepingWork(page.keeping, desk)
        self.transfer = TransferWork(page.sending, desk)
        self.transfer.said.connect(self.said)
        self._show_choices()

    def refresh(self) -> None:
        """Read who works here and with which server."""
        self._desk.ask(_read, self.page.show_workplace)
        self.keeping.refresh()
        self.transfer.refresh()

    def enrol(self, ticket: str) -> None:
        """Join this computer to the server that the ticket names."""
        self.page.wait(joining=True)
        self._desk.enrol(ticket, self._done, self._failed)

    def back_up(self, to: str) -> None:
        """Copy everything into a folder."""
        self.page.subtitle.setText(_("백업하는 중입니다. 그동안 계속 일할 수 있습니다."))
        work = partial(errands.back_up, self._desk.library.folder, to)
        self._desk.background.run(work, self._backed_up, self._failed_below, lane=Lane.LONG)

    def restore(self, source: str) -> None:
        """Take a backup over at the next start."""
        self.page.subtitle.setText(_("백업을 확인하는 중입니다"))
        work = partial(errands.plan_restore, self._desk.library.folder, source)
        self._desk.background.run(work, self._restore_planned, self._failed_below, lane=Lane.LONG)

    def diagnose(self, to: str) -> None:
        """Write the file that helps to find a fault."""
        work = partial(errands.diagnose, self._desk.library.folder, to)
        self._desk.background.run(work, self._diagnosed, self._failed_below, lane=Lane.LONG)

    def _choose(self, name: str, follow: Callable[[object], None], value: object) -> None:
        before = getattr(self._preferences, name)
        if before != value:
            self._before.append(partial(follow, before))
        follow(value)
        self._tell_undo()

    def _undo(self) -> None:
        if self._before:
            self._before.pop()()
            self._show_choices()
            self._tell_undo()

    def _tell_undo(self) -> None:
        self.page.undo.setEnabled(bool(self._before))

    def _show_choices(self) -> None:
        kept = self._preferences
        self.page.show_choices(kept.scheme, kept.scale, kept.language, easy=kept.easy)

    def _ask_backup(self) -> None:
        self._ask_folder(_("백업할 빈 폴더나 전에 백업한 폴더 고르기"), self.back_up)

    def _ask_restore(self) -> None:
        self._ask_folder(_("백업한 폴더 고르기"), self.restore)

    def _ask_folder(self, title: str, chosen: Callable[[str], None]) -> None:
        dialog = QFileDialog(self.page.window(), title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_diagnosis(self) -> None:
        dialog = QFileDialog(self.page.window(), _("진단 파일을 둘 곳 고르기"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.selectFile("vendorclient-diagnosis.zip")
        dialog.fileSelected.connect(self.diagnose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _backed_up(self, made: Backup) -> None:
        self._rest()
        size = measures.size(made.size_bytes)
        words = n_(
            "원본 {n}개를 백업했습니다({size})",
            "원본 {n}개를 백업했습니다({size})",
            made.files,
            size=size,
        )
        self.said.emit(words)

    def _restore_planned(self, _found: Backup) -> None:
        self._rest()
        self.restart_wanted.emit()

    def _diagnosed(self, _names: list[str]) -> None:
        self.said.emit(_("진단 파일을 만들었습니다. 보내기 전에 열어 볼 수 있습니다."))

    def _failed_below(self, error: VendorError) -> None:
        self._rest()
        self._desk.failed.emit(error)

    def _rest(self) -> None:
        self.page.subtitle.setText(_("바꾸면 바로 적용됩니다"))

    def _done(self, _account: object) -> None:
        self.page.wait(joining=False)
        self.page.forget_ticket()
        self.joined.emit()

    def _failed(self, error: VendorError) -> None:
        self.page.wait(joining=False)
        self._desk.failed.emit(error)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.library.folder.root)))


def _read(db: Database) -> Workplace:
    from vendorclient.app import overview

    return overview.workplace(db)
