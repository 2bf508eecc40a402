"""What a person chose for this window: look, size of type, language, where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings

from vendorclient.ui.theme.palette import Scheme

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow

_FILE = "window.ini"


class Preferences:
    """The choices, kept in the data folder."""

    def __init__(self, root: Path) -> None:
        self._kept = QSettings(str(root / _FILE), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """Which look."""
        name = self._text("look/scheme", Scheme.SYSTEM)
        return Scheme(name) if name in list(Scheme) else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._kept.setValue("look/scheme", str(scheme))

    @property
    def scale(self) -> float:
        """How large the type is; 1 is usual."""
        return self._number("look/scale", 1.0)

    @scale.setter
    def scale(self, scale: float) -> None:
        self._kept.setValue("look/scale", scale)

    @property
    def language(self) -> str:
        """Which language: ko, en, or nothing for the system's."""
        return self._text("look/language", "")

    @language.setter
    def language(self, language: str) -> None:
        self._kept.setValue("look/language", language)

    @property
    def easy(self) -> bool:
        """Whether the large buttons are wanted."""
        return self._text("look/easy", "") == "yes"

    @easy.setter
    def easy(self, easy: bool) -> None:
        self._kept.setValue("look/easy", "yes" if easy else "")

    @property
    def first_day(self) -> int:
        """Which of the four first steps a person has finished."""
        return round(self._number("start/stage", 0))

    @first_day.setter
    def first_day(self, stage: int) -> None:
        self._kept.setValue("start/stage", stage)

    @property
    def thumbnail_width(self) -> int:
        """How wide the photos in the grid are; 0 lets the window decide."""
        return round(self._number("sorting/width", 0))

    @thumbnail_width.setter
    def thumbnail_width(self, width: int) -> None:
        self._kept.setValue("sorting/width", width)

    @property
    def contract_id(self) -> str:
        """Which contract was last sorted into."""
        return self._text("sorting/contract", "")

    @contract_id.setter
    def contract_id(self, contract_id: str) -> None:
        self._kept.setValue("sorting/contract", contract_id)

    @property
    def early(self) -> str:
        """What was asked of photos before they were read, as JSON."""
        return self._text("sorting/early", "{}")

    @early.setter
    def early(self, text: str) -> None:
        self._kept.setValue("sorting/early", text)
        self._kept.sync()

    @property
    def contract_filters(self) -> str:
        """The saved conditions of the list of contracts, as JSON."""
        return self._text("contracts/filters", "{}")

    @contract_filters.setter
    def contract_filters(self, text: str) -> None:
        self._kept.setValue("contracts/filters", text)

    @property
    def is_new(self) -> bool:
        """Whether no window ever stood here."""
        return not self._kept.contains("window/geometry")

    def restore(self, window: QMainWindow) -> None:
        """Put a window where it stood the last time."""
        geometry = self._kept.value("window/geometry")
        if isinstance(geometry, QByteArray) and not geometry.isEmpty():
            window.restoreGeometry(geometry)

    def remember(self, window: QMainWindow) -> None:
        """Keep where a window stands."""
        self._kept.setValue("window/geometry", window.saveGeometry())
        self._kept.sync()

    def _text(self, name: str, default: str) -> str:
        return str(self._kept.value(name, default))

    def _number(self, name: str, default: float) -> float:
        try:
            return float(self._text(name, str(default)))
        except ValueError:
            return default
