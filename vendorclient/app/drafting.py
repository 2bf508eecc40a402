"""What a person does to a draft: one function for each intention, each kept at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vendorcore.domain import Draft, DraftItem, DraftParty, DraftProcess, PartyRole, Work, new_id
from vendorcore.domain.draft import moved, part_of, put, without
from vendorcore.errors import InvalidEntry

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.storage.drafts import Drafts
from vendorclient.storage.recent import Recent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from vendorcore.catalogue import InstitutionEntry, Product

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database

    Clock = Callable[[], datetime]

_ITEM_FIELDS = ("detail_no", "detail_name", "quantity", "unit", "unit_price", "spec")
_PROCESS_FIELDS = ("name", "text", "starts_on", "ends_on", "work", "photos")


def edit(
    db: Database,
    draft_id: str,
    change: Callable[[Draft], Draft],
    *,
    now: Clock,
    announce: Announce = nobody,
) -> Draft:
    """Change a draft and keep the change, in one transaction; one step of 되돌리기."""
    with db.transaction():
        before = Drafts(db).get(draft_id)
        after = change(before)
        Drafts(db).change(before, after, now())
    announce(Changed.of(Kind.CONTRACTS))
    return after


def type_in(db: Database, draft_id: str, field: str, text: str, *, now: Clock) -> Draft:
    """Keep what stands in a field of 수주정보 (ORDER_FIELDS); also half typed."""
    return edit(db, draft_id, lambda draft: draft.with_field(field, text), now=now)


def choose_institution(
    db: Database,
    draft_id: str,
    entry: InstitutionEntry,
    *,
    role: PartyRole = PartyRole.DEMANDING,
    instead_of: str = "",
    now: Clock,
) -> Draft:
    """Take an institution as a party; instead_of is the party that it replaces."""
    party = DraftParty(
        id=instead_of or new_id(),
        role=str(role),
        institution_id=entry.id,
        code=entry.code,
        name=entry.name,
        class_name=entry.class_name,
        region=entry.region,
    )
    with db.transaction():
        Recent(db).choose("institution", entry.id, now())
        return edit(
            db, draft_id, lambda draft: replace(draft, parties=put(draft.parties, party)), now=now
        )


def remove_party(db: Database, draft_id: str, party_id: str, *, now: Clock) -> Draft:
    """Take a party out."""
    return edit(
        db,
        draft_id,
        lambda draft: replace(draft, parties=without(draft.parties, party_id)),
        now=now,
    )


def choose_product(db: Database, draft_id: str, product: Product, *, now: Clock) -> Draft:
    """Add a product of the catalogue; InvalidEntry("item-twice") when it is there already."""
    item = DraftItem(
        id=new_id(),
        product_id=product.id,
        detail_no=product.detail_no,
        detail_name=product.detail_name,
    )
    with db.transaction():
        Recent(db).choose("product", product.id, now())
        return edit(db, draft_id, lambda draft: _with_item(draft, item), now=now)


def type_in_item(
    db: Database, draft_id: str, item_id: str, field: str, text: str, *, now: Clock
) -> Draft:
    """Keep what stands in a field of a product: quantity, unit, unit_price, spec, …"""
    return edit(
        db,
        draft_id,
        lambda draft: replace(draft, items=_typed(draft.items, item_id, field, text)),
        now=now,
    )


def move_item(db: Database, draft_id: str, item_id: str, place: int, *, now: Clock) -> Draft:
    """Put a product to another place, counted from 0."""
    return edit(
        db,
        draft_id,
        lambda draft: replace(draft, items=moved(draft.items, item_id, place)),
        now=now,
    )


def remove_item(db: Database, draft_id: str, item_id: str, *, now: Clock) -> Draft:
    """Take a product out, and its plan with it."""
    return edit(db, draft_id, lambda draft: draft.without_item(item_id), now=now)


def add_process(
    db: Database, draft_id: str, item_id: str, name: str = "", *, now: Clock
) -> tuple[Draft, str]:
    """Add a process of one's own to a product; also return its id."""
    process = DraftProcess(id=new_id(), item_id=item_id, name=name)
    draft = edit(db, draft_id, lambda draft: with_processes(draft, item_id, [process]), now=now)
    return draft, process.id


def type_in_process(
    db: Database, draft_id: str, process_id: str, field: str, text: str, *, now: Clock
) -> Draft:
    """Keep what stands in a field of a process: name, text, starts_on, ends_on, work, photos."""
    if field == "work" and text not in set(Work):
        raise InvalidEntry(field=field, reason="unknown")
    return edit(
        db,
        draft_id,
        lambda draft: replace(draft, processes=_typed(draft.processes, process_id, field, text)),
        now=now,
    )


def move_process(db: Database, draft_id: str, process_id: str, place: int, *, now: Clock) -> Draft:
    """Put a process to another place in the plan of its product, counted from 0."""
    return edit(db, draft_id, lambda draft: _process_moved(draft, process_id, place), now=now)


def remove_process(db: Database, draft_id: str, process_id: str, *, now: Clock) -> Draft:
    """Take a process out of the plan."""
    return edit(
        db,
        draft_id,
        lambda draft: replace(draft, processes=without(draft.processes, process_id)),
        now=now,
    )


def with_processes(draft: Draft, item_id: str, more: Sequence[DraftProcess]) -> Draft:
    """Return the draft with processes added to a product; the plan keeps the products' order."""
    part_of(draft.items, item_id)
    by_item = {item.id: list(draft.processes_of(item.id)) for item in draft.items}
    by_item[item_id].extend(more)
    return replace(draft, processes=tuple(one for plan in by_item.values() for one in plan))


def _with_item(draft: Draft, item: DraftItem) -> Draft:
    for present in draft.items:
        same_number = item.detail_no and present.detail_no == item.detail_no
        if same_number or (not item.detail_no and present.product_id == item.product_id):
            raise InvalidEntry("item-twice", name=item.detail_name)
    return replace(draft, items=(*draft.items, item))


def _process_moved(draft: Draft, process_id: str, place: int) -> Draft:
    item_id = part_of(draft.processes, process_id).item_id
    by_item = {item.id: draft.processes_of(item.id) for item in draft.items}
    by_item[item_id] = moved(by_item[item_id], process_id, place)
    return replace(draft, processes=tuple(one for plan in by_item.values() for one in plan))


def _typed(parts: Any, part_id: str, field: str, text: str) -> Any:
    part = part_of(parts, part_id)
    if field not in (*_ITEM_FIELDS, *_PROCESS_FIELDS) or not hasattr(part, field):
        raise InvalidEntry(field=field, reason="unknown")
    return put(parts, replace(part, **{field: text}))
