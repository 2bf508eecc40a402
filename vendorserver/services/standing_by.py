"""The standby copy (실시간 백업): where one is configured, no receipt before it has the file."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.errors import Busy, Refused

from vendorserver.models import Blob, Job, JobState, Upload, UploadState
from vendorserver.services import jobs, uploads
from vendorserver.services.holdings import SHELF
from vendorserver.services.numbers import locked
from vendorserver.settings import current
from vendorserver.storage import blobs, standby

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.media import Workshop

    from vendorserver.services.access import Viewer
    from vendorserver.storage import Blobs

JOB = "forget"
RETRY_SECONDS = 30
_log = logging.getLogger(__name__)


def hold(viewer: Viewer, upload_id: str, sha256: str, size_bytes: int) -> None:
    """Return once the standby has the file; Busy while it cannot be reached.

    Before the receipt's number is locked: a slow standby lets nobody else wait.
    """
    shelf = standby()
    if shelf is None:
        return
    mine = Upload.objects.filter(id=upload_id, account_id=viewer.account_id)
    if not mine.filter(state=UploadState.COMPLETE).exists():
        return
    blob = uploads.finished(viewer, upload_id, sha256, size_bytes)
    try:
        copy(blob.sha256, shelf)
    except (OSError, Refused) as error:
        _log.warning("the standby did not take a file: %s", type(error).__name__)
        raise Busy("standby-away", retry_after=RETRY_SECONDS) from error


def copy(sha256: str, shelf: Blobs) -> bool:
    """Copy one original to a shelf, which hashes it again; return whether it was missing.

    Busy when there is nothing to copy: it was taken away meanwhile.
    """
    size = blobs().size(sha256)
    if size < 0:
        raise Busy("standby-away", retry_after=RETRY_SECONDS)
    if shelf.size(sha256) == size:
        return False
    part = secrets.token_hex(16)
    shelf.begin(part)
    try:
        shelf.append(part, 0, blobs().open_range(sha256))
        shelf.finish(part, sha256)
    finally:
        shelf.delete(part)
    return True


def ask_to_forget(sha256: str, now: datetime) -> None:
    """Have an erased original removed from the standby too, however long that is away."""
    if current().standby_url:
        jobs.again(JOB, sha256, now)


def forget(sha256: str, _shop: Workshop, _now: datetime) -> None:
    """Remove an original from the standby, unless the same content has come once more."""
    shelf = standby()
    if shelf is None:
        return
    with transaction.atomic():
        locked(SHELF)
        if not Blob.objects.filter(sha256=sha256).exists():
            shelf.delete(sha256)


def catch_up(now: datetime) -> None:
    """Try again to remove what could not be removed while the standby was away."""
    for job in Job.objects.filter(kind=JOB, state=JobState.FAILED):
        jobs.again(JOB, job.subject, now)


def missing() -> list[str]:
    """Return the originals that the standby lacks."""
    shelf = standby()
    if shelf is None:
        return []
    names = Blob.objects.order_by("sha256").values_list("sha256", flat=True)
    return [name for name in names if shelf.size(name) < 0]
