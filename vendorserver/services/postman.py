"""The thread that sends notices and looks after what nobody does; apart from the weighing."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from django.db import close_old_connections, connection
from django.utils import timezone

from vendorserver.services import delivering, watching
from vendorserver.services.notice_bell import NOTICE_BELL

LOOK_AGAIN_SECONDS = 30.0
WATCH_EVERY = timedelta(hours=1)

_log = logging.getLogger(__name__)


class Postman:
    """One thread of this process; started with the server, stopped with it."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="postman", daemon=True)
        self._looked_at = timezone.now() - WATCH_EVERY

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the letter in hand and stop."""
        self._stopping.set()
        NOTICE_BELL.set()
        self._thread.join(timeout=30)

    def _loop(self) -> None:
        while not self._stopping.is_set():
            NOTICE_BELL.clear()
            self._turn()
            NOTICE_BELL.wait(LOOK_AGAIN_SECONDS)
        connection.close()

    def _turn(self) -> None:
        close_old_connections()
        now = timezone.now()
        try:
            if now - self._looked_at >= WATCH_EVERY:
                self._looked_at = now
                watching.look(now)
            delivering.deliver(now)
        except Exception:
            _log.exception("the postman could not do a round")
        finally:
            close_old_connections()
