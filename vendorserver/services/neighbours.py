"""The way from one piece of evidence to the next, in the order of the contract's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from vendorserver.models import Supplement
from vendorserver.services import progressing, visible

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vendorserver.models import Attachment
    from vendorserver.services.access import Viewer

_ORDER = ("process__place", "captured_at", "received_at", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The pieces before and after one; empty at the ends."""

    before: str = ""
    after: str = ""


def of(viewer: Viewer, row: Attachment) -> Neighbours:
    """Return the pieces beside this one."""
    ids = _ids(visible.attachments(viewer), row)
    place = ids.index(row.id)
    return Neighbours(
        before=ids[place - 1] if place else "",
        after=ids[place + 1] if place + 1 < len(ids) else "",
    )


def next_undecided(viewer: Viewer, row: Attachment) -> tuple[str, int]:
    """Return the next piece that waits for a word, from the first again, and how many wait."""
    asked = Supplement.objects.filter(attachment_id=OuterRef("pk"), closed_at=None)
    open_ones = visible.media(viewer).exclude(progressing.is_accepted()).exclude(Exists(asked))
    waiting = set(_ids(open_ones, row)) - {row.id}
    if not waiting:
        return "", 0
    ids = _ids(visible.attachments(viewer), row)
    place = ids.index(row.id)
    return next(one for one in ids[place:] + ids[:place] if one in waiting), len(waiting)


def _ids(rows: QuerySet[Attachment], row: Attachment) -> list[str]:
    found = rows.filter(contract_id=row.contract_id).order_by(*_ORDER)
    return list(found.values_list("id", flat=True))
