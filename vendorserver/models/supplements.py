"""보완 요청: what an institution still needs for a piece of evidence, by when, and the answers."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.attachments import Attachment
from vendorserver.models.columns import id_column
from vendorserver.models.encrypted import EncryptedText


class Supplement(models.Model):
    """One request with the person to ask; closed by the next word of the institution."""

    id = id_column()
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="supplements")
    account = models.ForeignKey(Account, models.PROTECT)
    reason = models.TextField()
    person = EncryptedText()
    phone = EncryptedText()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [models.Index(fields=["closed_at", "due_at"], name="supplement_due")]


class SupplementReply(models.Model):
    """One answer in the thread of a request; never edited.

    A postponement is an answer whose text is its reason and that names the new due time.
    """

    id = id_column()
    supplement = models.ForeignKey(Supplement, models.PROTECT, related_name="replies")
    account = models.ForeignKey(Account, models.PROTECT)
    text = models.TextField()
    postponed_to = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
