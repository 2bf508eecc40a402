"""What the window tells over its pages: what went wrong, what was done, what must be asked."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vendorcore.errors import VendorError
from vendorcore.text import _, n_, problem_sentence

from vendorclient.ui.widgets.error_panel import ErrorPanel
from vendorclient.ui.widgets.nav import Place
from vendorclient.ui.widgets.offline_line import OfflineLine
from vendorclient.ui.widgets.toast import SECONDS, Toast

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from vendorclient.app.importing import ImportSummary
    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk
    from vendorclient.ui.work.sorting import SortingWork

_SHORT = 6.0
_log = logging.getLogger(__name__)


class Teller(QObject):
    """Owns the panel at the top and the message at the bottom."""

    covered = Signal(int)  # so much at the bottom is under the message

    def __init__(self, go: Callable[[str], None], undo_seconds: float = SECONDS) -> None:
        super().__init__()
        self.panel, self.offline = ErrorPanel(), OfflineLine()
        self.panel.acted.connect(self._help)
        self._go, self._undo_seconds = go, undo_seconds
        self._act: Callable[[], None] | None = None
        self._undo: Callable[[], None] | None = None
        self._toast: Toast | None = None
        self._unsaid = ""

    def follow(self, work: SortingWork, over: QWidget) -> None:
        """Tell over this widget what the sorting does, and take it back when asked to."""
        self._toast = Toast(over)
        self._hold = work
        self._toast.undone.connect(self._take_back)
        self._toast.gone.connect(work.flush)
        self._toast.covered.connect(self.covered)
        work.thought_again.connect(self._toast.dismiss)
        work.handed_in.connect(self._say_handed_in)
        work.refused.connect(partial(self._ask_for_reason, work))
        if self._unsaid:
            self.say(self._unsaid)

    def tell(self, error: VendorError) -> None:
        """Tell what went wrong, with a button that helps where there is one."""
        words, self._act = "", None
        if error.code in ("not-enrolled", "sign-in-needed"):
            words, self._act = _("설정 열기"), partial(self._go, Place.SETTINGS)
        self.panel.tell(problem_sentence(error.code, error.details), words)

    def tell_crash(self, report: str, desk: Desk) -> None:
        """Tell that something broke, and go on; the report is shown to whoever wants to see it."""
        self.tell(VendorError("unknown"))
        self._act = partial(self._show_report, report, desk)
        self.panel.offer(_("보고서 보기"))

    def _show_report(self, report: str, desk: Desk) -> None:
        from vendorclient.app.diagnostics import without_secrets
        from vendorclient.ui.dialogs.crash import CrashDialog

        dialog = CrashDialog(self.panel.window(), without_secrets(report))
        dialog.open()
        # The library may be what broke: then there is no address, and the report becomes a file.
        desk.ask(_support_email, dialog.offer_mail, _nowhere)

    def say(self, words: str) -> None:
        """Say something good, unless a submission may still be taken back."""
        if self._toast is None:
            self._unsaid = words  # until there is something to say it with
        elif not self._toast.offers_undo:
            self._toast.say(words, seconds=_SHORT)

    def offer_undo(self, words: str, undo: Callable[[], None]) -> None:
        """Say what was done, with a button that takes it back."""
        if self._toast is not None:
            self._hold.flush()
            self._undo = undo
            self._toast.say(words, _("되돌리기"), self._undo_seconds)

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        if undo is None:
            self._hold.take_back()
        else:
            undo()

    def say_came(self, summary: ImportSummary) -> None:
        """Say how many photos have come."""
        count = summary.imported
        words = n_("새 사진 {n}장을 가져왔습니다", "새 사진 {n}장을 가져왔습니다", count)
        if summary.failed:
            words += " · " + n_("읽지 못한 {n}장", "읽지 못한 {n}장", summary.failed)
        self.say(words)

    def say_added(self, name: str) -> None:
        """Say that a contract was taken in."""
        self.say(_("계약을 불러왔습니다: {name}", name=name))

    def show_keys(self) -> None:
        """Show what the keys do."""
        from vendorclient.ui.dialogs.keys import KeysDialog

        KeysDialog(self.panel.window()).open()

    def _say_handed_in(self, count: int) -> None:
        words = n_("{n}장을 제출했습니다", "{n}장을 제출했습니다", count)
        self._undo = None
        if self._toast is not None:
            self._toast.say(words, _("되돌리기"), self._undo_seconds)

    def _ask_for_reason(self, work: SortingWork, keys: tuple[str, ...]) -> None:
        from vendorclient.ui.dialogs.reason import ReasonDialog

        work.page.grid.select_keys(keys)
        found = [reason for photo in work.photos if photo.refused for reason in photo.reasons]
        dialog = ReasonDialog(self.panel.window(), len(keys), found)
        dialog.given.connect(partial(work.give_reason, keys))
        dialog.open()

    def _help(self) -> None:
        self.panel.hide()
        if self._act is not None:
            self._act()


def _support_email(db: Database) -> str:
    from vendorclient.storage.settings import SUPPORT, Settings

    return Settings(db).get(SUPPORT)


def _nowhere(error: VendorError) -> None:
    _log.warning("who helps is not known: %s", error)
