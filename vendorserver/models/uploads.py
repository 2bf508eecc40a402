"""Uploads on their way and the originals they became."""

from __future__ import annotations

import secrets

from django.db import models


def new_upload_id() -> str:
    """Return a name that nobody can guess; it is also the name of the part."""
    return secrets.token_hex(16)


class Blob(models.Model):
    """One original on the shelf, named by its content."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size_bytes = models.BigIntegerField()
    stored_at = models.DateTimeField()

    class Meta:
        db_table = "blob"


class UploadState(models.TextChoices):
    """How far an upload is."""

    OPEN = "open"
    COMPLETE = "complete"
    WRONG = "wrong"


class Upload(models.Model):
    """One file on its way: how long it will be and how much of it is safe."""

    id = models.CharField(max_length=32, primary_key=True, default=new_upload_id)
    account = models.ForeignKey("vendorserver.Account", models.CASCADE, related_name="+")
    vendor = models.ForeignKey("vendorserver.Vendor", models.CASCADE, related_name="+")
    op_id = models.CharField(max_length=64, null=True, default=None)
    state = models.CharField(max_length=8, choices=UploadState, default=UploadState.OPEN)
    length = models.BigIntegerField(null=True)
    offset = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    metadata = models.TextField(blank=True)
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="uploads")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "upload"
        constraints = (
            models.UniqueConstraint(fields=["account", "op_id"], name="upload_once_per_operation"),
            models.CheckConstraint(
                condition=models.Q(state__in=UploadState.values), name="upload_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(length__isnull=True) | models.Q(offset__lte=models.F("length")),
                name="upload_offset_inside",
            ),
        )
        indexes = (
            models.Index(fields=["vendor", "blob"], name="upload_of_vendor"),
            # What is begun and not finished is summed at each beginning: only those rows are read.
            models.Index(
                fields=["vendor"], name="upload_open", condition=models.Q(state=UploadState.OPEN)
            ),
            models.Index(
                fields=["vendor", "expires_at"],
                name="upload_unused",
                condition=models.Q(expires_at__isnull=False),
            ),
        )


class Holding(models.Model):
    """How many bytes of originals a vendor has here, each content once."""

    vendor = models.OneToOneField(
        "vendorserver.Vendor", models.CASCADE, primary_key=True, related_name="+"
    )
    stored_bytes = models.BigIntegerField(default=0)

    class Meta:
        db_table = "holding"
