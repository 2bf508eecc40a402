"""What the server has to tell each vendor, numbered without gaps."""

from django.db import models

from vendorserver.models.vendors import Vendor


class Change(models.Model):
    """One piece of news for one vendor; number counts per vendor."""

    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="changes")
    number = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=36)
    data = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["vendor", "number"], name="change_number")]
