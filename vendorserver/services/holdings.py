"""How much each vendor has on the shelf: counted as originals come and go, never summed anew.

All changes are made under the lock of the shelf, in the transaction that lets an original come or
go. `doctor` counts everything once more and tells what differs; `fsck` puts it right.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, Sum

from vendorserver.models import Blob, Holding, Upload, UploadState, Vendor
from vendorserver.models.prepared import writing
from vendorserver.services import custody
from vendorserver.services.numbers import locked

if TYPE_CHECKING:
    from collections.abc import Iterator

SHELF = "shelf"
# Asked for with every file, so it is plain SQL.
_CAME = f"UPDATE {Holding._meta.db_table} SET stored_bytes = stored_bytes + %s WHERE vendor_id = %s"  # noqa: S608 - our own table


def stored_bytes(vendor_id: str) -> int:
    """Return the bytes of a vendor's originals, each once: those it sent and its evidence."""
    row = Holding.objects.filter(vendor_id=vendor_id).first()
    return row.stored_bytes if row else 0


def holds(vendor_id: str, sha256: str) -> bool:
    """Whether a vendor has sent this original or has evidence with its content."""
    sent = Upload.objects.filter(vendor_id=vendor_id, blob_id=sha256, state=UploadState.COMPLETE)
    return sent.exists() or vendor_id in custody.vendors(sha256)


def came(vendor_id: str, size_bytes: int) -> None:
    """Count an original that a vendor did not have before; a negative size lets it go."""
    with writing() as cursor:
        cursor.execute(_CAME, (size_bytes, vendor_id))
        if not cursor.rowcount:
            Holding.objects.create(vendor_id=vendor_id, stored_bytes=size_bytes)


@contextmanager
def letting_go(sha256: str) -> Iterator[None]:
    """Count an original no more for those who have it now and will not have it afterwards."""
    blob = Blob.objects.filter(sha256=sha256).first()
    before = _holders(sha256)
    yield
    if blob is not None:
        for vendor_id in before - _holders(sha256):
            came(vendor_id, -blob.size_bytes)


def miscounted(*, mend: bool) -> Iterator[str]:
    """Count everything once more; yield whose count was wrong, put right where that is wished."""
    for vendor_id in Vendor.objects.order_by("id").values_list("id", flat=True):
        with transaction.atomic():
            locked(SHELF)
            difference = counted(vendor_id) - stored_bytes(vendor_id)
            if difference and mend:
                came(vendor_id, difference)
        if difference:
            yield vendor_id


def counted(vendor_id: str) -> int:
    """Return the plain sum over all of a vendor's originals."""
    sent = Upload.objects.filter(vendor_id=vendor_id, state=UploadState.COMPLETE)
    mine = Q(sha256__in=sent.exclude(blob=None).values("blob_id"))
    mine |= custody.of_vendor(vendor_id, "sha256")
    return Blob.objects.filter(mine).aggregate(total=Sum("size_bytes"))["total"] or 0


def _holders(sha256: str) -> set[str]:
    if not Blob.objects.filter(sha256=sha256).exists():
        return set()
    sent = Upload.objects.filter(blob_id=sha256, state=UploadState.COMPLETE)
    return {*sent.values_list("vendor_id", flat=True), *custody.vendors(sha256)}
