"""Pictures for looking are made anew where the originals came back from a backup alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from vendorcore.domain import MediaKind

from vendorserver.models import Attachment
from vendorserver.services import custody, derived, jobs, viewing
from vendorserver.services.holdings import SHELF
from vendorserver.services.numbers import locked
from vendorserver.storage import as_file

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from vendorcore.media import Workshop

JOB = "draw"


def ask_for_all(originals: Collection[str], now: datetime) -> None:
    """Have the small pictures and viewing copies of these originals made once more."""
    rows = Attachment.objects.filter(kind__in=(MediaKind.PHOTO, MediaKind.VIDEO), erased_at=None)
    seen = dict.fromkeys(rows.order_by("received_at").values_list("sha256", flat=True))
    jobs.all_again((JOB, viewing.JOB), [one for one in seen if one in originals], now)


def draw(sha256: str, shop: Workshop, _now: datetime) -> None:
    """Make the small picture of one original; nothing of one that was erased meanwhile."""
    row = Attachment.objects.filter(sha256=sha256, erased_at=None).first()
    if row is None:
        return
    with as_file(sha256) as path:
        jpeg = shop.read(path, row.name).thumbnail_jpeg
    with transaction.atomic():
        locked(SHELF)
        if jpeg and custody.held(sha256):
            derived.keep_thumbnail(sha256, jpeg)
