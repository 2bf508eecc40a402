"""철회: attachments that were taken back; row and receipt stay."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.attachments import Attachment
from vendorserver.models.columns import id_column


class Withdrawal(models.Model):
    """Who took one attachment back, when and why; never edited."""

    id = id_column()
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="withdrawal")
    account = models.ForeignKey(Account, models.PROTECT)
    reason = models.TextField()
    at = models.DateTimeField()
