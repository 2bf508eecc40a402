"""What the virus scanner said of each original, where the operator has one."""

from enum import StrEnum

from django.db import models

from vendorserver.models.columns import hash_column, one_of


class ScanResult(StrEnum):
    """Nothing found, something found, or more than the scanner takes."""

    CLEAN = "clean"
    FOUND = "found"
    TOO_LARGE = "too-large"


class Scan(models.Model):
    """One original that was scanned."""

    sha256 = hash_column(primary_key=True)
    result = models.CharField(max_length=10)
    name = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [one_of("result", ScanResult, "scan")]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.result}"
