"""What lies on the shelf though no row knows of it: told, and removed only when asked to."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction

from vendorserver.models import Blob, Upload, UploadState
from vendorserver.services.holdings import SHELF
from vendorserver.services.numbers import locked
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from vendorserver.storage import Found

_AT_ONCE = 500
# A crash leaves an orphan; so does, for a moment, everything that is just being made.
GRACE = timedelta(days=7)


def orphans() -> Iterator[Found]:
    """Yield originals without a row and parts of no upload."""
    everything = blobs().found()
    while some := list(islice(everything, _AT_ONCE)):
        known = _known([one.name for one in some])
        yield from (one for one in some if one.name not in known)


def remove(orphan: Found, now: datetime, grace: timedelta = GRACE) -> bool:
    """Remove an orphan that nobody touched for so long; say whether it was removed."""
    if now - orphan.touched_at < grace:
        return False
    with transaction.atomic():
        # Originals come under this lock alone: none can be made of this name meanwhile.
        locked(SHELF)
        if _known([orphan.name]):
            return False
        blobs().delete(orphan.name)
    return True


def _known(names: list[str]) -> set[str]:
    growing = Upload.objects.filter(id__in=names, state=UploadState.OPEN)
    whole = Blob.objects.filter(sha256__in=names)
    return {*growing.values_list("id", flat=True), *whole.values_list("sha256", flat=True)}
