"""제출: what a vendor handed in together."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import hash_column, id_column
from vendorserver.models.contracts import Contract


class Submission(models.Model):
    """One handing-in; complete when each of its attachments has a receipt."""

    id = id_column()
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="submissions")
    account = models.ForeignKey(Account, models.PROTECT)
    attachment_ids = models.JSONField(default=list)
    submitted_at = models.DateTimeField()
    received_at = models.DateTimeField()
    body_hash = hash_column()

    class Meta:
        ordering = ["received_at", "id"]
