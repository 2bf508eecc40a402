"""Moves photos between the processes of a contract the way a person sorts them: by the handful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vendorclient.app.changed import Changed, Kind, nobody
from vendorclient.app.tagging import Said, tag, untag
from vendorclient.storage.attachments import Attachments

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from vendorclient.app.changed import Announce
    from vendorclient.storage.database import Database

# Which process each photo is in; "" is none.
Places = dict[str, str]


def sort(
    db: Database,
    wanted: Mapping[str, str],
    *,
    contract_id: str,
    account_id: str,
    now: Callable[[], datetime],
    reason: str = "",
    announce: Announce = nobody,
) -> Places:
    """Put each photo into its process or out of all of them; return where they were before.

    What was handed in stays where it is; the answer leaves it out.
    """
    with db.transaction():
        before = {sha256: place for sha256, place in _places(db, contract_id) if sha256 in wanted}
        fixed = {sha256 for sha256, place in before.items() if place is None}
        moved = {sha256: place for sha256, place in wanted.items() if sha256 not in fixed}
        _take_out(db, contract_id, {s for s in moved if before.get(s, "") != moved[s]})
        for process_id in dict.fromkeys(filter(None, moved.values())):
            tag(
                db,
                contract_id=contract_id,
                process_id=process_id,
                sha256s=[sha256 for sha256, place in moved.items() if place == process_id],
                account_id=account_id,
                now=now,
                said=Said(reason=reason),
            )
    announce(Changed.of(Kind.ATTACHMENTS))
    return {sha256: before.get(sha256) or "" for sha256 in moved}


def _places(db: Database, contract_id: str) -> list[tuple[str, str | None]]:
    """Return where each photo is; None where it was handed in and may not move."""
    return [
        (one.attachment.sha256, one.attachment.process_id if one.is_open else None)
        for one in Attachments(db).of_contract(contract_id)
        if not one.withdrawn_at
    ]


def _take_out(db: Database, contract_id: str, sha256s: set[str]) -> None:
    for one in Attachments(db).of_contract(contract_id):
        if one.is_open and one.attachment.sha256 in sha256s:
            untag(db, one.attachment.id)
