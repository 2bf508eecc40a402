"""납품, 검수, 종결: the steps of a contract after its production; never edited."""

from enum import StrEnum

from django.db import models

from vendorserver.models.accounts import Account
from vendorserver.models.columns import id_column, one_of
from vendorserver.models.contracts import Contract


class MilestoneKind(StrEnum):
    """What happened."""

    DELIVERED = "delivered"
    INSPECTED = "inspected"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class InspectionResult(StrEnum):
    """합격, 조건부 합격, 불합격; the other steps have none."""

    NONE = ""
    PASSED = "passed"
    CONDITIONAL = "conditional"
    FAILED = "failed"


class Milestone(models.Model):
    """One step: who, when, on which day, how it went and what was said about it."""

    id = id_column()
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="milestones")
    account = models.ForeignKey(Account, models.PROTECT)
    kind = models.CharField(max_length=10)
    result = models.CharField(max_length=12, blank=True, default="")
    on = models.DateField()
    quantity = models.CharField(max_length=100, blank=True, default="")
    note = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            one_of("kind", MilestoneKind, "milestone"),
            one_of("result", InspectionResult, "milestone"),
        ]
