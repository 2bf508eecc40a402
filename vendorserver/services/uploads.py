"""Files on their way in: whose they are and how much of them is safe."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from vendorcore.errors import Busy, Conflict, Refused

from vendorserver.models import Blob, Upload, UploadState
from vendorserver.models.prepared import Prepared, insert, update
from vendorserver.models.uploads import new_upload_id
from vendorserver.services.access import require
from vendorserver.services.holdings import SHELF
from vendorserver.services.numbers import locked
from vendorserver.services.submissions import SENDERS
from vendorserver.services.upload_ends import (
    after_sealing,
    become,
    clean_up,
    forget,
    give_up_lost,
    has_its_bytes,
    mended,
    recover,
    seal,
)
from vendorserver.services.upload_room import check_disk, room
from vendorserver.services.upload_rules import Piece, Standing, Wish, length_after
from vendorserver.settings import current
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from datetime import datetime

    from vendorserver.services.access import Viewer

__all__ = [
    "Piece",
    "Wish",
    "advance",
    "announce",
    "clean_up",
    "create",
    "create_opened",
    "find",
    "finished",
    "give_up",
    "proceed",
    "recover",
    "standing",
    "terminate",
]


_mine = Prepared(lambda account, id_: Upload.objects.filter(account=account, id=id_))
_by_operation = Prepared(lambda account, op_id: Upload.objects.filter(account=account, op_id=op_id))
_blob = Prepared(lambda sha256: Blob.objects.filter(sha256=sha256))
_sent_before = Prepared(
    lambda vendor, sha256: Blob.objects.filter(
        sha256=sha256, uploads__vendor=vendor, uploads__state=UploadState.COMPLETE
    )
)


def create(viewer: Viewer, wish: Wish, upload_id: str = "") -> Upload:
    """Begin an upload, or return the one that this operation has begun already."""
    require(viewer, *SENDERS)
    with transaction.atomic():
        locked(SHELF)
        begun = _begun(viewer, wish)
        upload = begun or _new(viewer, wish, upload_id or new_upload_id())
    # One begun before may be somebody's turn: `standing` mends it. Only an empty file is whole.
    return upload if begun or upload.length else mended(upload)


def create_opened(viewer: Viewer, wish: Wish, piece: Piece, upload_id: str) -> Upload:
    """Begin an upload under a name that nobody knows yet, open for its first bytes."""
    require(viewer, *SENDERS)
    length_after(Standing(length=wish.length, offset=0), piece, current().max_file_bytes)
    upload = create(viewer, wish, upload_id)
    if upload.id == upload_id and upload.state == UploadState.OPEN:
        blobs().begin(upload.id)
    return upload


def find(viewer: Viewer, upload_id: str) -> Upload:
    """Return the viewer's own upload; not-found for anybody else's."""
    upload = _mine.first(viewer.account_id, upload_id)
    if upload is None:
        raise Refused("not-found")
    if upload.state == UploadState.WRONG or _expired(upload):
        raise Refused("upload-gone")
    return upload


def standing(viewer: Viewer, upload_id: str) -> Upload:
    """Return the viewer's own upload with an offset that is really there."""
    return mended(find(viewer, upload_id))


def announce(viewer: Viewer, upload_id: str, piece: Piece) -> Upload:
    """Return the upload when this piece may follow; nothing of it has been read yet."""
    return _fitting(find(viewer, upload_id), piece)


def proceed(announced: Upload, piece: Piece) -> Upload:
    """Open an announced upload for its piece, now that nobody else writes."""
    upload = Upload.objects.filter(id=announced.id).first()
    if upload is None or upload.state == UploadState.WRONG:
        raise Refused("upload-gone")
    upload = _fitting(mended(upload), piece)
    rest = (upload.length or upload.offset) - upload.offset
    check_disk(upload, rest if piece.size is None else piece.size)
    if piece.length is not None:
        Upload.objects.filter(id=upload.id, length=None).update(length=upload.length)
    blobs().begin(upload.id, upload.offset)
    return upload


def advance(upload: Upload, offset: int) -> Upload:
    """Remember how much of the file is safe (it was synced before); a whole one is sealed."""
    # A small file becomes an original at once: a crash costs it, at most, another sending.
    at_once = upload.offset == 0 and offset == upload.length
    with transaction.atomic():
        if at_once:
            locked(SHELF)
        expires_at = _expiry(timezone.now())
        safe = {"offset": offset, "expires_at": expires_at}
        if not update(Upload, safe, id=upload.id, offset=upload.offset, state=UploadState.OPEN):
            raise Conflict("upload-taken-over")
        upload.offset, upload.expires_at = offset, expires_at
        if at_once:
            become(upload)
    if at_once:
        return after_sealing(upload)
    return seal(upload) if offset == upload.length else upload


def terminate(viewer: Viewer, upload_id: str) -> None:
    """Forget an upload; an original that is evidence already stays."""
    forget(find(viewer, upload_id))


def finished(viewer: Viewer, upload_id: str, sha256: str, size_bytes: int) -> Blob:
    """Return the original that the viewer's upload became, when it is the promised one."""
    with transaction.atomic():
        locked(SHELF)
        upload = _mine.first(viewer.account_id, upload_id)
        if upload is None:
            raise Refused("upload-unknown")
        if upload.state == UploadState.OPEN:
            raise Busy("upload-incomplete")
        blob = _with_blob(upload).blob
        if blob is not None and (blob.sha256, blob.size_bytes) != (sha256, size_bytes):
            raise Refused("hash-mismatch")
        # No receipt for bytes that are not here, whatever the rows say.
        if blob is None or not has_its_bytes(upload):
            raise Refused("upload-unknown")
        # It is evidence from now on and does not expire.
        update(Upload, {"expires_at": None}, id=upload.id)
    return blob


def give_up(viewer: Viewer, upload_id: str) -> None:
    """Let the operation of an upload that was refused as unknown begin anew, if it is lost."""
    with transaction.atomic(durable=True):
        locked(SHELF)
        mine = Upload.objects.filter(id=upload_id, account_id=viewer.account_id)
        upload = mine.select_related("blob").first()
        if upload is not None:
            give_up_lost(upload)


def _fitting(upload: Upload, piece: Piece) -> Upload:
    stands = Standing(length=upload.length, offset=upload.offset)
    upload.length = length_after(stands, piece, current().max_file_bytes)
    return upload


def _begun(viewer: Viewer, wish: Wish) -> Upload | None:
    """Return what this operation has begun; one that failed makes way for a new one."""
    upload = _by_operation.first(viewer.account_id, wish.op_id) if wish.op_id else None
    if upload is None:
        return None
    if _expired(upload):
        update(Upload, {"op_id": None}, id=upload.id)
        return None
    lengths = {upload.length, wish.length} - {None}
    if len(lengths) > 1 or upload.sha256 != wish.sha256:
        raise Conflict
    return None if give_up_lost(_with_blob(upload)) else upload


def _with_blob(upload: Upload) -> Upload:
    """Return the upload with its original's row; without one where a damaged database lacks it."""
    upload.blob = _blob.first(upload.blob_id) if upload.blob_id else None
    return upload


def _new(viewer: Viewer, wish: Wish, upload_id: str) -> Upload:
    now = timezone.now()
    known, left = _known_content(viewer, wish), room(viewer.vendor_id)
    left.check(wish.length) if known is None else left.check_places()
    upload = Upload(
        id=upload_id,
        account_id=viewer.account_id,
        vendor_id=viewer.vendor_id,
        op_id=wish.op_id or None,
        state=UploadState.COMPLETE if known else UploadState.OPEN,
        length=wish.length,
        offset=known.size_bytes if known else 0,
        sha256=wish.sha256,
        metadata=wish.metadata,
        blob=known,
        created_at=now,
        expires_at=_expiry(now),
    )
    insert(upload)
    return upload


def _known_content(viewer: Viewer, wish: Wish) -> Blob | None:
    """Return an original that this vendor has sent before; other vendors' are never told."""
    if not wish.sha256 or wish.length is None:
        return None
    found = _sent_before.first(viewer.vendor_id, wish.sha256)
    if found is None or found.size_bytes != wish.length:
        return None
    return found if blobs().size(wish.sha256) == wish.length else None


def _expiry(now: datetime) -> datetime:
    return now + timedelta(days=current().upload_days)


def _expired(upload: Upload) -> bool:
    return upload.expires_at is not None and upload.expires_at < timezone.now()
