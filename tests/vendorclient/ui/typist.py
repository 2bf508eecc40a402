"""Somebody who has a keyboard and nothing else; counts every key."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

KEY = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Typist:
    """Hands on the keyboard of whatever has it."""

    def __init__(self) -> None:
        self.strokes = 0

    def press(self, *keys: Qt.Key, with_: Qt.KeyboardModifier = PLAIN) -> None:
        """Press keys one after another; one with Ctrl or Alt is one stroke."""
        for key in keys:
            self.strokes += 1
            QTest.keyClick(self.place(), key, with_)

    def tab(self, times: int = 1) -> None:
        """Go on to another field or cell."""
        self.press(*[KEY.Key_Tab] * times)

    def type(self, words: str) -> None:
        """Type words; Hangul comes through the input method, one jamo a stroke."""
        for letter in words:
            if "가" <= letter <= "힣" or "ㄱ" <= letter <= "ㅎ":
                self._compose(letter)
            else:
                self.strokes += 1
                QTest.keyClick(self.place(), letter)

    def place(self):
        """Return the widget that has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def _compose(self, letter: str) -> None:
        jamo = unicodedata.normalize("NFD", letter)
        for count in range(1, len(jamo) + 1):
            self.strokes += 1
            half = unicodedata.normalize("NFC", jamo[:count])
            QApplication.sendEvent(self.place(), QInputMethodEvent(half, []))
        whole = QInputMethodEvent()
        whole.setCommitString(letter)
        QApplication.sendEvent(self.place(), whole)
