"""What a registered contract said before and after each change; nothing of it is overwritten."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.contracts import Contract


class ContractRevision(models.Model):
    """One version of a registered contract, who wrote it and when."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    content = models.JSONField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "version"], name="revision_version")
        ]
