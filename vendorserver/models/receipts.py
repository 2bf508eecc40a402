"""접수증: the log of receipts, one chain for the whole server."""

from django.db import models

from vendorserver.models.attachments import Attachment
from vendorserver.models.columns import hash_column
from vendorserver.models.documents import ContractDocument


class Receipt(models.Model):
    """One signed receipt as it was given out, for evidence or for a paper; never edited."""

    log_index = models.BigIntegerField(primary_key=True)
    receipt_no = models.CharField(max_length=40, unique=True)
    attachment = models.OneToOneField(
        Attachment, models.PROTECT, null=True, related_name="receipt", db_column="op_id"
    )
    document = models.OneToOneField(
        ContractDocument, models.PROTECT, null=True, related_name="receipt"
    )
    previous_hash = hash_column(unique=True)
    payload_hash = hash_column(unique=True)
    text = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["log_index"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(attachment=None, document__isnull=False)
                | models.Q(document=None, attachment__isnull=False),
                name="receipt_for_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.receipt_no
