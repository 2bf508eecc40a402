"""The small sign beside the clock: the state of the sending, and a way back to the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from vendorcore.text import _

from vendorclient.ui import states
from vendorclient.ui.theme import icons
from vendorclient.ui.theme.style import colours

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

    from vendorclient.app.sending import Status

_SIZE = 22


class Tray(QObject):
    """The sign, where the system has a place for it."""

    opened = Signal()
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon: QSystemTrayIcon | None = None
        self._menu = QMenu()
        self._menu.addAction(_("열기")).triggered.connect(self.opened)
        self._menu.addAction(_("끝내기")).triggered.connect(self.ended)
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = QSystemTrayIcon(self)
            self._icon.setContextMenu(self._menu)
            self._icon.activated.connect(self._pressed)

    @property
    def is_there(self) -> bool:
        """Whether the system shows it."""
        return self._icon is not None

    def show_status(self, status: Status, *, enrolled: bool) -> None:
        """Show the state of the sending."""
        if self._icon is None:
            return
        icon, words = face(status, enrolled=enrolled)
        self._icon.setIcon(icon)
        self._icon.setToolTip(words)
        self._icon.show()

    def _pressed(self, why: QSystemTrayIcon.ActivationReason) -> None:
        if why is QSystemTrayIcon.ActivationReason.Trigger:
            self.opened.emit()


def face(status: Status, *, enrolled: bool) -> tuple[QIcon, str]:
    """Return icon and words for a state of the sending: the same as in the bar."""
    tone, name = states.engine_look(status.state, enrolled=enrolled)
    waiting = status.waiting + status.sending
    words = states.engine_words(status.state, enrolled=enrolled, waiting=waiting)
    icon = icons.icon(name, getattr(colours(), tone), _SIZE)
    return icon, f"{_('직접생산 모니터')} · {words}"
