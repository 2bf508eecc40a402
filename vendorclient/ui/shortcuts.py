"""Which keys mean a process: 1 to 9 and 0; with Ctrl 10 to 19."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_DIGITS = {getattr(Qt.Key, f"Key_{number}"): number for number in range(10)}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_SECOND_TEN = 10
NONE = -1
# With the Korean layout some systems tell the syllable's part instead of the letter on the key.
_KOREAN = {"ㅋ": Qt.Key.Key_Z, "ㄱ": Qt.Key.Key_R, "ㅔ": Qt.Key.Key_P}


def is_plain(event: QKeyEvent) -> bool:
    """Whether a key was pressed without Ctrl, Alt or Shift."""
    return event.modifiers() in _PLAIN


def letter_key(event: QKeyEvent) -> Qt.Key:
    """Return the key that was pressed, in the Korean layout too."""
    return _KOREAN.get(event.text()) or Qt.Key(event.key())


def process_number(event: QKeyEvent) -> int:
    """Return the process that a key means, 0 for none of them, NONE for another key."""
    digit = _DIGITS.get(Qt.Key(event.key()), NONE)
    if digit == NONE or is_plain(event):
        return digit
    with_control = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return digit + _SECOND_TEN if with_control == Qt.KeyboardModifier.ControlModifier else NONE
