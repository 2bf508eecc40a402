"""Listens to the server for as long as the program runs, beside the engine."""

from __future__ import annotations

import logging
import random
from typing import TYPE_CHECKING

from vendorcore.errors import SignInNeeded, VendorError

from vendorclient.sync import feed
from vendorclient.sync.decide import jittered, pause_after
from vendorclient.sync.desk import Desks

if TYPE_CHECKING:
    from vendorclient.sync.clock import Stop
    from vendorclient.sync.desk import Desk, Office

log = logging.getLogger(__name__)


class Listener:
    """Long-polls the feed of each account in turn."""

    def __init__(self, office: Office, *, source: random.Random | None = None) -> None:
        self._office = office
        self._desks = Desks(office)
        self._random = source or random.Random()  # noqa: S311 - spreads the load, hides nothing

    def run(self, stop: Stop) -> None:
        """Listen until told to stop."""
        failures = 0
        while not stop.is_set():
            self._desks.look()
            heard = [self._listen(desk) for desk in list(self._desks.open.values())]
            failures = 0 if any(heard) else failures + 1
            if failures:
                self._office.clock.wait(jittered(pause_after(failures), self._random))

    def _listen(self, desk: Desk) -> bool:
        """Hear one account's news; whether the server answered."""
        try:
            feed.fetch(desk, feed.LONGEST_WAIT_S // max(1, len(self._desks.open)))
        except SignInNeeded:
            self._desks.close(desk.account.id)
            return False
        except VendorError as error:
            log.info("nothing heard: %s", error)
            return False
        return True
