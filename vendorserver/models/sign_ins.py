"""How people prove who they are beyond the password, and where they are signed in."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import hash_column, id_column
from vendorserver.models.encrypted import EncryptedText


class SecondFactor(models.Model):
    """The authenticator app of an account; last_step keeps a code from working twice."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="second_factor")
    secret = EncryptedText()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)


class RecoveryCode(models.Model):
    """One code for a lost phone; it works once, only its hash is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="recovery_codes")
    code_hash = hash_column()
    used_at = models.DateTimeField(null=True)


class PortalSession(models.Model):
    """One browser in which somebody is signed in."""

    id = id_column()
    account = models.ForeignKey(Account, models.CASCADE, related_name="portal_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=45, blank=True, default="")
    browser = models.CharField(max_length=300, blank=True, default="")
    started_at = models.DateTimeField()

    class Meta:
        ordering = ["-started_at"]


class AddressPause(models.Model):
    """Wrong passwords from one address, whatever account they were for."""

    address = models.CharField(max_length=45, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField()


class LoginPause(models.Model):
    """Wrong passwords for one login from one address; the key tells neither."""

    key = hash_column(primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField()
