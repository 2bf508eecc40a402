"""Backups that were made or failed: what operators are told and metrics show."""

from django.db import models

from vendorserver.models.columns import id_column


class BackupRun(models.Model):
    """One attempt; without finished_at it is under way or its process died."""

    id = id_column()
    target = models.CharField(max_length=500)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    ok = models.BooleanField(default=False)
    originals = models.PositiveIntegerField(default=0)
    bytes = models.BigIntegerField(default=0)
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-started_at", "-id"]
