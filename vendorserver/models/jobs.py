"""Work that the server does after it has answered."""

from enum import StrEnum

from django.db import models

from vendorserver.models.columns import id_column, one_of


class JobState(StrEnum):
    """Waiting for a runner, in hand, done, or given up."""

    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """One piece of work; a runner holds it until lease_until."""

    id = id_column()
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default=JobState.READY.value)
    attempts = models.PositiveIntegerField(default=0)
    run_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("state", JobState, "job"),
            models.UniqueConstraint(fields=["kind", "subject"], name="job_once"),
        ]
        indexes = [models.Index(fields=["state", "run_after"], name="job_due")]
