"""The field for a note: what a person writes stays, whatever is read anew meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from vendorcore.text import _

_SAVE_MS, _HEIGHT = 700, 72


class NoteField(QPlainTextEdit):
    """The note of one photo; it is written down a moment after the last letter."""

    written = Signal(str, str)  # the key of the photo, its note

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._under_way: str | None = None
        self.setAccessibleName(_("메모"))
        self.setPlaceholderText(_("공정에 넣은 사진에 메모를 남길 수 있습니다"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(_HEIGHT)
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._saving.timeout.connect(self.keep)
        self.textChanged.connect(self._saving.start)

    def turn_to(self, key: str) -> None:
        """Be the note of another photo; closed until it is known what was noted before."""
        if key != self._key:
            self.keep()
            self._key, self._under_way = key, None
            self.setEnabled(False)
            self._put("")

    def show_note(self, note: str) -> None:
        """Show what is kept, unless it is older than what a person has written here."""
        if self._under_way is not None:
            if note == self._under_way:
                self._under_way = None
            return
        if not self._saving.isActive() and note != self.toPlainText() and not self._composes():
            self._put(note)

    def keep(self) -> None:
        """Write the note down now."""
        if self._saving.isActive():
            self._saving.stop()
            self._under_way = self.toPlainText().strip()  # as it is kept
            self.written.emit(self._key, self.toPlainText())

    def _put(self, note: str) -> None:
        with QSignalBlocker(self):
            self.setPlainText(note)

    def _composes(self) -> bool:
        """Whether a syllable is half written, which a new text would swallow."""
        return bool(self.textCursor().block().layout().preeditAreaText())
