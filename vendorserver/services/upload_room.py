"""How much a vendor may still send and the disk can still take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from vendorserver.models import Blob, Upload, UploadState
from vendorserver.services.upload_rules import Room
from vendorserver.settings import current
from vendorserver.storage import free_bytes

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable


def room(vendor_id: str, but: str = "") -> Room:
    """Return the room for one more upload; what others were promised is taken already."""
    server = current()
    promised = _open(but).filter(vendor_id=vendor_id)
    coming = _total(_open(but), _length() - F("offset"))
    return Room(
        largest=server.max_file_bytes,
        quota_left=server.vendor_quota_bytes - _stored(vendor_id) - _total(promised, _length()),
        disk_left=free_bytes() - server.reserve_bytes - coming,
    )


def _open(but: str) -> QuerySet[Upload]:
    rows = Upload.objects.filter(state=UploadState.OPEN, expires_at__gt=timezone.now())
    return rows.exclude(id=but)


def _length() -> Coalesce:
    return Coalesce(F("length"), Value(current().max_file_bytes))


def _total(rows: QuerySet[Upload], size: Combinable) -> int:
    return rows.aggregate(total=Sum(size))["total"] or 0


def _stored(vendor_id: str) -> int:
    mine = Upload.objects.filter(vendor_id=vendor_id, state=UploadState.COMPLETE)
    blobs = Blob.objects.filter(sha256__in=mine.values("blob_id"))
    return blobs.aggregate(total=Sum("size_bytes"))["total"] or 0
