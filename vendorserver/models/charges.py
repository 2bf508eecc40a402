"""담당: which officer of an institution looks after a contract, and who stands in."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import id_column
from vendorserver.models.contracts import Contract
from vendorserver.models.institutions import Institution


class Charge(models.Model):
    """One contract in the hands of one officer; a substitute stands in up to a day."""

    id = id_column()
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="charges")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="charges")
    account = models.ForeignKey(Account, models.PROTECT, related_name="charges")
    substitute = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    until_on = models.DateField(null=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "institution"], name="charge_once")
        ]
