"""초대: a vendor asks the officer of an institution that is not here yet to look at a contract."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import hash_column, id_column
from vendorserver.models.contracts import Contract
from vendorserver.models.encrypted import EncryptedText
from vendorserver.models.registrations import Registration


class Invitation(models.Model):
    """One letter to one officer, bound to one contract; its address works once."""

    id = id_column()
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="invitations")
    party_code = models.CharField(max_length=7, blank=True, default="")
    party_name = models.CharField(max_length=200)
    email = EncryptedText()
    token_hash = hash_column(unique=True)
    invited_by = models.ForeignKey(Account, models.PROTECT)
    registration = models.OneToOneField(Registration, models.PROTECT, null=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
