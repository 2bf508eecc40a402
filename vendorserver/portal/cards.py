"""One photo or video as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vendorcore.domain import MediaKind, Side, korean_day

from vendorserver.portal import words
from vendorserver.services import derived, evidence, viewing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from vendorserver.models import Attachment
    from vendorserver.services.access import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A piece of evidence with its words; withdrawn ones say who took them back and why."""

    id: str
    name: str
    size_bytes: int
    is_video: bool
    verdict: str
    verdict_word: str
    sentence: str
    reason: str
    captured_at: datetime | None
    received_at: datetime
    receipt_no: str
    has_picture: bool
    copy: str
    may_open: bool
    review_word: str
    withdrawn: dict[str, Any] | None
    erased: bool

    @property
    def captured_on(self) -> date | None:
        """The Korean day of capture."""
        return korean_day(self.captured_at) if self.captured_at else None


def with_words(rows: QuerySet[Attachment]) -> QuerySet[Attachment]:
    """Return the same evidence, read together with what a card shows."""
    return rows.select_related("receipt", "withdrawal__account").prefetch_related("reviews")


def card(viewer: Viewer, row: Attachment) -> Card:
    """Return one piece of evidence as a card."""
    withdrawn = getattr(row, "withdrawal", None)
    may_open = row.erased_at is None and (withdrawn is None or viewer.side is Side.VENDOR)
    reviews = list(row.reviews.all())
    verdict = evidence.verdict(viewer, row)
    return Card(
        id=row.id,
        name=row.name,
        size_bytes=row.size_bytes,
        is_video=row.kind == MediaKind.VIDEO,
        verdict=verdict,
        verdict_word=words.verdict_word(verdict),
        sentence=words.main_sentence(findings(viewer, row), verdict),
        reason=row.reason,
        captured_at=row.captured_at,
        received_at=row.received_at,
        receipt_no=row.receipt.receipt_no,
        has_picture=may_open and derived.thumbnail_path(row.sha256).exists(),
        copy=_copy(row) if may_open else "",
        may_open=may_open,
        review_word=words.review_word(reviews[-1].state) if reviews else "",
        withdrawn=_withdrawn(row) if withdrawn else None,
        erased=row.erased_at is not None,
    )


def findings(viewer: Viewer, row: Attachment) -> Sequence[words.Remark]:
    """Return the server's remarks that this viewer may read."""
    return words.readable(evidence.findings(viewer, row))


def _copy(row: Attachment) -> str:
    """Return the type of the viewing copy; empty while there is none."""
    found = viewing.of_original(row.sha256)
    return found.mime if found else ""


def _withdrawn(row: Attachment) -> dict[str, Any]:
    taken = row.withdrawal
    who = taken.account.name or taken.account.login
    return {"by": who, "reason": taken.reason, "at": taken.at}
