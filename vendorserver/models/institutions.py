"""수요기관 and 계약기관: the public bodies that see their contracts."""

from django.db import models

from vendorserver.models.columns import id_column
from vendorserver.models.encrypted import EncryptedJson


class Institution(models.Model):
    """One public body; code is its 행정표준기관코드, empty where it has none."""

    id = id_column()
    code = models.CharField(max_length=7, blank=True, default="")
    name = models.CharField(max_length=200)
    class_name = models.CharField(max_length=100, blank=True, default="")
    region = models.CharField(max_length=100, blank=True, default="")
    details = EncryptedJson(blank=True, default=dict)
    demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="institution_code_once"
            )
        ]
        indexes = [models.Index(fields=["name"], name="institution_name")]

    def __str__(self) -> str:
        return self.name
