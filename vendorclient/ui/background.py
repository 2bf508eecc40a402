"""Sends work out of the window's thread and brings the answer home into it."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from enum import StrEnum
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from vendorcore.errors import Cancelled, VendorError

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorclient.storage.database import Database

T = TypeVar("T")
_log = logging.getLogger(__name__)
_FREE_WORKERS = 2


class Lane(StrEnum):
    """Where work runs: beside each other, or for minutes on a thread of its own."""

    FREE = "free"
    LONG = "long"


class LibraryLane(Protocol):
    """The one lane to the database, owned by the storage."""

    def submit(self, work: Callable[[Database], Any]) -> object:
        """Do the work when its turn has come."""


class Background(QObject):
    """The lanes below the window; what they bring back arrives in the window's thread."""

    failed = Signal(object)  # a VendorError that nobody in particular waits for
    _home = Signal(object, object)

    def __init__(self, library: LibraryLane | None = None) -> None:
        super().__init__()
        self._open = True
        self._library = library
        self._free = ThreadPoolExecutor(_FREE_WORKERS, thread_name_prefix="free")
        self._home.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[VendorError], None] | None = None,
        *,
        lane: Lane = Lane.FREE,
    ) -> None:
        """Do the work in a lane, then call `done` or `failed` in the window's thread."""
        if not self._open:
            return
        job = _Job(self, work, done, failed or self.failed.emit)
        if lane is Lane.LONG:
            Thread(target=job, name="long", daemon=True).start()
        else:
            self._free.submit(job)

    def on_library(
        self,
        work: Callable[[Database], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[VendorError], None] | None = None,
    ) -> None:
        """Do the work on the library, in the order it was asked; then as `run` does."""
        if self._open and self._library is not None:
            job = _Job(self, work, done, failed or self.failed.emit)
            self._library.submit(job)

    def bring_home(self, deliver: Callable[[Any], None], value: object) -> None:
        """Call `deliver(value)` in the window's thread; from any thread."""
        if self._open:
            self._home.emit(deliver, value)

    def _arrive(self, deliver: Callable[[Any], None], value: object) -> None:
        if self._open and _is_there(deliver):
            deliver(value)

    def close(self) -> None:
        """Take no more work, forget what has not begun, wait for what has."""
        self._open = False
        self._free.shutdown(wait=True, cancel_futures=True)


def _is_there(deliver: Callable[..., object]) -> bool:
    """Whether the one who waits for an answer still exists; a closed page does not."""
    while isinstance(deliver, partial):
        deliver = deliver.func
    owner = getattr(deliver, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


class _Job:
    """One piece of work on its way through a lane."""

    def __init__(
        self,
        background: Background,
        work: Callable[..., Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[VendorError], None],
    ) -> None:
        self._context = copy_context()  # it speaks the language of whoever asked
        self._background = background
        self._work = work
        self._done = done
        self._failed = failed

    def __call__(self, *given: object) -> None:
        """Do the work and send its outcome home; a stop by the person is silence."""
        try:
            result = self._context.run(self._work, *given)
        except Cancelled:
            return
        except VendorError as error:
            _log.warning("could not: %s", error)
            self._background.bring_home(self._failed, error)
        except Exception as error:
            _log.exception("a fault in the background")
            self._background.bring_home(self._failed, VendorError("unknown", fault=repr(error)))
        else:
            if self._done is not None:
                self._background.bring_home(self._done, result)
