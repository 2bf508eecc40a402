"""접속기록: who did what when, from where, to whose data; a chain that shows any edit."""

from django.db import models

from vendorserver.models.columns import hash_column


class AuditEntry(models.Model):
    """One entry; its hash covers the one before; no keys to other rows, so nothing deletes it."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    account = models.CharField(max_length=36, blank=True, default="")
    address = models.CharField(max_length=45, blank=True, default="")
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=100, blank=True, default="")
    details = models.JSONField(default=dict)
    previous_hash = hash_column(unique=True)
    entry_hash = hash_column(unique=True)

    class Meta:
        ordering = ["number"]
