"""What a registered contract said before and after each change; nothing of it is overwritten."""

from django.db import models

from vendorcore.domain import ContractState

from vendorserver.models.accounts import Account
from vendorserver.models.columns import one_of
from vendorserver.models.contracts import Contract


class StateChange(models.Model):
    """One step of a contract (등록, 생산 완료, 검수 …): who took it, when, and why where asked."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="steps")
    before = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [one_of("state", ContractState, "state_change")]


class ContractRevision(models.Model):
    """One version of a registered contract, who wrote it and when."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    content = models.JSONField()
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "version"], name="revision_version")
        ]
