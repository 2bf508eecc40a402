"""Threads that go round: one sends notices and looks after what nobody does, one makes backups."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import close_old_connections, connection
from django.utils import timezone

from vendorserver.services import backing_up, delivering, watching
from vendorserver.services.notice_bell import NOTICE_BELL

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_AGAIN_SECONDS = 30.0
WATCH_EVERY = timedelta(hours=1)

_log = logging.getLogger(__name__)


class Round:
    """One thread of this process that does its work again and again until the server stops."""

    def __init__(
        self, name: str, work: Callable[[datetime], object], bell: threading.Event
    ) -> None:
        self._work, self._bell = work, bell
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name=name, daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what is in hand and stop."""
        self._stopping.set()
        self._bell.set()
        self._thread.join(timeout=30)

    def _loop(self) -> None:
        while not self._stopping.is_set():
            self._bell.clear()
            self._turn()
            self._bell.wait(LOOK_AGAIN_SECONDS)
        connection.close()

    def _turn(self) -> None:
        close_old_connections()
        try:
            self._work(timezone.now())
        except Exception:
            _log.exception("a round was not finished")
        finally:
            close_old_connections()


class Postman(Round):
    """Sends what is due; every hour looks for what has to be told."""

    def __init__(self) -> None:
        super().__init__("postman", self._round, NOTICE_BELL)
        self._looked_at = timezone.now() - WATCH_EVERY

    def _round(self, now: datetime) -> None:
        if now - self._looked_at >= WATCH_EVERY:
            self._looked_at = now
            watching.look(now)
        delivering.deliver(now)


class Keeper(Round):
    """Makes backups in time."""

    def __init__(self) -> None:
        super().__init__("keeper", backing_up.keep_up, threading.Event())
