"""Loads the bundled Hangul font, so that the words look the same on every computer."""

from PySide6.QtGui import QFontDatabase

from vendorcore import resources

_FILES = ("Pretendard-Regular.ttf", "Pretendard-SemiBold.ttf", "Pretendard-Bold.ttf")


def load() -> tuple[str, ...]:
    """Make the bundled fonts known to Qt and return the families that came in."""
    families: list[str] = []
    for name in _FILES:
        number = QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{name}")))
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))
