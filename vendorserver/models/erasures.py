"""파기: what was erased by duty or time; the hash stays, the tombstone says who, when and why."""

from django.db import models

from vendorserver.models.columns import hash_column, id_column


class Erasure(models.Model):
    """The tombstone of one original or of one person's data; never edited, holds no content."""

    id = id_column()
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=36)
    contract = models.CharField(max_length=36, blank=True, default="")
    sha256 = hash_column(blank=True, default="")
    account = models.CharField(max_length=36, blank=True, default="")
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["kind", "subject"], name="erasure_of"),
            models.Index(fields=["sha256"], name="erasure_content"),
        ]
