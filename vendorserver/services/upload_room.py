"""How much a vendor may still send and the disk can still take."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import F, Sum
from django.utils import timezone

from vendorserver.models import Holding, Upload, UploadState
from vendorserver.services.upload_rules import Room, room_left
from vendorserver.settings import current
from vendorserver.storage import shelf_bytes

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

# Asked for with every file, so it is one plain statement: what the vendor was promised, what it
# has, what really arrives from anybody, and how much it has begun that is no evidence.
_UPLOAD = Upload._meta.db_table
_STANDS = f"""SELECT
  (SELECT coalesce(sum(coalesce(length, %(largest)s)), 0) FROM {_UPLOAD}
    WHERE state = %(open)s AND expires_at > %(now)s AND vendor_id = %(vendor)s),
  (SELECT coalesce(sum(stored_bytes), 0) FROM {Holding._meta.db_table}
    WHERE vendor_id = %(vendor)s),
  (SELECT coalesce(sum(length - "offset"), 0) FROM {_UPLOAD}
    WHERE state = %(open)s AND expires_at > %(silent)s AND expires_at > %(now)s
    AND length IS NOT NULL AND "offset" > 0),
  (SELECT count(*) FROM {_UPLOAD} WHERE vendor_id = %(vendor)s AND expires_at > %(now)s)
"""  # noqa: S608 - our own tables
# A sender that goes on sends a piece at least this often; who is silent longer keeps no place.
SILENT_AFTER = timedelta(minutes=10)


def room(vendor_id: str) -> Room:
    """Return the room for one more upload; what others were promised is taken already."""
    server, now = current(), timezone.now()
    values = {
        "now": connection.ops.adapt_datetimefield_value(now),
        "silent": connection.ops.adapt_datetimefield_value(_expiry_of_silent(now)),
        "vendor": vendor_id,
        "open": UploadState.OPEN.value,
        "largest": server.max_file_bytes,
    }
    with connection.cursor() as cursor:
        cursor.execute(_STANDS, values)
        promised, stored, expected, unused = map(int, cursor.fetchone())
    return Room(
        largest=server.max_file_bytes,
        quota_left=server.vendor_quota_bytes - stored - promised,
        disk_left=shelf_bytes() - server.reserve_bytes - expected,
        places_left=server.vendor_open_uploads - unused,
    )


def check_disk(upload: Upload, needed: int) -> None:
    """Refuse bytes for which the disk has no place any more."""
    room_left(_disk_left(_open().exclude(id=upload.id)), needed)


def _disk_left(coming: QuerySet[Upload]) -> int:
    expected = _total(_arriving(coming), F("length") - F("offset"))
    return shelf_bytes() - current().reserve_bytes - expected


def _arriving(rows: QuerySet[Upload]) -> QuerySet[Upload]:
    """Return those that really send; a mere announcement takes no place from other vendors."""
    silent = _expiry_of_silent(timezone.now())
    return rows.filter(length__isnull=False, offset__gt=0, expires_at__gt=silent)


def _expiry_of_silent(now: datetime) -> datetime:
    """Return when the upload of somebody who is silent now would expire."""
    return now - SILENT_AFTER + timedelta(days=current().upload_days)


def _open() -> QuerySet[Upload]:
    return Upload.objects.filter(state=UploadState.OPEN, expires_at__gt=timezone.now())


def _total(rows: QuerySet[Upload], size: Combinable) -> int:
    return rows.aggregate(total=Sum(size))["total"] or 0
