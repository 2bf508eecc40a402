"""Dresses the whole program in one look, and changes it while the window is open."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from vendorclient.ui.theme import fonts, palette, sheet, type_scale
from vendorclient.ui.theme.palette import Palette, Scheme
from vendorclient.ui.theme.type_scale import Type

_PALETTES = {
    Scheme.LIGHT: palette.LIGHT,
    Scheme.DARK: palette.DARK,
    Scheme.HIGH_CONTRAST: palette.HIGH_CONTRAST,
}


class Look(QObject):
    """What the program wears now; `changed` says that it put on something else."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours: Palette = palette.LIGHT
        self.scale = 1.0
        self.scheme = Scheme.SYSTEM
        self._fonts_loaded = False

    def wear(self, scheme: Scheme, scale: float = 1.0) -> None:
        """Put on a look and a size of type; the window follows at once."""
        app = _application()
        if not self._fonts_loaded:
            self._fonts_loaded = bool(fonts.load())
            app.setStyle("Fusion")
            app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.scheme, self.scale = scheme, scale
        self.colours = self._wanted()
        _tell_system(scheme)
        app.setStyleSheet("")  # Qt dresses anew five times as slowly over another sheet
        app.setPalette(qt_palette(self.colours))
        app.setFont(type_scale.font(Type.BODY, scale))
        app.setStyleSheet(sheet.sheet(self.colours, scale))
        self.changed.emit()

    def _wanted(self) -> Palette:
        if self.scheme is not Scheme.SYSTEM:
            return _PALETTES[self.scheme]
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return palette.DARK if dark else palette.LIGHT

    def _follow_system(self) -> None:
        if self.scheme is Scheme.SYSTEM and self._wanted() is not self.colours:
            self.wear(self.scheme, self.scale)


@cache
def look() -> Look:
    """Return the one look of the program."""
    return Look()


def colours() -> Palette:
    """Return the colours of the moment."""
    return look().colours


def scaled(length: int) -> int:
    """Return a length that grows with the size of type."""
    return round(length * look().scale)


def qt_palette(wanted: Palette) -> QPalette:
    """Return the colours as Qt's own widgets understand them."""
    role = QPalette.ColorRole
    made = QPalette()
    for place, colour in (
        (role.Window, wanted.window),
        (role.WindowText, wanted.text),
        (role.Base, wanted.surface),
        (role.AlternateBase, wanted.hover),
        (role.Text, wanted.text),
        (role.Button, wanted.surface),
        (role.ButtonText, wanted.text),
        (role.BrightText, wanted.on_accent),
        (role.Highlight, wanted.accent),
        (role.HighlightedText, wanted.on_accent),
        (role.Link, wanted.accent_text),
        (role.LinkVisited, wanted.accent_text),
        (role.ToolTipBase, wanted.text),
        (role.ToolTipText, wanted.surface),
        (role.PlaceholderText, wanted.muted),
        (role.Mid, wanted.line),
        (role.Light, wanted.hover),
        (role.Dark, wanted.control),
        (role.Shadow, wanted.shadow),
    ):
        made.setColor(place, QColor(colour))
    for place in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, place, QColor(wanted.faint))
    return made


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("the look needs a running QApplication")
    return app


def _tell_system(scheme: Scheme) -> None:
    """Let title bars and file dialogs follow; the system's own choice when none was made."""
    hints = QGuiApplication.styleHints()
    if scheme is Scheme.SYSTEM:
        hints.unsetColorScheme()
    elif scheme is Scheme.LIGHT:
        hints.setColorScheme(Qt.ColorScheme.Light)
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark)
