"""Opens the window and stays until it is closed."""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from vendorclient.ui import crash
from vendorclient.ui.desk import Desk
from vendorclient.ui.language import QtWords, chosen_or_system
from vendorclient.ui.main_window import MainWindow
from vendorclient.ui.preferences import Preferences
from vendorclient.ui.single import SingleWindow
from vendorclient.ui.theme.palette import Scheme
from vendorclient.ui.theme.style import look
from vendorclient.ui.tidying import Tidying
from vendorclient.ui.tray import Tray
from vendorclient.ui.work.updates import UpdateWork

if TYPE_CHECKING:
    import logging
    from pathlib import Path

    from vendorclient.app.overview import Workplace
    from vendorclient.app.sending import Status
    from vendorclient.ui.work.applying import ApplyWork
    from vendorclient.ui.work.settings import SettingsWork

DONE = 0
# Other threads give way to the window after so long: with Python's usual 5 ms, four of them at
# work would hold a press back for 20 ms.
_SWITCH_S = 0.001
# What is there once the window stands stays: Python need not walk through all of it, with every
# thread waiting for 40 ms and more, whenever it looks for what nobody needs any more.
_SETTLED_MS, _AGAIN_MS = 3000, 500


def open_window(data_dir: Path, *, language: str = "", sending: bool = True) -> int:
    """Open the window on a data folder and return the exit code once it is closed.

    Where another window has the folder, that one comes to the front. Raises VendorError when
    the folder cannot be used.
    """
    sys.setswitchinterval(_SWITCH_S)
    app = application()
    single = SingleWindow(data_dir)
    if not single.take():
        return DONE
    road = crash.CrashRoad()
    _take_over_backup(data_dir)
    session = WindowSession(app, data_dir, language=language, sending=sending)
    road.open()
    handler: logging.Handler | None = None
    try:
        single.called.connect(session.raise_window)
        road.crashed.connect(session.tell_crash)
        session.open()
        handler = crash.write_log(session.desk.library.folder.logs_dir)
        return app.exec()
    finally:
        road.close()
        session.close()
        single.leave()
        if handler is not None:
            crash.stop_log(handler)


def _take_over_backup(data_dir: Path) -> None:
    """Do what somebody asked for before the program was closed."""
    if (data_dir / "restore.json").is_file():
        from vendorclient.app.backup import restore_planned
        from vendorclient.paths import open_data_folder

        restore_planned(open_data_folder(data_dir))


def application() -> QApplication:
    """Return the one QApplication, made when there is none."""
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("vendorclient")
    app.setDesktopFileName("vendorclient")
    return app


class WindowSession(QObject):
    """A window with everything behind it; a new language builds a new window on the same desk."""

    def __init__(
        self, app: QApplication, data_dir: Path, *, language: str = "", sending: bool = True
    ) -> None:
        super().__init__()
        self._app, self._sending = app, sending
        self._tidying: Tidying | None = None
        self.desk = Desk(data_dir)
        self.preferences = Preferences(self.desk.library.folder.root)
        self._words = QtWords(app)
        self._language = language
        self._words.speak(language or chosen_or_system(self.preferences.language))
        look().wear(self.preferences.scheme, self.preferences.scale)
        self.tray = Tray()
        self.window = self._build()
        self.tray.opened.connect(self.raise_window)
        self.tray.ended.connect(self._end)

    def open(self, *, watching: bool = True) -> None:
        """Show the window, then let the work below begin; `watching` for what is plugged in."""
        self.preferences.restore(self.window)
        self.window.show()
        self.desk.begin(watching=watching, sending=self._sending)
        self._tidying = Tidying(self.desk)
        QTimer.singleShot(_SETTLED_MS, self, self._settle)
        if self._sending:
            self._look_for_update()
            self.desk.background.run(_load_applying, self._look_at_application)

    def _settle(self) -> None:
        """Leave out what stands, once all of it stands: a slow computer takes its time."""
        if self.window.places.is_complete:
            gc.freeze()
        else:
            QTimer.singleShot(_AGAIN_MS, self, self._settle)

    def _look_for_update(self) -> None:
        work = UpdateWork(self.desk, self.window)
        work.failed.connect(self.window.teller.tell)
        work.installing.connect(self._end)
        work.look()

    def _look_at_application(self, kind: type[ApplyWork]) -> None:
        work = kind(self.window, self.desk)
        work.said.connect(self.window.teller.say)
        work.look()

    def close(self) -> None:
        """End the work below."""
        if self._tidying is not None:
            self._tidying.end()
        self.desk.close()

    def raise_window(self) -> None:
        """Bring the window to the front."""
        self.window.raise_window()

    def tell_crash(self, name: str) -> None:
        """Let the window tell that something broke."""
        self.window.teller.tell_crash(name, self.desk)

    def _build(self) -> MainWindow:
        window = MainWindow(self.desk, self.preferences)
        if self.preferences.is_new:
            window.resize(1280, 800)
        window.settings_made.connect(self._follow_choices)
        window.told.connect(self._tell_tray)
        window.closed.connect(self._end)
        window.easy_left.connect(partial(self._be_easy, easy=False))
        if self.preferences.easy:
            window.take_easy()
        return window

    def _follow_choices(self, settings: SettingsWork) -> None:
        settings.scheme_chosen.connect(self._wear_scheme)
        settings.scale_chosen.connect(self._wear_scale)
        settings.language_chosen.connect(self._speak)
        settings.easy_chosen.connect(lambda easy: self._be_easy(easy=easy))

    def _be_easy(self, *, easy: bool) -> None:
        """Show the large buttons alone, or everything."""
        self.preferences.easy = easy
        if easy:
            self.window.take_easy()
        else:
            self.window.leave_easy()

    def _wear_scheme(self, scheme: str) -> None:
        self.preferences.scheme = Scheme(scheme)
        look().wear(self.preferences.scheme, self.preferences.scale)

    def _wear_scale(self, scale: float) -> None:
        self.preferences.scale = scale
        look().wear(self.preferences.scheme, scale)

    def _speak(self, language: str) -> None:
        """Build the window anew in another language, where it stood and on the same page."""
        self.preferences.language = language
        self._words.speak(chosen_or_system(language))
        old, place = self.window, self.window.place
        old.closed.disconnect(self._end)
        old.flush()
        self.preferences.remember(old)
        self.window = self._build()
        self.preferences.restore(self.window)
        self.window.go(place)
        self.window.show()
        old.leave()

    def _tell_tray(self, status: Status, place: Workplace) -> None:
        self.tray.show_status(status, enrolled=place.enrolled)

    def _end(self) -> None:
        self._app.quit()


def _load_applying() -> type[ApplyWork]:
    """Load what applying needs beside the window: it brings cryptography along."""
    from vendorclient.ui.work.applying import ApplyWork

    return ApplyWork
