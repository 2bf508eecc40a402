"""Access tokens: short-lived, known to the server only by their hash."""

from django.db import models

from vendorserver.models.columns import hash_column
from vendorserver.models.devices import Device


class AccessToken(models.Model):
    """What one computer shows with each request for a quarter of an hour."""

    token_hash = hash_column(primary_key=True)
    device = models.ForeignKey(Device, models.CASCADE, related_name="access_tokens")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
