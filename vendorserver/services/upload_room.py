"""How much a vendor may still send and the disk can still take."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from vendorserver.models import Upload, UploadState
from vendorserver.services import holdings
from vendorserver.services.upload_rules import Room, room_left
from vendorserver.settings import current
from vendorserver.storage import shelf_bytes

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

# A sender that goes on sends a piece at least this often; who is silent longer keeps no place.
SILENT_AFTER = timedelta(minutes=10)


def room(vendor_id: str) -> Room:
    """Return the room for one more upload; what others were promised is taken already."""
    server = current()
    promised = _total(_open().filter(vendor_id=vendor_id), _length())
    return Room(
        largest=server.max_file_bytes,
        quota_left=server.vendor_quota_bytes - holdings.stored_bytes(vendor_id) - promised,
        disk_left=_disk_left(_open()),
        places_left=server.vendor_open_uploads - _unused(vendor_id),
    )


def check_disk(upload: Upload, needed: int) -> None:
    """Refuse bytes for which the disk has no place any more."""
    room_left(_disk_left(_open().exclude(id=upload.id)), needed)


def _disk_left(coming: QuerySet[Upload]) -> int:
    expected = _total(_arriving(coming), F("length") - F("offset"))
    return shelf_bytes() - current().reserve_bytes - expected


def _arriving(rows: QuerySet[Upload]) -> QuerySet[Upload]:
    """Return those that really send; a mere announcement takes no place from other vendors."""
    expiry_of_silent = timezone.now() - SILENT_AFTER + timedelta(days=current().upload_days)
    return rows.filter(length__isnull=False, offset__gt=0, expires_at__gt=expiry_of_silent)


def _open() -> QuerySet[Upload]:
    return Upload.objects.filter(state=UploadState.OPEN, expires_at__gt=timezone.now())


def _unused(vendor_id: str) -> int:
    """Return how many uploads a vendor has begun that are not evidence; those do not expire."""
    return Upload.objects.filter(vendor_id=vendor_id, expires_at__gt=timezone.now()).count()


def _length() -> Coalesce:
    return Coalesce(F("length"), Value(current().max_file_bytes))


def _total(rows: QuerySet[Upload], size: Combinable) -> int:
    return rows.aggregate(total=Sum(size))["total"] or 0
