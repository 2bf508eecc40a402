"""The threads that do the server's later work: weighing, viewing copies, cleaning up."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import close_old_connections, connection
from django.utils import timezone

from vendorcore.media import Workshop

from vendorserver.services import (
    jobs,
    redrawing,
    scanning,
    standing_by,
    tidying,
    uploads,
    viewing,
    weighing,
)
from vendorserver.services.giving_way import SENDERS_NOW
from vendorserver.services.runner_bell import RUNNER_BELL

if TYPE_CHECKING:
    from vendorserver.models import Job

LOOK_AGAIN_SECONDS = 5.0
CLEAN_EVERY = timedelta(hours=1)
Work = Callable[[str, Workshop, datetime], None]
WORKS: dict[str, Work] = {
    "weigh": weighing.weigh,
    viewing.JOB: viewing.make,
    scanning.JOB: scanning.scan,
    standing_by.JOB: standing_by.forget,
    redrawing.JOB: redrawing.draw,
}
# A long video is copied beside the quick work, and under a longer lease.
SLOW = (viewing.JOB, scanning.JOB, standing_by.JOB, redrawing.JOB)
SLOW_LEASE = timedelta(hours=1)

_log = logging.getLogger(__name__)


def run_due(
    shop: Workshop,
    now: Callable[[], datetime],
    kinds: Collection[str] = (),
    lease: timedelta = jobs.LEASE,
) -> int:
    """Do all jobs that are due, or those of some kinds; return how many were tried."""
    tried = 0
    while (job := jobs.claim(now(), kinds, lease)) is not None:
        run(job, shop, now)
        tried += 1
    return tried


def run(job: Job, shop: Workshop, now: Callable[[], datetime]) -> None:
    """Do one job; a failing one is tried again later and stops no other."""
    try:
        WORKS[job.kind](job.subject, shop, now())
    except Exception as error:
        _log.exception("job %s %s failed", job.kind, job.subject)
        jobs.fail(job, repr(error), now())
    else:
        jobs.finish(job)


class Runner:
    """One thread of this process; started with the server, stopped with it."""

    def __init__(self, *, slow: bool = False) -> None:
        self._slow = slow
        self._kinds = SLOW if slow else tuple(kind for kind in WORKS if kind not in SLOW)
        self._lease = SLOW_LEASE if slow else jobs.LEASE
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="jobs", daemon=True)
        self._cleaned_at = timezone.now()

    def start(self) -> None:
        """Begin to work."""
        if not self._slow:
            uploads.recover()
        self._thread.start()

    def stop(self) -> None:
        """Finish the job in hand and stop."""
        self._stopping.set()
        RUNNER_BELL.set()
        self._thread.join(timeout=30)

    def _loop(self) -> None:
        with Workshop() as shop:
            while not self._stopping.is_set():
                SENDERS_NOW.let_pass(self._stopping)
                RUNNER_BELL.clear()
                self._turn(shop)
                RUNNER_BELL.wait(LOOK_AGAIN_SECONDS)
        connection.close()

    def _turn(self, shop: Workshop) -> None:
        close_old_connections()
        try:
            run_due(shop, timezone.now, self._kinds, self._lease)
            self._clean()
        except Exception:
            _log.exception("the runner could not look for work")
        finally:
            close_old_connections()

    def _clean(self) -> None:
        now = timezone.now()
        if not self._slow and now - self._cleaned_at >= CLEAN_EVERY:
            self._cleaned_at = now
            tidying.tidy(now)
