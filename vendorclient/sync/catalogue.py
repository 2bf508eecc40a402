"""Follows the server's catalogue, and asks for what the catalogue lacks."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from vendorcore.catalogue import InstitutionEntry
from vendorcore.catalogue.materials import material_columns_from
from vendorcore.catalogue.renewal import entry_from
from vendorcore.errors import InvalidEntry, NeedsPerson, Refused

from vendorclient.storage.catalogue import COLUMNS_OF_SERVER, SENT, Catalogue, EntryState
from vendorclient.storage.drafts import Drafts
from vendorclient.storage.settings import Settings

if TYPE_CHECKING:
    from vendorcore.catalogue import Product
    from vendorcore.domain import Draft, DraftItem, DraftParty
    from vendorcore.protocol import JsonObject

    from vendorclient.sync.desk import Desk

log = logging.getLogger(__name__)
_CURSOR, _WANTED = "catalogue-cursor", "catalogue-wanted"


def want(desk: Desk) -> None:
    """Remember that the catalogue has changed; inside the transaction that heard of it."""
    Settings(desk.library.db).set(_WANTED, "yes")


def renew(desk: Desk) -> int:
    """Ask for what is lacking and fetch what has changed; return how many entries came.

    A server that has no catalogue yet, or does not let us, is left alone: nothing waits for it.
    """
    try:
        return _renew(desk)
    except Refused as error:
        log.warning("catalogue not read: %s", error)
        Settings(desk.library.db).set(_WANTED, "no")
        return 0


def _renew(desk: Desk) -> int:
    _send(desk)
    settings = Settings(desk.library.db)
    if settings.get(_WANTED, "yes") != "yes":
        return 0
    came, more = 0, True
    while more:
        after = int(settings.get(_CURSOR, "0"))
        page = desk.caller.call("GET", f"/api/v1/catalogue?after={after}").json()
        entries = cast("list[dict[str, Any]]", page.get("entries") or [])
        more = page.get("more") is True
        with desk.library.db.transaction():
            for entry in entries:
                _take(desk, entry)
            settings.set(_CURSOR, str(page.get("next", after)))
            if not more:
                settings.set(_WANTED, "no")
                _take_columns(settings, page.get("material_columns"))
        came += len(entries)
    return came


def _take_columns(settings: Settings, said: object) -> None:
    """Keep the operator's columns of the 원부자재 구매내역서; a server of before tells none."""
    if not isinstance(said, str) or said == settings.get(COLUMNS_OF_SERVER, ""):
        return
    try:
        if said:
            material_columns_from(said.splitlines())
    except InvalidEntry as error:
        log.warning("columns not understood: %s", error)
        return
    settings.set(COLUMNS_OF_SERVER, said)


def _send(desk: Desk) -> None:
    """Send the requests that were made here; one that is refused does not hold up the rest."""
    settings = Settings(desk.library.db)
    sent = set(json.loads(settings.get(SENT, "[]")))
    for kind in ("institution", "product"):
        for entry in Catalogue(desk.library.db).all(kind):
            if entry.state is EntryState.ASKED and entry.id not in sent:
                body: JsonObject = {"kind": kind, "body": dict(entry.body)}
                try:
                    desk.caller.call("PUT", f"/api/v1/catalogue/requests/{entry.id}", body)
                except NeedsPerson as error:
                    log.warning("request not taken: id=%s error=%s", entry.id, error)
                sent.add(entry.id)
                settings.set(SENT, json.dumps(sorted(sent)))


def _take(desk: Desk, entry: dict[str, Any]) -> None:
    """Keep one entry; drafts that use a request follow it to the entry it became."""
    kind, entry_id = str(entry["kind"]), str(entry["id"])
    into, body = str(entry.get("merged_into", "")), dict(entry["body"])
    state = EntryState(str(entry["state"]))
    Catalogue(desk.library.db).keep(
        kind,
        entry_id,
        body,
        state=state,
        merged_into=into,
        reason=str(entry.get("reason", "")),
        at=desk.clock.now(),
    )
    if state is EntryState.LISTED:
        known = entry_from(kind, entry_id, body)
        followers = [
            one.id for one in Catalogue(desk.library.db).all(kind) if one.merged_into == entry_id
        ]
        for follower in (entry_id, *followers):
            _follow(desk, follower, known)
    if state is EntryState.MERGED:
        for one in Catalogue(desk.library.db).all(kind):
            if one.id == into and one.state is EntryState.LISTED:
                _follow(desk, entry_id, entry_from(kind, into, one.body))


def _follow(desk: Desk, old_id: str, entry: InstitutionEntry | Product) -> None:
    drafts = Drafts(desk.library.db)
    for draft_id in drafts.that_name(old_id):
        before = drafts.get(draft_id)
        drafts.change(before, followed(before, old_id, entry), desk.clock.now())


def followed(draft: Draft, old_id: str, entry: InstitutionEntry | Product) -> Draft:
    """Return the draft with what it chose under an id replaced by what that has become."""
    if isinstance(entry, InstitutionEntry):
        parties = tuple(
            _party(one, entry) if one.institution_id == old_id else one for one in draft.parties
        )
        return replace(draft, parties=parties)
    items = tuple(_item(one, entry) if one.product_id == old_id else one for one in draft.items)
    return replace(draft, items=items)


def _party(party: DraftParty, entry: InstitutionEntry) -> DraftParty:
    return replace(
        party,
        institution_id=entry.id,
        code=entry.code,
        name=entry.name,
        class_name=entry.class_name,
        region=entry.region,
    )


def _item(item: DraftItem, product: Product) -> DraftItem:
    return replace(
        item,
        product_id=product.id,
        detail_no=product.detail_no,
        detail_name=product.detail_name,
    )
