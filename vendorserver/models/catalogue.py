"""Entries of the catalogue beside the bundled ones: newer, asked for, refused or merged."""

from enum import StrEnum

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import one_of
from vendorserver.models.vendors import Vendor


class EntryKind(StrEnum):
    """What is listed."""

    INSTITUTION = "institution"
    PRODUCT = "product"


class EntryState(StrEnum):
    """Listed for everybody, asked for by one vendor, refused, or merged into another entry."""

    LISTED = "listed"
    ASKED = "asked"
    REFUSED = "refused"
    MERGED = "merged"


class CatalogueEntry(models.Model):
    """One entry; number grows with each change of any entry, so that clients can follow."""

    id = models.CharField(max_length=36, primary_key=True)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    number = models.PositiveBigIntegerField(unique=True)
    body = models.JSONField()
    merged_into = models.CharField(max_length=36, blank=True, default="")
    vendor = models.ForeignKey(Vendor, models.CASCADE, null=True, related_name="+")
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            one_of("kind", EntryKind, "catalogue_entry"),
            one_of("state", EntryState, "catalogue_entry"),
        ]
