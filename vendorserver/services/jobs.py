"""Work for later: enqueued in the transaction that asks for it, held by a lease while in hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Q

from vendorserver.models import Job, JobState
from vendorserver.models.prepared import insert_unless_known
from vendorserver.services.runner_bell import RUNNER_BELL

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8
_AT_ONCE = 500
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)


def enqueue(kind: str, subject: str, now: datetime) -> None:
    """Ask for a piece of work once; asking again for the same one changes nothing."""
    insert_unless_known(Job(kind=kind, subject=subject, run_after=now, created_at=now))
    transaction.on_commit(RUNNER_BELL.set)


def again(kind: str, subject: str, now: datetime) -> None:
    """Ask for a piece of work anew, also when it is done or in hand just now."""
    fresh = {"state": JobState.READY, "run_after": now, "attempts": 0, "lease_until": None}
    Job.objects.update_or_create(
        kind=kind, subject=subject, defaults=fresh, create_defaults=fresh | {"created_at": now}
    )
    transaction.on_commit(RUNNER_BELL.set)


def all_again(kinds: Collection[str], subjects: Collection[str], now: datetime) -> None:
    """Ask for these pieces of work anew, and for no other of these kinds."""
    fresh = (
        Job(kind=kind, subject=one, run_after=now, created_at=now)
        for one in subjects
        for kind in kinds
    )
    with transaction.atomic():
        Job.objects.filter(kind__in=kinds).delete()
        Job.objects.bulk_create(fresh, batch_size=_AT_ONCE)
        transaction.on_commit(RUNNER_BELL.set)


def claim(now: datetime, kinds: Collection[str] = (), lease: timedelta = LEASE) -> Job | None:
    """Take the next due job in hand, also one whose runner died; None when there is none.

    Without kinds, any job is taken.
    """
    with transaction.atomic():
        job = _due(now, kinds).order_by("run_after", "id").first()
        if job is None:
            return None
        job.state, job.attempts = JobState.RUNNING, job.attempts + 1
        job.lease_until = now + lease
        job.save(update_fields=["state", "attempts", "lease_until"])
    return job


def finish(job: Job) -> None:
    """Put a job away as done, unless it was asked for anew meanwhile."""
    job.state = JobState.DONE
    mine = Job.objects.filter(id=job.id, state=JobState.RUNNING)
    with transaction.atomic():
        mine.update(state=JobState.DONE, lease_until=None, last_error="")


def fail(job: Job, error: str, now: datetime) -> None:
    """Try a job again later, or give it up after many attempts."""
    job.state = JobState.FAILED if job.attempts >= MOST_ATTEMPTS else JobState.READY
    job.run_after, job.lease_until = now + pause_after(job.attempts), None
    job.last_error = error[:2000]
    job.save(update_fields=["state", "run_after", "lease_until", "last_error"])


def pause_after(attempts: int) -> timedelta:
    """Double the pause with each attempt, up to an hour."""
    return min(_FIRST_PAUSE * (1 << min(attempts, 16)), _LONGEST_PAUSE)


def counts() -> dict[str, int]:
    """Return how many jobs are in each state."""
    return {state.value: Job.objects.filter(state=state).count() for state in JobState}


def _due(now: datetime, kinds: Collection[str]) -> QuerySet[Job]:
    waiting = Q(state=JobState.READY, run_after__lte=now)
    abandoned = Q(state=JobState.RUNNING, lease_until__lte=now)
    rows = Job.objects.filter(waiting | abandoned)
    rows = rows.filter(kind__in=kinds) if kinds else rows
    skip = connection.features.has_select_for_update_skip_locked
    return rows.select_for_update(skip_locked=skip)
