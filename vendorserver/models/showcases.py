"""광고 효과: a picture that the vendor and the institution both released to everybody."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.attachments import Attachment
from vendorserver.models.columns import id_column


class Showcase(models.Model):
    """One piece of evidence offered by its vendor, public once an institution agreed."""

    id = id_column()
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="showcase")
    offered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-agreed_at", "id"]
