"""열람: who looked at evidence, and when an operator opened a contract with a reason."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.attachments import Attachment
from vendorserver.models.columns import id_column
from vendorserver.models.contracts import Contract
from vendorserver.models.documents import ContractDocument


class Viewing(models.Model):
    """One look at a piece of evidence or at a paper, by somebody other than its vendor."""

    id = id_column()
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="viewings")
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="viewings")
    document = models.ForeignKey(
        ContractDocument, models.PROTECT, null=True, related_name="viewings"
    )
    account = models.ForeignKey(Account, models.PROTECT)
    action = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["contract", "at"], name="viewing_when")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(attachment=None) ^ models.Q(document=None),
                name="viewing_of_one_thing",
            )
        ]


class BreakGlass(models.Model):
    """비상 열람: an operator may see one contract until a moment, for a reason all parties read."""

    id = id_column()
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="opened")
    account = models.ForeignKey(Account, models.PROTECT)
    reason = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["account", "contract", "until"], name="break_glass_now")]
