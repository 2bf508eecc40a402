"""The threads of this process wait for their turn to write, instead of asking again and again.

SQLite itself sleeps up to a tenth of a second between two tries; whoever waits for a receipt waits
with it. Other processes are still met as before: by SQLite's own time-out.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection; it holds the turn from the beginning of a transaction to its end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held: threading.Lock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        turn = _turns[str(self.settings_dict["NAME"])]
        patience = float(self.settings_dict.get("OPTIONS", {}).get("timeout", -1))
        if not turn.acquire(timeout=patience):
            raise OperationalError("database is locked")
        self._held = turn
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # missing in the stubs
        except BaseException:
            self._let_others()
            raise

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001 - Django's own signature
        try:
            super()._set_autocommit(autocommit)  # type: ignore[misc]  # missing in the stubs
        finally:
            if autocommit:
                self._let_others()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # missing in the stubs
        finally:
            self._let_others()

    def _let_others(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            held.release()
