"""목록 요청: what was asked for because the lists lack it, and what the operator decided."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.catalogue import institution_entries, products
from vendorcore.text import _

from vendorclient.storage.catalogue import SENT, Catalogue, EntryState
from vendorclient.storage.settings import Settings

if TYPE_CHECKING:
    from vendorclient.storage.catalogue import KeptEntry
    from vendorclient.storage.database import Database

_SEEN = "catalogue-seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """One request; `into` is the name of the entry that it was merged into."""

    id: str
    kind: str
    name: str
    state: EntryState
    reason: str
    into: str


def requested(db: Database) -> list[Requested]:
    """Return what was asked for from this computer, what was decided first."""
    sent = Settings(db).get(SENT, "[]")
    found = [_shown(db, kind, one) for kind, one in Catalogue(db).requests(sent)]
    return sorted(found, key=lambda one: (one.state is EntryState.ASKED, one.name))


def unseen(db: Database) -> list[Requested]:
    """Return the decisions that nobody has looked at yet."""
    seen = set(json.loads(Settings(db).get(_SEEN, "[]")))
    return [one for one in requested(db) if _mark(one) not in seen and _is_decided(one)]


def see(db: Database) -> None:
    """Remember that somebody has looked at all decisions."""
    marks = sorted(_mark(one) for one in requested(db) if _is_decided(one))
    Settings(db).set(_SEEN, json.dumps(marks))


def request_sentence(one: Requested) -> str:
    """Return what became of a request, and what that means."""
    if one.state is EntryState.REFUSED:
        return _("거절되었습니다. 사유: {reason}", reason=one.reason)
    if one.state is EntryState.MERGED:
        said = [_("목록에 이미 있는 ‘{name}’에 합쳤고, 쓰던 초안도 바꾸었습니다.", name=one.into)]
        said += [_("사유: {reason}", reason=one.reason)] if one.reason else []
        return " ".join(said)
    if one.state is EntryState.LISTED:
        return _("목록에 올랐습니다.")
    return _("운영자가 확인하고 있습니다. 그동안 그대로 쓸 수 있습니다.")


def _is_decided(one: Requested) -> bool:
    return one.state is not EntryState.ASKED


def _mark(one: Requested) -> str:
    return f"{one.id}:{one.state}"


def _shown(db: Database, kind: str, kept: KeptEntry) -> Requested:
    return Requested(
        id=kept.id,
        kind=kind,
        name=_name_of(kept),
        state=kept.state,
        reason=kept.reason,
        into=_name_by_id(db, kind, kept.merged_into) if kept.merged_into else "",
    )


def _name_of(kept: KeptEntry) -> str:
    return str(kept.body.get("name") or kept.body.get("detail_name") or "")


def _name_by_id(db: Database, kind: str, entry_id: str) -> str:
    """Return the name of an entry, one of the newer ones or one of the bundled ones."""
    newer = {one.id: _name_of(one) for one in Catalogue(db).all(kind)}
    if entry_id in newer:
        return newer[entry_id]
    if kind == "institution":
        return next((one.name for one in institution_entries() if one.id == entry_id), "")
    return next((one.detail_name for one in products() if one.id == entry_id), "")
