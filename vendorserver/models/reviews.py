"""증빙 확인: what institutions said to attachments; the newest word counts."""

from django.db import models

from vendorcore.domain import ReviewState

from vendorserver.models.accounts import Account
from vendorserver.models.attachments import Attachment
from vendorserver.models.columns import id_column, one_of


class Review(models.Model):
    """One word of an institution on one attachment; never edited."""

    id = id_column()
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="reviews")
    account = models.ForeignKey(Account, models.PROTECT)
    state = models.CharField(max_length=20)
    reason = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [one_of("state", ReviewState, "review")]
