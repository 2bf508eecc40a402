"""서식의 칸: columns of the 원부자재 구매내역서 that an operator put in the bundled ones' place."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import id_column


class FormColumns(models.Model):
    """One table of columns as it was handed in; the newest counts, the earlier ones stay."""

    id = id_column()
    text = models.TextField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
