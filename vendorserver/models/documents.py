"""계약 서류: a paper of a contract whose bytes have arrived; its id is the operation's id."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import hash_column, id_column
from vendorserver.models.contracts import Contract
from vendorserver.models.vendors import Vendor


class ContractDocument(models.Model):
    """One arrival of one paper; `document` is the name that the contract's form has for it."""

    id = id_column()
    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="+")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="papers")
    document = models.CharField(max_length=36)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    sha256 = hash_column(db_index=True)
    size_bytes = models.BigIntegerField()
    name = models.CharField(max_length=500)
    received_at = models.DateTimeField()
    body_hash = hash_column()
    # Erased by duty or request; hash, receipt and tombstone stay.
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["received_at", "id"]
        indexes = [models.Index(fields=["contract", "document"], name="document_of_contract")]

    def __str__(self) -> str:
        return self.name
