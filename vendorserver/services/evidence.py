"""What the parties see of one piece of evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vendorcore.domain import ContractState, ReviewState, Side, instant_text
from vendorcore.errors import Refused
from vendorcore.evidence import Finding, Verdict, verdict_of
from vendorcore.protocol import JsonObject, JsonValue, Signed

from vendorserver.models import Supplement
from vendorserver.services import audit, derived, likeness, scanning, visible
from vendorserver.storage import blobs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vendorserver.models import Attachment
    from vendorserver.services.access import Viewer


_NOTHING_ASKED: JsonObject = {"due_at": "", "person": "", "phone": ""}


def one(viewer: Viewer, attachment_id: str) -> JsonObject:
    """Return one attachment as the protocol shows it."""
    rows = visible.attachments(viewer).select_related("withdrawal__account")
    return shown(viewer, _found(rows.filter(id=attachment_id).first()))


def receipt(viewer: Viewer, attachment_id: str) -> Signed:
    """Return the receipt that was given for an attachment."""
    row = visible.receipts(viewer).filter(attachment_id=attachment_id).first()
    if row is None:
        raise Refused("not-found")
    return Signed.from_text(row.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file as it was sent; read(start, stop) yields its bytes."""

    name: str
    sha256: str
    size_bytes: int

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        """Yield the bytes from start up to stop."""
        return blobs().open_range(self.sha256, start, stop)


def original(viewer: Viewer, attachment_id: str) -> Original:
    """Return the file of an attachment; that it left the house is logged."""
    row = _found(visible.media(viewer).filter(id=attachment_id).first())
    scanning.let_out(row.sha256)
    audit.record(viewer.account_id, "media.original", row.id)
    return Original(name=row.name, sha256=row.sha256, size_bytes=row.size_bytes)


def thumbnail(viewer: Viewer, attachment_id: str) -> bytes:
    """Return the small picture of an attachment (JPEG)."""
    row = _found(visible.media(viewer).filter(id=attachment_id).first())
    return derived.thumbnail(row.sha256)


def shown(viewer: Viewer, row: Attachment) -> JsonObject:
    """Return the protocol's form of an attachment for this viewer."""
    return {
        "id": row.id,
        "contract": row.contract_id,
        "process": row.process_id,
        "sha256": row.sha256,
        "size_bytes": row.size_bytes,
        "name": row.name,
        "note": row.note,
        "reason": row.reason,
        "label": row.label,
        "kind": row.kind,
        "captured_at": row.captured_text,
        "findings": [_told(viewer, row, one) for one in findings(viewer, row)],
        "verdict": verdict(viewer, row),
        "weighed": row.weighed,
        "review": _review(row),
        "withdrawn": withdrawn(row),
    }


def findings(viewer: Viewer, row: Attachment) -> list[JsonValue]:
    """Return the server's remarks; those about another vendor's file for all but vendors."""
    foreign = row.cross_findings if viewer.side is not Side.VENDOR else []
    return [*row.findings, *foreign]


def _told(viewer: Viewer, row: Attachment, said: JsonValue) -> JsonValue:
    """Return a remark; which file looks alike only where the viewer may see that one too."""
    if viewer.side is Side.VENDOR or not isinstance(said, dict):
        return said
    finding = Finding.from_json(said)
    name, sha256 = finding.values.get("other"), finding.values.get("sha256", row.sha256)
    twins = visible.attachments(viewer).filter(name=name, sha256=sha256).exclude(id=row.id)
    return said if not name or twins.exists() else likeness.unnamed(finding).to_json()


def verdict(viewer: Viewer, row: Attachment) -> str:
    """Return the outcome that follows from the remarks this viewer may read."""
    if not row.cross_findings or viewer.side is Side.VENDOR:
        return row.verdict
    foreign = verdict_of(map(Finding.from_json, row.cross_findings))
    return max(row.verdict, foreign.value, key=[one.value for one in Verdict].index)


def withdrawn(row: Attachment) -> JsonObject | None:
    """Return who took the attachment back, why and when; None when nobody did."""
    if not hasattr(row, "withdrawal"):
        return None
    account = row.withdrawal.account
    return {
        "by": account.name or account.login,
        "reason": row.withdrawal.reason,
        "at": instant_text(row.withdrawal.at),
    }


def _review(row: Attachment) -> JsonObject:
    newest = row.reviews.order_by("at", "id").last()
    if newest is None:
        return {"state": ReviewState.WAITING.value, "reason": "", **_NOTHING_ASKED}
    asked = _asked(row)
    over = ContractState(row.contract.state).is_over and asked is _NOTHING_ASKED
    # What is asked for ends with its contract: nobody waits for it any more.
    ended = over and newest.state == ReviewState.MORE_ASKED
    state = ReviewState.WAITING.value if ended else newest.state
    return {"state": state, "reason": newest.reason, **asked}


def _asked(row: Attachment) -> JsonObject:
    wanted = Supplement.objects.filter(attachment=row, closed_at=None).last()
    if wanted is None:
        return _NOTHING_ASKED
    due_at = instant_text(wanted.due_at)
    return {"due_at": due_at, "person": wanted.person, "phone": wanted.phone}


def _found(row: Attachment | None) -> Attachment:
    if row is None:
        raise Refused("not-found")
    return row
