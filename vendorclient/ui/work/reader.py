"""Reads what a page shows: one reading at a time, and a rest between two while much goes on."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorcore.errors import VendorError

    from vendorclient.storage.database import Database
    from vendorclient.ui.desk import Desk

T = TypeVar("T")
REST_MS, LONGEST_REST_MS = 300, 3000


class Reader(QObject, Generic[T]):
    """Asks the library on behalf of one page; the newest answer is always shown."""

    def __init__(
        self,
        page: QObject,
        desk: Desk,
        question: Callable[[], Callable[[Database], T]],
        show: Callable[[T], None],
    ) -> None:
        super().__init__(page)
        self._desk, self._question, self._show = desk, question, show
        self._reading = self._again = self._hurries = False
        self._asked = 0.0
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._reading or self._again

    def read(self, *, at_once: bool = False) -> None:
        """Read anew, soon or at once; what is asked meanwhile is read once more afterwards."""
        if self._reading or (self._rest.isActive() and not at_once):
            self._again, self._hurries = True, self._hurries or at_once
            return
        self._again, self._reading, self._hurries = False, True, False
        self._asked = monotonic()
        self._desk.ask(self._question(), self._came, self._failed)

    def _came(self, answer: T) -> None:
        self._reading = False
        self._rest.start(rest_after(monotonic() - self._asked))
        self._show(answer)
        if self._hurries:
            self.read(at_once=True)

    def _failed(self, error: VendorError) -> None:
        self._reading = self._again = False
        self._desk.failed.emit(error)

    def _go_on(self) -> None:
        if self._again:
            self.read()


def rest_after(seconds: float) -> int:
    """Return the rest in milliseconds after a reading that took so long.

    Thousands of photos take a while to read; the sending must have the larger part of the time.
    """
    return round(max(REST_MS, min(2000 * seconds, LONGEST_REST_MS)))
