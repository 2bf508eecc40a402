"""만족도: what one party of a completed contract said of this service, once; nobody's name."""

from django.db import models

from vendorcore.domain import Side

from vendorserver.models.columns import id_column, one_of
from vendorserver.models.contracts import Contract


class Satisfaction(models.Model):
    """One answer of one organisation to one contract; 0 stands for "we would rather not say"."""

    id = id_column()
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="satisfactions")
    side = models.CharField(max_length=12)
    organisation_id = models.CharField(max_length=36)
    score = models.PositiveSmallIntegerField()
    answered_on = models.DateField()

    class Meta:
        ordering = ["answered_on", "id"]
        constraints = [
            one_of("side", (Side.VENDOR, Side.INSTITUTION), "satisfaction"),
            models.CheckConstraint(
                condition=models.Q(score__lte=5), name="satisfaction_score_to_five"
            ),
            models.UniqueConstraint(
                fields=["contract", "organisation_id"], name="satisfaction_once"
            ),
        ]
