"""조달업체: the firms that send evidence."""

from django.db import models

from vendorserver.models.columns import id_column
from vendorserver.models.encrypted import EncryptedJson


class Vendor(models.Model):
    """One firm, known by its ten digits (사업자등록번호)."""

    id = id_column()
    name = models.CharField(max_length=200)
    business_no = models.CharField(max_length=10, unique=True)
    kinds = models.JSONField(default=list)
    may_submit = models.BooleanField(default=True)
    region = models.CharField(max_length=100, blank=True, default="")
    details = EncryptedJson(blank=True, default=dict)
    certificate_until = models.DateField(null=True)
    demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
