"""Which language the window speaks, Qt's own words included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from vendorcore.text import set_language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def chosen_or_system(chosen: str) -> str:
    """Return the chosen language, else the system's where it is English, else Korean."""
    if chosen:
        return chosen
    system = QLocale.system().language()
    return "en" if system == QLocale.Language.English else "ko"


class QtWords:
    """Qt's own words (확인, 취소) in the language of the window."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._translator = QTranslator()

    def speak(self, language: str) -> bool:
        """Speak this language from now on; False when Qt has no words for it."""
        set_language(language)
        QLocale.setDefault(QLocale("ko_KR" if language == "ko" else "en_US"))
        self._app.removeTranslator(self._translator)
        self._translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        found = self._translator.load(f"qtbase_{language}", folder)
        return found and self._app.installTranslator(self._translator)
