"""첨부: one original bound to one process; the server's own reading stands beside the client's."""

from django.db import models

from vendorcore.domain import MediaKind, Stage

from vendorserver.models.accounts import Account
from vendorserver.models.columns import hash_column, id_column, one_of
from vendorserver.models.contracts import Contract, ContractProcess
from vendorserver.models.devices import Device
from vendorserver.models.encrypted import EncryptedJson
from vendorserver.models.submissions import Submission
from vendorserver.models.vendors import Vendor

BANDS = ("band0", "band1", "band2", "band3")


class Attachment(models.Model):
    """One piece of evidence; its id is the operation's id of manifest and receipt."""

    id = id_column()
    vendor = models.ForeignKey(Vendor, models.PROTECT)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="attachments")
    process = models.ForeignKey(ContractProcess, models.PROTECT, related_name="attachments")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="attachments")
    account = models.ForeignKey(Account, models.PROTECT)
    device = models.ForeignKey(Device, models.PROTECT)
    sha256 = hash_column(db_index=True)
    size_bytes = models.BigIntegerField()
    name = models.CharField(max_length=500)
    note = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    label = models.CharField(max_length=10, blank=True, default="")
    tagged_at = models.DateTimeField()
    received_at = models.DateTimeField()
    body_hash = hash_column()
    manifest = models.TextField()
    client_findings = models.JSONField(default=list)
    client_facts = EncryptedJson(blank=True, default=dict)

    kind = models.CharField(max_length=10, default=MediaKind.OTHER.value)
    captured_at = models.DateTimeField(null=True)
    captured_text = models.CharField(max_length=50, blank=True, default="")
    facts = EncryptedJson(blank=True, default=dict)
    findings = models.JSONField(default=list)
    cross_findings = models.JSONField(default=list)
    verdict = models.CharField(max_length=10, blank=True, default="")
    weighed_at = models.DateTimeField(null=True)
    # The original was erased by duty or request; hash, receipt and tombstone stay.
    erased_at = models.DateTimeField(null=True)
    # Four pieces of the picture's hash; pictures that look alike have nearly one in common.
    band0 = models.PositiveIntegerField(null=True, db_index=True)
    band1 = models.PositiveIntegerField(null=True, db_index=True)
    band2 = models.PositiveIntegerField(null=True, db_index=True)
    band3 = models.PositiveIntegerField(null=True, db_index=True)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            one_of("kind", MediaKind, "attachment"),
            one_of("label", Stage, "attachment"),
        ]
        indexes = [
            models.Index(fields=["contract", "process", "captured_at"], name="attachment_when"),
            models.Index(fields=["vendor", "sha256"], name="attachment_content"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def weighed(self) -> bool:
        """Whether the server has read and weighed the file itself."""
        return self.weighed_at is not None
