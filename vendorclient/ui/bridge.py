"""Brings "this has changed" home from any thread into the window's, ten times a second at most."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

if TYPE_CHECKING:
    from vendorclient.app.changed import Changed, Kind

PAUSE_MS = 100


class Bridge(QObject):
    """The one bridge: everything below announces here, every page listens here."""

    changed = Signal(frozenset)  # of Kind
    _knock = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._kinds: set[Kind] = set()
        self._since = QElapsedTimer()
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._tell)
        self._knock.connect(self._come_home, Qt.ConnectionType.QueuedConnection)

    def announce(self, change: Changed) -> None:
        """Take an announcement; from any thread."""
        with self._lock:
            first = not self._kinds
            self._kinds |= change.kinds
        if first:
            self._knock.emit()

    def _come_home(self) -> None:
        """Tell at once, or after a rest when it was told a moment ago."""
        passed = self._since.elapsed() if self._since.isValid() else PAUSE_MS
        if passed >= PAUSE_MS:
            self._tell()
        elif not self._rest.isActive():
            self._rest.start(PAUSE_MS - int(passed))

    def _tell(self) -> None:
        with self._lock:
            kinds, self._kinds = frozenset(self._kinds), set()
        self._since.start()
        if kinds:
            self.changed.emit(kinds)
