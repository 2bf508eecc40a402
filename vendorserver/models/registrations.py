"""신청: applications of vendors and institutions, their papers, every step of their approval."""

from django.db import models

from vendorcore.domain import RegistrationState, Side

from vendorserver.models.accounts import Account
from vendorserver.models.columns import hash_column, id_column, one_of
from vendorserver.models.encrypted import EncryptedBytes, EncryptedJson, EncryptedText
from vendorserver.models.institutions import Institution
from vendorserver.models.vendors import Vendor


class Registration(models.Model):
    """One application, for an account or a change; version guards against two operators at once.

    `values` is what was filled in, `before` what was registered until then (changes only).
    """

    id = id_column()
    kind = models.CharField(max_length=40, default="vendor")
    receipt_no = models.CharField(max_length=20, unique=True, null=True)
    channel = models.CharField(max_length=20, default="web")
    side = models.CharField(max_length=20)
    state = models.CharField(max_length=20, default=RegistrationState.PENDING.value)
    reason = models.TextField(blank=True, default="")
    missing = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    login = models.CharField(max_length=100, blank=True, default="")
    password = models.CharField(max_length=200, blank=True, default="")
    organisation = models.CharField(max_length=200)
    number = models.CharField(max_length=10, blank=True, default="")
    business_no = models.CharField(max_length=10, blank=True, default="")
    contact_name = EncryptedText(blank=True, default="")
    contact_email = EncryptedText(blank=True, default="")
    values = EncryptedJson(blank=True, default=dict)
    before = EncryptedJson(blank=True, default=dict)
    vendor = models.ForeignKey(Vendor, models.PROTECT, null=True, related_name="registrations")
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, related_name="registrations"
    )
    account = models.ForeignKey(Account, models.PROTECT, null=True)
    proposed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("state", RegistrationState, "registration"),
            one_of("side", Side, "registration"),
        ]
        indexes = [models.Index(fields=["state", "applied_at"], name="registration_waiting")]

    def __str__(self) -> str:
        return self.organisation


class RegistrationStep(models.Model):
    """One step of an application: who, when, to which state, why; never edited."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=20)
    reason = models.TextField(blank=True, default="")
    missing = models.JSONField(default=list)
    account = models.ForeignKey(Account, models.PROTECT, null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]


class RegistrationPaper(models.Model):
    """One paper that came: a scan, or the note that it arrived on paper; never edited."""

    id = id_column()
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="papers")
    key = models.CharField(max_length=40)
    channel = models.CharField(max_length=20)
    arrived_on = models.DateField()
    name = EncryptedText(blank=True, default="")
    mime = models.CharField(max_length=40, blank=True, default="")
    size_bytes = models.PositiveIntegerField(default=0)
    sha256 = hash_column(blank=True, default="")
    content = EncryptedBytes(null=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
