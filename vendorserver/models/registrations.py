"""신청: applications of vendors and institutions, and every step of their approval."""

from django.db import models

from vendorcore.domain import RegistrationState, Side

from vendorserver.models.accounts import Account
from vendorserver.models.columns import id_column, one_of
from vendorserver.models.encrypted import EncryptedText


class Registration(models.Model):
    """One application for an account; version guards against two operators at once."""

    id = id_column()
    side = models.CharField(max_length=20)
    state = models.CharField(max_length=20, default=RegistrationState.PENDING.value)
    reason = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    login = models.CharField(max_length=100)
    password = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    number = models.CharField(max_length=10, blank=True, default="")
    contact_name = EncryptedText(blank=True, default="")
    contact_email = EncryptedText(blank=True, default="")
    account = models.ForeignKey(Account, models.PROTECT, null=True)
    applied_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("state", RegistrationState, "registration"),
            one_of("side", (Side.VENDOR, Side.INSTITUTION), "registration"),
        ]

    def __str__(self) -> str:
        return self.organisation


class RegistrationStep(models.Model):
    """One step of an application: who, when, to which state, why; never edited."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=20)
    reason = models.TextField(blank=True, default="")
    account = models.ForeignKey(Account, models.PROTECT, null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
