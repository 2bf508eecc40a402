"""목록화 요청: a vendor asks for what the catalogue lacks, an operator lists, merges or refuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction

from vendorcore.catalogue import InstitutionEntry, Product
from vendorcore.catalogue.alike import alike
from vendorcore.catalogue.renewal import body_of, entry_from
from vendorcore.domain import Role, Side, is_id
from vendorcore.errors import Conflict, InvalidEntry, Refused

from vendorserver.models import CatalogueEntry, EntryKind, EntryState
from vendorserver.services import audit, notices
from vendorserver.services.access import Viewer, require
from vendorserver.services.catalogue import (
    DECIDERS,
    announce,
    is_listed,
    known,
    publish,
    shown,
)
from vendorserver.services.catalogue_fields import checked, name_of, named
from vendorserver.services.numbers import next_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from vendorcore.protocol import JsonObject

ASKERS = (Role.OWNER, Role.OFFICE)
_MOST_OPEN = 200
_LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an operator decides: the state, and what goes with it; body corrects what is listed."""

    state: EntryState
    into: str = ""
    reason: str = ""
    body: Mapping[str, str] = field(default_factory=dict)


def ask(
    viewer: Viewer, entry_id: str, kind: EntryKind, body: JsonObject, note: str, now: datetime
) -> tuple[JsonObject, bool]:
    """Ask for an entry that the catalogue lacks; the vendor uses it from now on."""
    if viewer.side is not Side.VENDOR:
        raise Refused("forbidden")
    require(viewer, *ASKERS)
    if not is_id(entry_id):
        raise InvalidEntry(field="id", reason="malformed")
    entry = named(kind, entry_id, body)
    with transaction.atomic():
        present = CatalogueEntry.objects.select_for_update().filter(id=entry_id).first()
        if present is not None:
            if present.vendor_id != viewer.vendor_id or present.kind != kind:
                raise Refused("not-found")  # as for a contract of that id
            return shown(present), False
        if any(is_listed(one, entry_id) for one in EntryKind):
            raise Refused("not-found")  # what everybody has is in nobody's request
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
            note=note.strip()[:_LONGEST],
            changed_at=now,
        )
        audit.record(viewer.account_id, "catalogue.ask", entry_id, kind=kind.value)
        said = {"name": name_of(row)}
        notices.tell(notices.operators(*DECIDERS), notices.TO_LIST, said, _place(row), now)
    return shown(row), True


def mine(viewer: Viewer) -> list[tuple[CatalogueEntry, str]]:
    """Return what this vendor asked for, the newest first, with what it was merged into."""
    require(viewer, *ASKERS)
    rows = CatalogueEntry.objects.filter(vendor_id=viewer.vendor_id).order_by("-number")[:200]
    return [(row, into_name(row)) for row in rows]


def waiting(viewer: Viewer) -> list[CatalogueEntry]:
    """Return the requests that an operator has to decide, the oldest first."""
    require(viewer, *DECIDERS)
    rows = CatalogueEntry.objects.filter(state=EntryState.ASKED)
    return list(rows.select_related("vendor", "asked_by"))


def one(viewer: Viewer, entry_id: str) -> CatalogueEntry:
    """Return a request, decided or not; what a list brought in is no request."""
    require(viewer, *DECIDERS)
    rows = CatalogueEntry.objects.exclude(vendor=None).select_related("vendor", "asked_by")
    row = rows.filter(id=entry_id).first()
    if row is None:
        raise Refused("not-found")
    return row


def similar(
    kind: EntryKind, entry_id: str, body: JsonObject, near: float = 0.6
) -> list[InstitutionEntry] | list[Product]:
    """Return what is listed already and may be the same."""
    wanted = entry_from(kind, entry_id, dict(body))
    if isinstance(wanted, InstitutionEntry):
        return alike(wanted, cast("list[InstitutionEntry]", known(kind)), near=near)
    return alike(wanted, cast("list[Product]", known(kind)), near=near)


def decide(viewer: Viewer, entry_id: str, decision: Decision, now: datetime) -> CatalogueEntry:
    """List a request, merge it into an entry that is there, or refuse it with a reason."""
    require(viewer, *DECIDERS)
    with transaction.atomic():
        row = CatalogueEntry.objects.select_for_update().filter(id=entry_id).first()
        if row is None:
            raise Refused("not-found")
        if row.state != EntryState.ASKED:
            raise Conflict("request-decided", state=row.state)
        _settle(row, decision, now)
        if decision.state is EntryState.MERGED:
            publish(EntryKind(row.kind), decision.into, now)
        announce(now)
        what = f"catalogue.{decision.state.value}"
        audit.record(viewer.account_id, what, entry_id, into=row.merged_into)
        _tell_asker(row, now)
    return row


def into_name(row: CatalogueEntry) -> str:
    """Return the name of what a request was merged into; empty for any other."""
    kept = CatalogueEntry.objects.filter(id=row.merged_into or "-").first()
    return name_of(kept) if kept else ""


def _settle(row: CatalogueEntry, decision: Decision, now: datetime) -> None:
    """Write a decision down after seeing that nothing is missing from it."""
    kind, reason = EntryKind(row.kind), decision.reason.strip()[:_LONGEST]
    if decision.state is EntryState.LISTED:
        row.body = body_of(checked(kind, row.id, {**row.body, **decision.body}))
    elif decision.state is EntryState.MERGED:
        if not is_listed(kind, decision.into):
            raise InvalidEntry(field="into", reason="unknown")
    elif decision.state is not EntryState.REFUSED:
        raise InvalidEntry(field="state", reason="unknown")
    elif not reason:
        raise InvalidEntry(field="reason", reason="empty")
    row.state, row.reason, row.changed_at = decision.state.value, reason, now
    row.merged_into = decision.into if decision.state is EntryState.MERGED else ""
    row.number = next_number("catalogue")
    row.save()


def _tell_asker(row: CatalogueEntry, now: datetime) -> None:
    asker = row.asked_by
    if asker is None or not asker.is_active:
        return
    said: dict[str, Any] = {"name": name_of(row), "state": row.state, "reason": row.reason}
    notices.tell([asker], notices.LISTED, said | {"into": into_name(row)}, "/catalogue", now)


def _place(row: CatalogueEntry) -> str:
    return f"/desk/catalogue/{row.id}"
