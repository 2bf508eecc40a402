"""The catalogue that everybody shares: newer lists, requests, and what the operator decides."""

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
from vendorcore.domain import Role, Side, is_id, korean_day
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver.models import CatalogueEntry, EntryKind, EntryState, Vendor
from vendorserver.services import audit, changes
from vendorserver.services.access import Viewer, require
from vendorserver.services.numbers import next_number

if TYPE_CHECKING:
    from datetime import datetime

    from vendorcore.protocol import JsonObject

PAGE = 500
_ASKERS = (Role.OWNER, Role.OFFICE)
_DECIDERS = (Role.ADMIN, Role.APPROVER)
_MOST_OPEN = 200


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
    require(viewer, *_DECIDERS)
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
            _announce(now)
        audit.record(viewer.account_id, "catalogue.renew", kind, entries=len(fresh))
    ended = sum(1 for one in fresh if one.valid_to)
    added = sum(1 for one in fresh if one.id not in before)
    return Renewed(added=added, changed=len(fresh) - added - ended, ended=ended)


def ask(
    viewer: Viewer, entry_id: str, kind: EntryKind, body: JsonObject, note: str, now: datetime
) -> tuple[JsonObject, bool]:
    """Ask for an entry that the catalogue lacks; the vendor uses it from now on."""
    if viewer.side is not Side.VENDOR:
        raise Refused("forbidden")
    require(viewer, *_ASKERS)
    if not is_id(entry_id):
        raise InvalidEntry(field="id", reason="malformed")
    entry = entry_from(kind, entry_id, dict(body))
    with transaction.atomic():
        present = CatalogueEntry.objects.select_for_update().filter(id=entry_id).first()
        if present is not None:
            if present.vendor_id != viewer.vendor_id or present.kind != kind:
                raise Refused("not-found")  # as for a contract of that id
            return shown(present), False
        mine = CatalogueEntry.objects.filter(vendor_id=viewer.vendor_id, state=EntryState.ASKED)
        if mine.count() >= _MOST_OPEN:
            raise InvalidEntry(field="requests", reason="too-many")
        row = CatalogueEntry.objects.create(
            id=entry_id,
            kind=kind.value,
            state=EntryState.ASKED.value,
            number=next_number("catalogue"),
            body=body_of(entry),
            vendor_id=viewer.vendor_id,
            asked_by_id=viewer.account_id,
            note=note.strip(),
            changed_at=now,
        )
        audit.record(viewer.account_id, "catalogue.ask", entry_id, kind=kind.value)
    return shown(row), True


def waiting(viewer: Viewer) -> list[CatalogueEntry]:
    """Return the requests that an operator has to decide, the oldest first."""
    require(viewer, *_DECIDERS)
    rows = CatalogueEntry.objects.filter(state=EntryState.ASKED)
    return list(rows.select_related("vendor", "asked_by"))


def decide(
    viewer: Viewer,
    entry_id: str,
    state: EntryState,
    now: datetime,
    *,
    into: str = "",
    reason: str = "",
) -> CatalogueEntry:
    """List a request, merge it into an entry that is there, or refuse it with a reason."""
    require(viewer, *_DECIDERS)
    with transaction.atomic():
        row = CatalogueEntry.objects.select_for_update().filter(id=entry_id).first()
        if row is None:
            raise Refused("not-found")
        if row.state != EntryState.ASKED:
            raise Conflict("request-decided", state=row.state)
        if state is EntryState.MERGED and not _is_listed(EntryKind(row.kind), into):
            raise InvalidEntry(field="into", reason="unknown")
        if state is EntryState.REFUSED and not reason.strip():
            raise InvalidEntry(field="reason", reason="empty")
        row.state, row.reason, row.changed_at = state.value, reason.strip(), now
        row.merged_into = into if state is EntryState.MERGED else ""
        row.number = next_number("catalogue")
        row.save()
        if state is EntryState.MERGED:
            _publish(EntryKind(row.kind), into, now)
        _announce(now)
        audit.record(viewer.account_id, f"catalogue.{state.value}", entry_id, into=row.merged_into)
    return row


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


def _is_listed(kind: EntryKind, entry_id: str) -> bool:
    return any(one.id == entry_id for one in known(kind))


def _publish(kind: EntryKind, entry_id: str, now: datetime) -> None:
    """See to it that the clients know the entry into which a request was merged."""
    if not CatalogueEntry.objects.filter(id=entry_id).exists():
        _keep(kind, next(one for one in known(kind) if one.id == entry_id), now)


def _announce(now: datetime) -> None:
    """Tell every vendor that the catalogue has changed; the entries are fetched by number."""
    for vendor_id in Vendor.objects.values_list("id", flat=True):
        changes.add(vendor_id, "catalogue", "catalogue", {}, now)
