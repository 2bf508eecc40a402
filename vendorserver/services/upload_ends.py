"""How uploads end: as an original, as a mistake, or forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from vendorcore.errors import Conflict, Refused

from vendorserver.models import Blob, Upload, UploadState
from vendorserver.models.prepared import insert_unless_known, update
from vendorserver.services import custody, holdings
from vendorserver.services.holdings import SHELF
from vendorserver.services.numbers import locked
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from datetime import datetime


def seal(upload: Upload) -> Upload:
    """Make a file that is all here an original; hash-mismatch when it is not the promised one."""
    return after_sealing(sealed(upload.id))


def sealed(upload_id: str) -> Upload:
    """Return the upload as an original or as a mistake; after_sealing says which."""
    with transaction.atomic():
        locked(SHELF)
        row = Upload.objects.get(id=upload_id)
        if row.state == UploadState.OPEN:
            become(row)
    return row


def after_sealing(row: Upload) -> Upload:
    """Throw the part away; outside the transaction, so that a mistake is remembered."""
    blobs().delete(row.id)
    if row.state == UploadState.WRONG:
        raise Refused("hash-mismatch")
    return row


def mended(upload: Upload) -> Upload:
    """Return the upload with an offset that is really on the shelf, whatever a crash left."""
    if upload.state != UploadState.OPEN:
        return upload
    size = max(blobs().size(upload.id), 0)
    if size < upload.offset:
        return _set_back(upload, size)
    if upload.offset != upload.length:
        return upload
    blobs().begin(upload.id, upload.offset)
    # Outside the transaction: after a restart this reads the whole part for its hash.
    blobs().append(upload.id, upload.offset, [])
    return seal(upload)


def has_its_bytes(upload: Upload) -> bool:
    """Whether the original that an upload became is really on the shelf."""
    blob = upload.blob
    return blob is not None and blobs().size(blob.sha256) == blob.size_bytes


def give_up_lost(upload: Upload) -> bool:
    """End an upload whose original is lost, so that its operation begins anew; say whether it is.

    The shelf is locked.
    """
    blob = upload.blob
    if upload.state != UploadState.COMPLETE or has_its_bytes(upload):
        return False
    ended = {"state": UploadState.WRONG, "op_id": None, "blob": None}
    if blob is None:
        Upload.objects.filter(id=upload.id).update(**ended)
        return True
    with holdings.letting_go(blob.sha256):
        Upload.objects.filter(id=upload.id).update(**ended)
        _forget_unused(blob.sha256)
    return True


def forget(upload: Upload) -> None:
    """Remove an upload, its part, and its original unless somebody else has it too."""
    with transaction.atomic(durable=True):
        # One lock for becoming, keeping and losing an original: none can slip in between.
        locked(SHELF)
        same = Upload.objects.filter(id=upload.id, expires_at=upload.expires_at)
        row = same.select_related("blob").first()
        if row is None:
            return
        same.delete()
        if row.blob is not None:
            _let_go(row.vendor_id, row.blob)
    blobs().delete(upload.id)
    if row.blob is not None:
        _unlink(row.blob.sha256)


def clean_up(now: datetime) -> int:
    """Forget uploads that nobody went on with in time; return how many."""
    expired = list(Upload.objects.filter(expires_at__lt=now))
    for upload in expired:
        forget(upload)
    return len(expired)


def recover() -> int:
    """Cut every unfinished part back to what is safe; return how many there are."""
    unfinished = list(Upload.objects.filter(state=UploadState.OPEN))
    for upload in unfinished:
        _recover(upload)
    return len(unfinished)


def _recover(upload: Upload) -> None:
    try:
        row = mended(upload)
    except Refused:
        return
    if row.state == UploadState.OPEN and blobs().size(row.id) > row.offset:
        blobs().begin(row.id, row.offset)


def become(row: Upload) -> None:
    """Let an open upload that is whole end as an original or as a mistake; the shelf is locked."""
    try:
        found = blobs().finish(row.id, row.sha256)
    except Refused:
        row.state, row.op_id = UploadState.WRONG, None
    else:
        _become_original(row, found)
    ended = {"state": row.state, "op_id": row.op_id, "blob_id": row.blob_id}
    if not update(Upload, ended, id=row.id):
        raise Conflict("upload-taken-over")


def _become_original(row: Upload, sha256: str) -> None:
    row.blob = Blob(sha256=sha256, size_bytes=row.offset, stored_at=timezone.now())
    new = insert_unless_known(row.blob)
    if new or not holdings.holds(row.vendor_id, sha256):
        holdings.came(row.vendor_id, row.offset)
    row.state = UploadState.COMPLETE


def _let_go(vendor_id: str, blob: Blob) -> None:
    """Count an original for its sender no more, and remove it when nobody else has it."""
    if not holdings.holds(vendor_id, blob.sha256):
        holdings.came(vendor_id, -blob.size_bytes)
    _forget_unused(blob.sha256)


def _forget_unused(sha256: str) -> None:
    if not _in_use(sha256):
        Blob.objects.filter(sha256=sha256).delete()


def _unlink(sha256: str) -> None:
    """Remove an original once its row is gone for good: a crash before this leaves an orphan."""
    with transaction.atomic():
        locked(SHELF)
        if not Blob.objects.filter(sha256=sha256).exists():
            blobs().delete(sha256)


def _set_back(upload: Upload, size: int) -> Upload:
    """Tell less than before: the part is shorter, or a crash came right after it became whole."""
    with transaction.atomic():
        locked(SHELF)
        row = Upload.objects.get(id=upload.id)
        if row.state == UploadState.OPEN:
            if _may_have_become(row):
                _become_original(row, row.sha256)
            else:
                row.offset = size
            row.save()
    return row


def _may_have_become(row: Upload) -> bool:
    """Whether a crash came between a whole part's new name and its row.

    What lies there by the rows of others is not taken for it: naming a hash is no proof of a file.
    """
    if not row.sha256 or not blobs().size(row.sha256) == row.offset == row.length:
        return False
    known = Blob.objects.filter(sha256=row.sha256).exists()
    return not known or holdings.holds(row.vendor_id, row.sha256)


def _in_use(sha256: str) -> bool:
    uploads = Upload.objects.filter(blob_id=sha256)
    return uploads.exists() or custody.held(sha256)
