"""Lists in pages: the newest first, continued after an opaque mark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db.models import Q

from vendorcore.domain import instant_from_text, instant_text, is_id
from vendorcore.errors import InvalidEntry
from vendorcore.protocol.keys import decode, encode

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

LONGEST = 200
T = TypeVar("T")
Row = TypeVar("Row", bound="Model")


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """One page and the mark to go on from; empty at the end."""

    items: list[T]
    next: str = ""


def page(rows: QuerySet[Row], after: str, limit: int) -> Listed[Row]:
    """Return rows by created_at, newest first, after a mark."""
    wished = max(1, min(limit, LONGEST))
    ordered = rows.order_by("-created_at", "-id")
    if after:
        ordered = ordered.filter(_behind(after))
    found = list(ordered[: wished + 1])
    more = len(found) > wished
    return Listed(found[:wished], _mark(found[wished - 1]) if more else "")


def _mark(row: Model) -> str:
    return encode(f"{instant_text(row.created_at)} {row.pk}".encode())  # type: ignore[attr-defined]  # all paged tables have created_at


def _behind(mark: str) -> Q:
    try:
        moment, row_id = decode(mark).decode().split(" ")
        at = instant_from_text(moment)
    except (ValueError, OverflowError) as error:
        raise InvalidEntry(field="after", reason="malformed") from error
    if not is_id(row_id):
        raise InvalidEntry(field="after", reason="malformed")
    return Q(created_at__lt=at) | Q(created_at=at, id__lt=row_id)
