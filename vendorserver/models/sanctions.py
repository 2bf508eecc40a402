"""부정당업자 제재: a vendor that may hand in nothing new for a time."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import id_column
from vendorserver.models.vendors import Vendor


class Sanction(models.Model):
    """One period, both ends included; lifting it ends it early and keeps the row."""

    id = id_column()
    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="sanctions")
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.TextField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    lifted_reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="sanction_days", condition=models.Q(ends_on__gte=models.F("starts_on"))
            )
        ]
