"""Makes the second copies while a window is open, and knows when their place is away."""

from __future__ import annotations

import logging
from contextlib import closing
from threading import Event, Lock
from typing import TYPE_CHECKING

from vendorcore.errors import VendorError
from vendorcore.text import _

from vendorclient.app.changed import Changed, Kind
from vendorclient.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from vendorclient.app.changed import Announce
    from vendorclient.storage.originals import Originals

# A network drive tells nobody when it comes and goes.
POLL_SECONDS = 30.0
_log = logging.getLogger(__name__)


class SecondPlace:
    """The place of the second copies, as the window sees it."""

    def __init__(
        self, database: Path, originals: Callable[[], Originals], announce: Announce
    ) -> None:
        self._database = database
        self._originals = originals
        self._announce = announce
        self._turn = Lock()
        self._wake = Event()
        self._trouble = ""

    def caution(self) -> str:
        """Return what a person must know before a card is pulled; empty while all is well."""
        if self._trouble == "copies-away":
            return _("두 번째 사본을 둘 곳에 닿을 수 없습니다. 아직 카드를 빼지 마십시오.")
        if self._trouble:
            return _("두 번째 사본을 만들지 못하고 있습니다. 아직 카드를 빼지 마십시오.")
        return ""

    def copy_again(self) -> bool:
        """Make the copies that are missing; whether any was made. What fails is tried again."""
        from vendorclient.app.second_copy import copy_missing

        try:
            with self._turn, closing(Database(self._database)) as db:
                copied = copy_missing(db, self._originals())
        except VendorError as error:
            _log.info("second copies wait: %s", error.code)
            self._note(error.code)
            return False
        self._note("")
        return bool(copied)

    def follow(self, copied: Callable[[], None], stop: Event) -> None:
        """Look after the place until it must stop; for a thread of its own."""
        while not stop.is_set():
            if (self._trouble or not self._is_there()) and self.copy_again():
                copied()
            self._wake.wait(POLL_SECONDS)
            self._wake.clear()

    def look_again(self) -> None:
        """Look at the place now."""
        self._wake.set()

    def _is_there(self) -> bool:
        from vendorclient.app.second_copy import copies

        try:
            with closing(Database(self._database)) as db:
                second = copies(db)
        except VendorError:  # a full or busy disk, for now: copying says what is wrong
            return False
        return second is None or second.is_there()

    def _note(self, trouble: str) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self._announce(Changed.of(Kind.SETTINGS))
