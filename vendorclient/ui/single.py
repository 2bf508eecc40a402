"""One window for one data folder: a second start brings the first to the front."""

from __future__ import annotations

import getpass
import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

if TYPE_CHECKING:
    from pathlib import Path

_ANSWER_MS = 500
_CALL = b"raise\n"


class SingleWindow(QObject):
    """The place of the one window; `called` says that somebody wants to see it."""

    called = Signal()

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._name = _name(root)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def take(self) -> bool:
        """Take the place; False when another window has it, which is then called to the front."""
        if self._call_first():
            return False
        QLocalServer.removeServer(self._name)  # what a killed program left behind
        return self._server.listen(self._name)

    def leave(self) -> None:
        """Give the place back."""
        self._server.close()

    def _call_first(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_ANSWER_MS):
            return False
        socket.write(_CALL)
        socket.waitForBytesWritten(_ANSWER_MS)
        socket.disconnectFromServer()
        return True

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
        self.called.emit()


def _name(root: Path) -> str:
    """Return a name that belongs to this person and this data folder."""
    whole = f"{getpass.getuser()}:{root.resolve()}"
    return "vendorclient-" + hashlib.sha256(whole.encode()).hexdigest()[:24]
