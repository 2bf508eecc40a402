"""Codes that join a computer to an account once."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import hash_column
from vendorserver.models.devices import Device


class EnrolmentCode(models.Model):
    """One code, known only by its hash; used once or expired."""

    code_hash = hash_column(primary_key=True)
    account = models.ForeignKey(Account, models.CASCADE, related_name="enrolment_codes")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    device = models.ForeignKey(Device, models.PROTECT, null=True)
