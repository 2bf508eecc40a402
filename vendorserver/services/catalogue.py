"""The catalogue that everybody shares: newer lists, and what the clients follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.db.models import Q

from vendorcore.catalogue import InstitutionEntry, Product, institution_entries, products
from vendorcore.catalogue.renewal import (
    body_of,
    entry_from,
    renewed_institutions,
    renewed_products,
)
from vendorcore.catalogue.tables import parse
from vendorcore.domain import Role, korean_day

from vendorserver.models import CatalogueEntry, EntryKind, EntryState, Vendor
from vendorserver.services import audit, changes
from vendorserver.services.access import Viewer, require
from vendorserver.services.numbers import next_number

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.protocol import JsonObject

PAGE = 500
DECIDERS = (Role.ADMIN, Role.APPROVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """What a newer list changed."""

    added: int
    changed: int
    ended: int


def known(kind: EntryKind) -> list[InstitutionEntry] | list[Product]:
    """Return everything that is listed: the bundled entries with the newer ones in their place."""
    rows = CatalogueEntry.objects.filter(kind=kind, state=EntryState.LISTED)
    kept = {row.id: entry_from(kind, row.id, row.body) for row in rows}
    bundled = institution_entries() if kind is EntryKind.INSTITUTION else products()
    found = [kept.pop(one.id, one) for one in bundled]
    return cast("list[InstitutionEntry] | list[Product]", [*found, *kept.values()])


def renew(
    viewer: Viewer, kind: EntryKind, text: str, now: datetime, *, whole: bool = False
) -> Renewed:
    """Take a newer list (CSV with the columns of the bundled one) in; whole ends what it lacks."""
    require(viewer, *DECIDERS)
    rows, day = parse(text.splitlines(), kind), korean_day(now).isoformat()
    with transaction.atomic():
        present = known(kind)
        if kind is EntryKind.INSTITUTION:
            institutions = cast("list[InstitutionEntry]", present)
            fresh: list[Any] = list(renewed_institutions(institutions, rows, day, whole=whole))
        else:
            fresh = list(renewed_products(cast("list[Product]", present), rows, day, whole=whole))
        before = {one.id for one in present}
        for entry in fresh:
            _keep(kind, entry, now)
        if fresh:
            announce(now)
        audit.record(viewer.account_id, "catalogue.renew", kind, entries=len(fresh))
    ended = sum(1 for one in fresh if one.valid_to)
    added = sum(1 for one in fresh if one.id not in before)
    return Renewed(added=added, changed=len(fresh) - added - ended, ended=ended)


def read(viewer: Viewer, after: int) -> JsonObject:
    """Return what changed in the catalogue after a number; of what was asked, one's own alone."""
    own = Q(vendor_id=viewer.vendor_id) if viewer.vendor_id else Q(pk__in=[])
    rows = CatalogueEntry.objects.filter(number__gt=after).filter(Q(state=EntryState.LISTED) | own)[
        : PAGE + 1
    ]
    page = list(rows)
    return {
        "entries": [shown(row) for row in page[:PAGE]],
        "next": page[:PAGE][-1].number if page else after,
        "more": len(page) > PAGE,
    }


def shown(row: CatalogueEntry) -> JsonObject:
    """Return an entry as the protocol shows it."""
    return {
        "id": row.id,
        "kind": row.kind,
        "state": row.state,
        "merged_into": row.merged_into,
        "reason": row.reason,
        "body": row.body,
    }


def _keep(kind: EntryKind, entry: InstitutionEntry | Product, now: datetime) -> None:
    CatalogueEntry.objects.update_or_create(
        id=entry.id,
        defaults={
            "kind": kind.value,
            "state": EntryState.LISTED.value,
            "number": next_number("catalogue"),
            "body": body_of(entry),
            "changed_at": now,
        },
    )


def is_listed(kind: EntryKind, entry_id: str) -> bool:
    """Return whether an entry is one that everybody knows."""
    return any(one.id == entry_id for one in known(kind))


def publish(kind: EntryKind, entry_id: str, now: datetime) -> None:
    """See to it that the clients know the entry into which a request was merged."""
    if not CatalogueEntry.objects.filter(id=entry_id).exists():
        _keep(kind, next(one for one in known(kind) if one.id == entry_id), now)


def announce(now: datetime) -> None:
    """Tell every vendor that the catalogue has changed; the entries are fetched by number."""
    for vendor_id in Vendor.objects.values_list("id", flat=True):
        changes.add(vendor_id, "catalogue", "catalogue", {}, now)
