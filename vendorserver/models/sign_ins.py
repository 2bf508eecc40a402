"""How people prove who they are beyond the password, and where they are signed in."""

from enum import StrEnum

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import hash_column, id_column, one_of
from vendorserver.models.encrypted import EncryptedText


class ProofKind(StrEnum):
    """An authenticator app, a letter to the account's address, or a certificate."""

    APP = "app"
    MAIL = "mail"
    CERTIFICATE = "certificate"


class SecondFactor(models.Model):
    """The second proof of an account.

    An app has a secret, and last_step keeps a code from working twice; a certificate is public.
    """

    account = models.OneToOneField(Account, models.CASCADE, related_name="second_factor")
    kind = models.CharField(max_length=12, default=ProofKind.APP.value)
    secret = EncryptedText(blank=True, default="")
    certificate = models.TextField(blank=True, default="")
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [one_of("kind", ProofKind, "second_factor")]


class MailCode(models.Model):
    """The code that was last sent to an account's address; it works once and soon ends."""

    account = models.OneToOneField(Account, models.CASCADE, related_name="mail_code")
    code_hash = hash_column()
    sent_at = models.DateTimeField()


class OneTimeLink(models.Model):
    """An address that was sent by mail; whoever opens it has the mailbox. It works once."""

    token_hash = hash_column(unique=True)
    account = models.ForeignKey(Account, models.CASCADE, related_name="links")
    following = models.CharField(max_length=200, blank=True, default="")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


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
