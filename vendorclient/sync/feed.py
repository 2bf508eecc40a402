"""Receives what the server says: each page is applied together with its cursor, or not at all."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from vendorcore.domain import Review, ReviewState, instant_from_text
from vendorcore.errors import InvalidEntry, Refused
from vendorcore.evidence import Finding, Verdict
from vendorcore.protocol import contract_from_json

from vendorclient.sync import catalogue
from vendorclient.sync.desk import Heard
from vendorclient.sync.merge import changed
from vendorclient.sync.transport import READ_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from vendorcore.domain import Contract
    from vendorcore.protocol import JsonObject

    from vendorclient.sync.desk import Desk

log = logging.getLogger(__name__)
LONGEST_WAIT_S = 25


def fetch(desk: Desk, wait_s: int = 0) -> int:
    """Receive everything that is new; wait so long for the first; return how many there were."""
    received, more = 0, True
    while more:
        page = _page(desk, 0 if received else wait_s)
        changes = [row for row in cast("list[Any]", page.get("changes") or []) if row]
        heard = _apply(desk, changes, str(page.get("cursor", "")))
        for news in heard:
            desk.told(news)
        received += len(changes)
        more = page.get("more") is True
    catalogue.renew(desk)
    return received


def _page(desk: Desk, wait_s: int) -> JsonObject:
    """Return the next page; an old cursor is dropped and everything is read again."""
    cursor = desk.library.words.cursor(desk.account.id)
    query = urlencode({"cursor": cursor, "wait": min(wait_s, LONGEST_WAIT_S)})
    path = f"/api/v1/changes?{query}"
    try:
        return desk.caller.call("GET", path, read_s=READ_S + wait_s).json()
    except Refused as error:
        if error.details.get("status") != 410 or not cursor:
            raise
    desk.library.words.set_cursor(desk.account.id, "")
    return _page(desk, wait_s)


def _apply(desk: Desk, changes: list[JsonObject], cursor: str) -> list[Heard]:
    heard = []
    with desk.library.db.transaction():
        for change in changes:
            kind, entity = str(change.get("kind")), str(change.get("id"))
            if _applied(desk, kind, entity, cast("JsonObject", change.get("data") or {})):
                heard.append(Heard(kind=kind, entity=entity))
        desk.library.words.set_cursor(desk.account.id, cursor)
    return heard


def _applied(desk: Desk, kind: str, entity: str, data: JsonObject) -> bool:
    """Apply one change; one that cannot be understood is logged and never stops the rest."""
    apply = _KINDS.get(kind)
    if apply is None:
        return False
    try:
        apply(desk, entity, data)
    except (InvalidEntry, KeyError, TypeError, ValueError) as error:
        log.warning("change not understood: kind=%s id=%s error=%r", kind, entity, error)
        return False
    return True


def _contract(desk: Desk, contract_id: str, data: JsonObject) -> None:
    """Take the server's form over, unless ours has changes that are still to be sent."""
    theirs = contract_from_json(data)
    if not _ours_stays(desk, contract_id, theirs):
        desk.library.contracts.confirm(theirs, account_id=desk.account.id, at=desk.clock.now())


def _ours_stays(desk: Desk, contract_id: str, theirs: Contract) -> bool:
    contracts = desk.library.contracts
    base = contracts.base(contract_id)
    if base is None:
        return any(one.id == contract_id for one in contracts.all())
    return theirs.version < base.version or bool(changed(base, contracts.get(contract_id)))


def _submission(desk: Desk, submission_id: str, data: JsonObject) -> None:
    if data.get("complete") is True:
        desk.library.attachments.complete(submission_id)


def _findings(desk: Desk, attachment_id: str, data: JsonObject) -> None:
    rows = cast("list[dict[str, Any]]", data["findings"])
    findings = [Finding.from_json(row) for row in rows]
    verdict = Verdict(str(data["verdict"]))
    desk.library.attachments.set_server_findings(attachment_id, findings, verdict)


def _review(desk: Desk, attachment_id: str, data: JsonObject) -> None:
    state = ReviewState(str(data["state"]))
    review = Review(attachment_id=attachment_id, state=state, reason=str(data.get("reason", "")))
    desk.library.attachments.set_review(review)


def _withdrawal(desk: Desk, _withdrawal_id: str, data: JsonObject) -> None:
    at = instant_from_text(str(data["at"]))
    desk.library.attachments.mark_withdrawn(str(data["attachment"]), at)


def _catalogue(desk: Desk, _subject: str, _data: JsonObject) -> None:
    catalogue.want(desk)


_KINDS: dict[str, Callable[[Desk, str, JsonObject], None]] = {
    "contract": _contract,
    "catalogue": _catalogue,
    "submission": _submission,
    "findings": _findings,
    "review": _review,
    "withdrawal": _withdrawal,
}
