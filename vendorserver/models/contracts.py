"""수주정보: contracts with their parties, products and processes."""

from django.db import models

from vendorcore.domain import ContractState, PartyRole, Work

from vendorserver.models.accounts import Account
from vendorserver.models.columns import hash_column, id_column, one_of
from vendorserver.models.encrypted import EncryptedJson
from vendorserver.models.institutions import Institution
from vendorserver.models.vendors import Vendor


class Contract(models.Model):
    """One contract; version counts the vendor's changes of its content."""

    id = id_column()
    vendor = models.ForeignKey(Vendor, models.PROTECT, related_name="contracts")
    name = models.CharField(max_length=300)
    number = models.CharField(max_length=100, blank=True, default="")
    method = models.CharField(max_length=50)
    signed_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=20, default=ContractState.DRAFT.value)
    version = models.PositiveIntegerField(default=1)
    terms = models.JSONField(default=dict, blank=True)
    contact = EncryptedJson(default=dict, blank=True)
    materials = models.JSONField(default=list, blank=True)
    documents = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True, default="")
    content_hash = hash_column()
    changed_by = models.ForeignKey(Account, models.PROTECT)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [one_of("state", ContractState, "contract")]
        indexes = [
            models.Index(fields=["vendor", "state", "due_on"], name="contract_due"),
            models.Index(fields=["-created_at", "-id"], name="contract_newest"),
        ]

    def __str__(self) -> str:
        return self.name


class ContractParty(models.Model):
    """An institution's part; unbound (institution empty) until it is registered here."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="parties")
    seq = models.PositiveIntegerField()
    role = models.CharField(max_length=20)
    code = models.CharField(max_length=7, blank=True, default="")
    name = models.CharField(max_length=200)
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, related_name="contract_parties"
    )

    class Meta:
        ordering = ["seq"]
        constraints = [one_of("role", PartyRole, "contract_party")]
        # Who sees a contract is asked of each row of a list: without both columns, SQLite walks
        # through all contracts of the institution each time.
        indexes = [models.Index(fields=["institution", "contract"], name="party_sees")]


class ContractItem(models.Model):
    """수주제품: one product that is delivered."""

    id = id_column()
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="items")
    seq = models.PositiveIntegerField()
    detail_no = models.CharField(max_length=10, blank=True, default="")
    detail_name = models.CharField(max_length=300)
    quantity = models.CharField(max_length=50, blank=True, default="")
    unit = models.CharField(max_length=50, blank=True, default="")
    unit_price = models.BigIntegerField(default=0)
    spec = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["seq"]


class ContractProcess(models.Model):
    """이행계획: one process of one product with its planned days."""

    id = id_column()
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="processes")
    item = models.ForeignKey(ContractItem, models.CASCADE, related_name="processes")
    place = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    text = models.TextField(blank=True, default="")
    work = models.CharField(max_length=20, blank=True, default="")
    photos = models.PositiveIntegerField(default=0)
    record = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [one_of("work", Work, "contract_process")]
