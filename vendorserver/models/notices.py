"""알림: what people are told, by which way, and whether it has left the house."""

from enum import StrEnum

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import id_column, one_of
from vendorserver.models.encrypted import EncryptedJson, EncryptedText


class DeliveryState(StrEnum):
    """Waiting, sent, or given up."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given-up"


class Notice(models.Model):
    """One thing to tell one person; applicants have no account yet. `once` keeps it single."""

    id = id_column()
    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="notices")
    kind = models.CharField(max_length=40)
    values = EncryptedJson(blank=True, default=dict)
    link = models.CharField(max_length=200, blank=True, default="")
    once = models.CharField(max_length=120, null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "once"], name="notice_once"),
        ]
        indexes = [models.Index(fields=["account", "read_at"], name="notice_unread")]


class NoticeChoice(models.Model):
    """How one person wants to hear of one kind of news."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=40)
    channels = models.JSONField(default=list)
    daily = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "kind"], name="notice_choice_once")
        ]


class Delivery(models.Model):
    """One notice on its way out by one channel; tried again until it is sent or given up."""

    id = id_column()
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10)
    to = EncryptedText()
    daily = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=DeliveryState.WAITING.value)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [one_of("state", DeliveryState, "delivery")]
        indexes = [models.Index(fields=["state", "due_at"], name="delivery_due")]
