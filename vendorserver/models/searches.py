"""Searches that somebody keeps under a name."""

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import id_column


class SavedSearch(models.Model):
    """One search of the contract list, kept by one person; query is as in the address."""

    id = id_column()
    account = models.ForeignKey(Account, models.CASCADE, related_name="searches")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="search_name")]
