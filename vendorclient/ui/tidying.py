"""Looks for what nobody needs any more in the window's own thread, a little at a time.

Python does it by itself whenever much was made, in whatever thread that happens, and every thread
waits meanwhile: for a hundred milliseconds with thousands of photos on the table. Nor may a widget
be thrown away outside of the window's thread.
"""

from __future__ import annotations

import gc
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from vendorclient.ui.desk import Desk

_EVERY_MS = 500
_YOUNG, _MIDDLE = 2000, 20  # so many things, or so many looks at them, are worth a look
_QUIET_S, _WHOLE_S, _LONGEST_S = 10.0, 60.0, 1800.0


class Tidying(QObject):
    """Small looks all the time; at everything only while nothing else goes on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._changed = self._whole = monotonic()
        desk.changed.connect(self._note)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        gc.disable()

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    def _note(self) -> None:
        self._changed = monotonic()

    def _look(self) -> None:
        now = monotonic()
        young, middle, _old = gc.get_count()
        if is_time_for_all(now - self._whole, now - self._changed):
            self._whole = now
            gc.collect()
        elif young > _YOUNG:
            gc.collect(1 if middle > _MIDDLE else 0)


def is_time_for_all(since_whole: float, since_change: float) -> bool:
    """Whether to look at everything: now and then, and while nothing goes on."""
    if since_whole > _LONGEST_S:
        return True
    return since_whole > _WHOLE_S and since_change > _QUIET_S
