"""Enrolled computers: each has its own key and its own sign-in that can be ended."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import hash_column, id_column


class Device(models.Model):
    """One computer of one account; only hashes of its refresh tokens are kept."""

    id = id_column()
    account = models.ForeignKey(Account, models.PROTECT, related_name="devices")
    name = models.CharField(max_length=200)
    platform = models.CharField(max_length=100, blank=True, default="")
    client_version = models.CharField(max_length=50, blank=True, default="")
    public_key = models.CharField(max_length=43)
    key_id = models.CharField(max_length=16, db_index=True)
    refresh_hash = hash_column()
    previous_refresh_hash = hash_column(blank=True, default="")
    enrolled_at = models.DateTimeField()
    refreshed_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.CharField(max_length=100, blank=True, default="")

    def __str__(self) -> str:
        return self.name
